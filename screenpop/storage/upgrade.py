"""Brings the record's tables up to the state that this program knows; costs 1 ms when they are."""

import os
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from screenpop.errors import RecordUnavailable
from screenpop.sentences import say
from screenpop.storage import engines
from screenpop.storage.troubles import told

NEWEST = "0003"
_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(path: Path) -> None:
    """Create the record's file, or upgrade it. Several programs may do so at once.

    Raises:
        RecordUnavailable: It cannot be opened, is damaged, or belongs to a newer program.
    """
    engine = engines.writing(path)
    try:
        _make_private(path)
        with engine.connect() as connection:
            if _version(connection) == NEWEST:
                return
        with engine.begin() as connection:  # holds the write lock: another program's upgrade is over by now
            _migrate(connection, path)
    except DBAPIError as error:
        raise RecordUnavailable(told(error, path)) from error
    except OSError as error:
        raise RecordUnavailable(
            say("The call log cannot be created ({file}): {detail}", file=path, detail=error.strerror)
        ) from error
    finally:
        engine.dispose()


def _make_private(path: Path) -> None:
    """The log holds personal data: a new file is its owner's alone, and SQLite's side files follow it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDONLY, 0o600))


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("select version_num from alembic_version")).scalar()


def _migrate(connection: Connection, path: Path) -> None:
    version = _version(connection)
    if version == NEWEST:
        return
    from alembic import command  # noqa: PLC0415 # 200 ms, only when there is something to upgrade
    from alembic.config import Config  # noqa: PLC0415 # as above
    from alembic.script import ScriptDirectory  # noqa: PLC0415 # as above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise RecordUnavailable(
            say(
                "The call log ({file}) was made by a newer Screenpop (schema {found}; this one knows {known})."
                " Install the newer program.",
                file=path,
                found=version,
                known=NEWEST,
            )
        )
    command.upgrade(config, "head")
