"""`screenpop day`: what was promised and not done yet, and calls that are owed, the most urgent first."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime

from screenpop.bootstrap.parts import make_data_folder, secrets_of
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.commands.call_table import fitting, plain, width
from screenpop.commands.delivering import deliver_first
from screenpop.commands.json_lines import as_line, time_as_json
from screenpop.commands.settings_of import settings_of
from screenpop.promises import Promised, PromiseKind
from screenpop.sentences import say

_WIDEST = (16, 10, 16, 28, 24, 20)
_KINDS = {PromiseKind.CALL_BACK: say("call back"), PromiseKind.PROMISE: say("promise")}


def command(arguments: argparse.Namespace) -> int:
    """Tell it; who reads what is the record's matter."""
    settings = settings_of(arguments)
    make_data_folder(settings)
    with closing(SiteRecord(settings, secrets_of(settings))) as record:
        deliver_first(record)
        return run(record.day.due(), datetime.now(UTC), as_json=arguments.json)


def run(promises: Sequence[Promised], now: datetime, *, as_json: bool) -> int:
    """As a table, or as JSON, an object a line."""
    if as_json:
        for promise in promises:
            print(as_line(_shape(promise, now)))
        return 0
    if not promises:
        print(say("Nothing is due."), file=sys.stderr)
        return 0
    headings = (
        say("due"),
        say("kind"),
        say("for"),
        say("customer"),
        say("contact"),
        say("number"),
        say("what"),
    )
    rows = [list(map(str, headings)), *map(_cells, promises)]
    columns = list(zip(*rows, strict=True))
    widths = [min(max(map(width, column)), most) for column, most in zip(columns, _WIDEST, strict=False)]
    for row in rows:
        fitted = [fitting(cell, wide) for cell, wide in zip(row, widths, strict=False)]
        print("  ".join([*fitted, row[-1]]).rstrip())
    return 0


def _cells(promise: Promised) -> list[str]:
    return [
        f"{promise.due.astimezone():%Y-%m-%d %H:%M}",
        str(_KINDS[promise.kind]),
        plain(promise.taken_by) or str(say("anybody")),
        *map(plain, (promise.customer, promise.contact, promise.number, promise.what)),
    ]


def _shape(promise: Promised, now: datetime) -> dict[str, object]:
    return {
        "id": str(promise.id),
        "kind": promise.kind.value,
        "due": time_as_json(promise.due),
        "overdue": promise.due <= now,
        "what": promise.what,
        "made_by": promise.made_by,
        "taken_by": promise.taken_by,
        "customer_id": promise.customer_id,
        "customer": promise.customer,
        "contact": promise.contact,
        "number": promise.number,
        "call": str(promise.call) if promise.call else None,
    }
