"""The kind `rest`: how a web service is built, and how `screenpop check` tries it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from connectors.sources.rest.settings import RestSettings
from screenpop.errors import SourceError
from screenpop.ports.checks import Check
from screenpop.ports.kinds import SourceKind, SourceSurroundings
from screenpop.ports.source import Source

if TYPE_CHECKING:
    from connectors.sources.rest.source import RestSource


def _build(settings: RestSettings, surroundings: SourceSurroundings) -> "RestSource":
    from connectors.sources.rest.source import RestSource  # noqa: PLC0415 # a site without one needs none of it

    return RestSource(settings, surroundings)


def _examine(source: Source) -> Iterator[Check]:
    from connectors.sources.rest.source import RestSource  # noqa: PLC0415 # as above

    if not isinstance(source, RestSource):
        raise TypeError(source)
    subject = f"source {source.name}"
    try:
        yield Check(subject, passed=True, told=source.try_out())
    except SourceError as error:
        yield Check(subject, passed=False, told=error.sentence)


REST = SourceKind("rest", RestSettings, _build, _examine)
