"""Calls as a table for a terminal: local times, aligned in any script."""

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

from screenpop.events.calls import Direction
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say

_WIDEST = (16, 8, 16, 16, 24, 20, 18, 16)  # the note takes what is left, the call_id stands whole at the end
_WAYS = {Direction.IN: say("incoming"), Direction.OUT: say("outgoing")}


def call_table(calls: Sequence[LoggedCall]) -> Iterator[str]:
    """The lines of the table, with a heading."""
    if not calls:
        return
    headings = [
        str(say("offered")),
        str(say("way")),
        str(say("agent")),
        str(say("number")),
        str(say("customer")),
        str(say("contact")),
        str(say("ending")),
        str(say("outcome")),
        str(say("note")),
        "call_id",
    ]
    rows = [headings, *map(_cells, calls)]
    columns = list(zip(*rows, strict=True))
    widths = [min(max(map(width, column)), most) for column, most in zip(columns, _WIDEST, strict=False)]
    left = shutil.get_terminal_size((160, 24)).columns - sum(widths) - 2 * len(widths) - 40
    widths.append(min(max(map(width, columns[-2])), max(left, 24)))
    for row in rows:
        fitted = [fitting(cell, wide) for cell, wide in zip(row, widths, strict=False)]
        yield "  ".join([*fitted, row[-1]])


def _cells(call: LoggedCall) -> list[str]:
    number = call.number or call.presented or str(say("withheld"))
    return [
        f"{call.offered_at.astimezone():%Y-%m-%d %H:%M}",
        str(_WAYS[call.direction]),
        *map(
            plain,
            (
                call.agent,
                number,
                call.customer,
                call.contact or call.name,
                call.ending,
                call.disposition,
                call.note,
                call.call_id,
            ),
        ),
    ]


def plain(text: str | None) -> str:
    """One line without characters that move a terminal's cursor or turn its writing round."""
    kept = (
        "" if unicodedata.category(char) in {"Cc", "Cf"} else char for char in " ".join((text or "").split())
    )
    return "".join(kept)


def width(text: str) -> int:
    """How many columns of a terminal the text takes: two for East Asian ones, none for marks above and below."""
    return sum(_width(char) for char in text)


def fitting(text: str, columns: int) -> str:
    """The text, cut or filled up to so many columns."""
    if width(text) > columns:
        used, kept = 1, []
        for char in text:
            used += _width(char)
            if used > columns:
                break
            kept.append(char)
        text = "".join(kept) + "…"
    return text + " " * (columns - width(text))


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
