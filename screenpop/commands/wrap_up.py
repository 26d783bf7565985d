"""`screenpop wrap-up`: keeps the outcome of a call, as the window does."""

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

from screenpop.bootstrap.parts import make_data_folder, secrets_of
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.commands.delivering import deliver_first
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError, NotKept, RecordError, RecordUnavailable
from screenpop.ports.call_log import CallLog
from screenpop.ports.record import Record
from screenpop.record.entries import WrapUp
from screenpop.record.ids import new_id
from screenpop.sentences import say
from screenpop.storage.spool.delivered_calls import DeliveredCall


def command(arguments: argparse.Namespace) -> int:
    """Keep what the arguments say."""
    settings = settings_of(arguments)
    if arguments.disposition is None and arguments.note is None and arguments.reason is None:
        raise ConfigurationError(say("Nothing to save; say --disposition, --note or --reason."))
    make_data_folder(settings)
    with closing(SiteRecord(settings, secrets_of(settings))) as record:
        code = run_wrap_up(
            record,
            record.call_log,
            arguments.call_id,
            agent=settings.agent,
            disposition=arguments.disposition,
            note=arguments.note,
            reason=arguments.reason,
            own_only=record.database.is_server,
            delivered=record.spool.delivered_call,
        )
        if code == 0:
            deliver_first(record)
        return code


def run_wrap_up(
    record: Record,
    log: CallLog,
    call_id: str,
    *,
    agent: str,
    disposition: str | None,
    note: str | None,
    reason: str | None = None,
    delivered: Callable[[str], DeliveredCall | None] = lambda _: None,
    own_only: bool = False,
) -> int:
    """Keep a wrap-up; says “saved” only after the commit. What is None stays as it is known.

    While the log is away a call that was `delivered` from here is wrapped up all the same, unless that would empty
    what is filled in and nobody can read now. A server takes wrap-ups of one's own calls only.
    """
    said = {"reason": reason, "disposition": disposition, "note": note}
    try:
        try:
            known = log.latest(call_id)
            if own_only and known.agent != agent:
                raise NotKept(
                    say("This call was at {agent}'s desk; only {agent} can wrap it up.", agent=known.agent)
                )
            call, words = known.id, {field: getattr(known, field) for field in said}
        except RecordUnavailable:
            sent = delivered(call_id)
            if sent is None or any(said[field] is None for field in sent.filled):
                raise
            call, words = sent.id, dict.fromkeys(said)
        first = {field: _first(said[field], words[field]) for field in said}
        record.keep(WrapUp(id=new_id(), call=call, at=datetime.now(UTC), agent=agent, **first))
    except RecordError as error:
        print(f"screenpop: {error}", file=sys.stderr)
        return 2
    print(say("saved"), flush=True)
    return 0


def _first(said: str | None, known: str | None) -> str:
    return (known or "") if said is None else said
