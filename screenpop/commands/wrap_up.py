"""`screenpop wrap-up`: keeps the outcome of a call, as the window does."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime

from screenpop.bootstrap.parts import RECORD_FILE, make_data_folder
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError, RecordError
from screenpop.ports.call_log import CallLog
from screenpop.ports.record import Record
from screenpop.record.entries import WrapUp
from screenpop.record.ids import new_id
from screenpop.sentences import say
from screenpop.storage.call_log import LocalCallLog
from screenpop.storage.record_keeper import LocalRecord


def command(arguments: argparse.Namespace) -> int:
    """Keep what the arguments say."""
    settings = settings_of(arguments)
    if arguments.disposition is None and arguments.note is None and arguments.reason is None:
        raise ConfigurationError(say("Nothing to save; say --disposition, --note or --reason."))
    make_data_folder(settings)
    path = settings.data / RECORD_FILE
    with closing(LocalRecord(path)) as record, closing(LocalCallLog(path)) as log:
        return run_wrap_up(
            record,
            log,
            arguments.call_id,
            agent=settings.agent,
            disposition=arguments.disposition,
            note=arguments.note,
            reason=arguments.reason,
        )


def run_wrap_up(
    record: Record,
    log: CallLog,
    call_id: str,
    *,
    agent: str,
    disposition: str | None,
    note: str | None,
    reason: str | None = None,
) -> int:
    """Keep a wrap-up; says “saved” only after the commit. What is None stays as it is known."""
    try:
        call = log.latest(call_id)
        record.keep(
            WrapUp(
                id=new_id(),
                call=call.id,
                at=datetime.now(UTC),
                agent=agent,
                reason=_first(reason, call.reason),
                disposition=_first(disposition, call.disposition),
                note=_first(note, call.note),
            )
        )
    except RecordError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        return 2
    print(say("saved"))
    return 0


def _first(said: str | None, known: str | None) -> str:
    return (known or "") if said is None else said
