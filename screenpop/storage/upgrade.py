"""Brings the record's tables up to the state that this program knows; costs 1 ms when they are."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from screenpop.errors import RecordUnavailable
from screenpop.sentences import say

NEWEST = "0007"
SCHEMA = "screenpop"
"""Where all of it lies on a server."""
_MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade found, and left; `before` None is a database that held no record."""

    before: str | None
    after: str | None

    @property
    def is_newest(self) -> bool:
        """Does this program know all of it, and nothing more?"""
        return self.after == NEWEST


def version_in(connection: Connection) -> Upgraded:
    """Which version the tables have."""
    if not inspect(connection).has_table("alembic_version"):
        return Upgraded(None, None)
    found = connection.execute(text("select version_num from alembic_version")).scalar()
    return Upgraded(found, found)


def refuse_newer(version: str | None, place: str) -> None:
    """Leave alone what a newer program made: it holds what this one knows nothing of.

    Raises:
        RecordUnavailable: It is newer.
    """
    if version is not None and version > NEWEST:
        raise RecordUnavailable(
            say(
                "The call log ({file}) was made by a newer Screenpop (schema {found}; this one knows {known})."
                " Install the newer program.",
                file=place,
                found=version,
                known=NEWEST,
            )
        )


def upgrade_schema(connection: Connection, place: str) -> Upgraded:
    """Run the missing steps in the transaction that the connection is in.

    Raises:
        RecordUnavailable: A newer program made the tables.
    """
    found = version_in(connection).before
    refuse_newer(found, place)
    if found == NEWEST:
        return Upgraded(found, found)
    from alembic import command  # noqa: PLC0415 # 200 ms, only when there is something to upgrade
    from alembic.config import Config  # noqa: PLC0415 # as above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return Upgraded(found, NEWEST)
