"""`screenpop log`: the call log as a table for people, or as a file for other programs."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path

from screenpop.bootstrap.parts import make_data_folder, reader_of, secrets_of
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.commands.call_table import call_table
from screenpop.commands.delivering import deliver_first
from screenpop.commands.settings_of import settings_of
from screenpop.commands.writing_out import write_out
from screenpop.errors import ConfigurationError
from screenpop.events.acts import Look
from screenpop.events.calls import Direction, Ending
from screenpop.ports.call_log import CallLog
from screenpop.ports.exports import Format
from screenpop.record.entries import CustomerViewed
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.storage import export

_ON_A_PAGE = 50
_WHAT = "call log"


def command(arguments: argparse.Namespace) -> int:
    """Show or write what the arguments say; that somebody took the log out as a file is on record first."""
    settings = settings_of(arguments)
    make_data_folder(settings)
    wanted = filter_of(arguments, settings)
    at_most = arguments.limit if arguments.action == "list" else None
    output = Path(arguments.output) if arguments.output else None
    with closing(SiteRecord(settings, secrets_of(settings))) as record:
        if arguments.action == "export":
            whose, now = wanted.customer_id or "", datetime.now(UTC)
            record.keep(CustomerViewed(new_id(), None, now, settings.agent, whose, Look.EXPORT, _WHAT))
        deliver_first(record)
        log = record.call_log
        if arguments.action == "list" and not (arguments.format or output):
            return run_list(log, wanted, limit=_ON_A_PAGE if at_most is None else at_most)
        return run_export(log, wanted, format=arguments.format or "csv", output=output, at_most=at_most)


def run_list(log: CallLog, wanted: LogFilter, *, limit: int) -> int:
    """Show the newest calls that fit, in local time."""
    calls = log.page(wanted, at_most=_counted(limit))
    if not calls:
        print(say("No calls."), file=sys.stderr)
    for line in call_table(calls):
        print(line)
    return 0


def run_export(
    log: CallLog,
    wanted: LogFilter,
    *,
    format: Format,  # noqa: A002 # the option's name
    output: Path | None,
    at_most: int | None = None,
) -> int:
    """Write the calls that fit, all or so many, newest first; a file appears whole or not at all."""
    calls = islice(_asked(log.all(wanted)), None if at_most is None else _counted(at_most))
    write_out(lambda file: export.write(calls, file, format), format, output)
    return 0


def _asked(calls: Iterator[LoggedCall]) -> Iterator[LoggedCall]:
    """Ask for the first one now: a log that cannot be read leaves no opening bracket behind."""
    first = next(calls, None)
    return calls if first is None else chain([first], calls)


def _counted(limit: int) -> int:
    if limit < 1:
        raise ConfigurationError(say("--limit must be 1 or more."))
    return limit


def filter_of(arguments: argparse.Namespace, settings: Settings) -> LogFilter:
    """What the arguments ask for.

    Raises:
        ConfigurationError: A time or an ending that is none.
    """
    return LogFilter(
        since=read_time(arguments.since, end=False) if arguments.since else None,
        before=read_time(arguments.before, end=True) if arguments.before else None,
        agent=arguments.agent,
        number=read_number(arguments.number, settings) if arguments.number else None,
        endings=frozenset([_read_ending(arguments.ending)] if arguments.ending else []),
        text=arguments.text,
        queue=arguments.queue,
        did=read_number(arguments.did, settings) if arguments.did else None,
        dispositions=frozenset([arguments.disposition] if arguments.disposition else []),
        customer_id=arguments.customer,
        direction=Direction(arguments.direction) if arguments.direction else None,
        lost=arguments.lost,
    )


def read_time(text: str, *, end: bool) -> datetime:
    """Read a date, which is the local midnight that begins it (or ends it), or an ISO time, local if it names no zone.

    Raises:
        ConfigurationError: It is neither.
    """
    try:
        if len(text) > 10:
            return datetime.fromisoformat(text).astimezone()
        day = date.fromisoformat(text) + timedelta(days=end)
        return datetime.combine(day, time()).astimezone()
    except (ValueError, OverflowError):
        raise ConfigurationError(
            say("“{text}” is neither a date (2026-03-31) nor a time (2026-03-31T14:00).", text=text)
        ) from None


def _read_ending(text: str) -> Ending:
    try:
        return Ending(text)
    except ValueError:
        raise ConfigurationError(
            say("“{text}” is no ending; there are: {endings}.", text=text, endings=", ".join(Ending))
        ) from None


def read_number(text: str, settings: Settings) -> str:
    """A number as the record holds it; what is none stays as it is."""
    number = reader_of(settings).read(text)
    return (number.e164 or number.short if number else None) or text
