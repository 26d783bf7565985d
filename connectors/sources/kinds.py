"""The kinds of source: their settings, how they are built, how `screenpop check` tries them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.sources.rest.kind import REST
from connectors.sources.spreadsheet.kind import KIND as SPREADSHEET
from screenpop.errors import SourceError
from screenpop.ports.checks import Check
from screenpop.ports.kinds import SourceKind, SourceSettings, SourceSurroundings
from screenpop.ports.source import Source

if TYPE_CHECKING:
    from connectors.sources.sql import SqlSource


class SqlSettings(SourceSettings):
    """A database.

    `url` is SQLAlchemy's, without the password, which `screenpop secret` keeps. `allow_writer` accepts a
    login that may write, or one of which nobody can see whether it may; questions only read all the same.
    """

    url: str
    allow_writer: bool = False


def _build_sql(settings: SqlSettings, surroundings: SourceSurroundings) -> "SqlSource":
    from connectors.sources.addresses import address_of  # noqa: PLC0415 # SQLAlchemy takes 270 ms to import
    from connectors.sources.sql import SqlSource  # noqa: PLC0415 # as above

    address = address_of(settings.url, surroundings.name, surroundings.folder)
    return SqlSource(surroundings.name, address, surroundings.password, allow_writer=settings.allow_writer)


def _examine_sql(source: Source) -> Iterator[Check]:
    from connectors.sources.sql import SqlSource  # noqa: PLC0415 # as above

    if not isinstance(source, SqlSource):
        raise TypeError(source)
    subject = f"source {source.name}"
    try:
        yield Check(subject, passed=True, told=source.try_out())
    except SourceError as error:
        yield Check(subject, passed=False, told=error.sentence)


SQL = SourceKind("sql", SqlSettings, _build_sql, _examine_sql)

KINDS: tuple[SourceKind, ...] = (SQL, SPREADSHEET, REST)
