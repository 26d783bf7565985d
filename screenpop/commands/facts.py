"""`screenpop facts`: what customers told us, of one of them for people, or of all as a file for other programs."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from screenpop.bootstrap.parts import make_data_folder, secrets_of
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.commands.call_table import fitting, plain, width
from screenpop.commands.delivering import deliver_first
from screenpop.commands.json_lines import as_line, time_as_json
from screenpop.commands.settings_of import settings_of
from screenpop.commands.writing_out import write_out
from screenpop.events.acts import Look
from screenpop.ports.exports import Format
from screenpop.record.entries import CustomerViewed
from screenpop.record.ids import new_id
from screenpop.record.rows import LearnedFact
from screenpop.sentences import say
from screenpop.storage import facts

_WIDEST = (24, 60, 16)
_WHAT = "facts"


def command(arguments: argparse.Namespace) -> int:
    """Show or write what the arguments say; that somebody looked is on record first."""
    settings = settings_of(arguments)
    make_data_folder(settings)
    with closing(SiteRecord(settings, secrets_of(settings))) as record:
        listed = arguments.action == "list"
        whose, look = (arguments.customer, Look.HISTORY) if listed else ("", Look.EXPORT)
        now = datetime.now(UTC)
        record.keep(CustomerViewed(new_id(), None, now, settings.agent, whose, look, _WHAT))
        deliver_first(record)
        learned = facts.LearnedFacts(record.database)
        if listed:
            return run_list(learned.known(arguments.customer), as_json=arguments.json)
        told = learned.versions() if arguments.versions else learned.known()
        output = Path(arguments.output) if arguments.output else None
        return run_export(told, format=arguments.format, output=output)


def run_list(known: Iterator[LearnedFact], *, as_json: bool) -> int:
    """Show one customer's facts; as JSON `fact`, `value`, `at`, `agent`, an object a line."""
    if as_json:
        for fact in known:
            shape = {"fact": fact.fact, "value": fact.value, "at": time_as_json(fact.at), "agent": fact.agent}
            print(as_line(shape))
        return 0
    rows = [[str(say("fact")), str(say("answer")), str(say("told")), str(say("agent"))]]
    rows += [
        [plain(fact.fact), plain(fact.value), f"{fact.at.astimezone():%Y-%m-%d %H:%M}", plain(fact.agent)]
        for fact in known
    ]
    if len(rows) == 1:
        print(say("Nothing is known of this customer."), file=sys.stderr)
        return 0
    columns = list(zip(*rows, strict=True))
    widths = [min(max(map(width, column)), most) for column, most in zip(columns, _WIDEST, strict=False)]
    for row in rows:
        fitted = [fitting(cell, wide) for cell, wide in zip(row, widths, strict=False)]
        print("  ".join([*fitted, row[-1]]))
    return 0


def run_export(told: Iterator[LearnedFact], *, format: Format, output: Path | None) -> int:  # noqa: A002 # the option's name
    """Write facts, customer by customer."""
    write_out(lambda file: facts.write(told, file, format), format, output)
    return 0
