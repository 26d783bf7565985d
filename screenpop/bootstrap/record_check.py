"""Tries a desk's record for `screenpop check`: nothing is delivered, and no spool is begun."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from screenpop.bootstrap.saving import told_of_saving
from screenpop.bootstrap.shared_database import database_of
from screenpop.bootstrap.site_record import SPOOL_FILE
from screenpop.diagnostics.record_check import check_spool
from screenpop.errors import ConfigurationError, RecordUnavailable
from screenpop.ports.checks import Check
from screenpop.ports.secrets import Secrets
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings
from screenpop.storage.database import Database
from screenpop.storage.my_role import role_of_login
from screenpop.storage.shared_record import DatabaseRecord
from screenpop.storage.spool.spool import Spool


def check_record(settings: Settings, secrets: Secrets) -> Iterator[Check]:
    """Reach the database as the courier does, and look at what waits for it."""
    try:
        with closing(database_of(settings, secrets)) as database:
            DatabaseRecord(database, settings.agent).deliver(())
            yield Check("record: database", passed=True, told=_reached(settings, database))
    except (RecordUnavailable, ConfigurationError) as error:
        yield Check("record: database", passed=False, told=error.sentence)
    try:
        yield Check("record: saves", passed=True, told=told_of_saving(settings))
    except ConfigurationError as error:
        yield Check("record: saves", passed=False, told=error.sentence)
    if not (settings.data / SPOOL_FILE).exists():
        return
    try:
        with closing(Spool(settings.data / SPOOL_FILE)) as spool:
            yield from check_spool(
                spool.state(), datetime.now(UTC), reasons=spool.reasons(), damaged=spool.damaged_files()
            )
    except RecordUnavailable as error:
        yield Check("record: waiting", passed=False, told=error.sentence)


def _reached(settings: Settings, database: Database) -> Sentence:
    if database.is_server:
        return say(
            "answers and fits this program; this login is the agent “{agent}”, its role “{role}”",
            agent=settings.agent,
            role=role_of_login(database),
        )
    return say("a file that fits this program; who may open it may read all of it")
