"""What a desk does now, as the table `desks` holds it: JSON, of which nothing is believed when it is read."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from screenpop.record.board import CallNow, DeskNow, Phase
from screenpop.storage.spool.keepable import UNKEEPABLE

SEEN_EVERY = timedelta(seconds=30)
GONE_AFTER = timedelta(seconds=90)
SIGNED_OFF = "{}"
LONGEST_NOTE = 2_000
_LONGEST_WORD = 200
_MOST_CALLS = 30
_LONGEST_STATE = 1_000_000
_NONSENSE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


def written(now: DeskNow, off: timedelta) -> str:
    """The desk's state as JSON.

    Args:
        now: What the desk does.
        off: By how much the desk's clock is behind the database's.
    """
    state: dict[str, object] = {
        "lines": {_clean(name): up for name, up in now.lines.items()},
        "calls": [_written(call, off) for call in now.calls[-_MOST_CALLS:]],
    }
    if now.seat:
        state["seat"] = _clean(now.seat)
    return json.dumps(state, ensure_ascii=False)


def read(state: str) -> DeskNow | None:
    """What a desk wrote; None if it is signed off, or nobody can make sense of it."""
    if len(state) > _LONGEST_STATE:
        return None
    try:
        told = json.loads(state)
        lines, calls = told["lines"], told["calls"]
        seat = _text(told, "seat") or ""
        return DeskNow({str(name): bool(up) for name, up in lines.items()}, tuple(_calls(calls)), seat)
    except _NONSENSE:
        return None


def _written(call: CallNow, off: timedelta) -> Mapping[str, object]:
    state = {
        "call": str(call.call),
        "phase": call.phase.value,
        "since": (call.since + off).astimezone(UTC).isoformat(),
        "number": _clean(call.number),
        "customer_id": _clean(call.customer_id),
        "customer": _clean(call.customer),
        "queue": _clean(call.queue),
        "note": _clean(call.note, LONGEST_NOTE),
    }
    return {name: value for name, value in state.items() if value}


def _clean(text: str | None, longest: int = _LONGEST_WORD) -> str:
    return UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", (text or "")[:longest])


def _calls(told: list[Mapping[str, Any]]) -> Iterator[CallNow]:
    for call in told:
        with suppress(*_NONSENSE):  # that one call; the others stand
            yield CallNow(
                call=UUID(call["call"]),
                phase=Phase(call["phase"]),
                since=moment(call["since"]),
                number=_text(call, "number"),
                customer_id=_text(call, "customer_id"),
                customer=_text(call, "customer"),
                queue=_text(call, "queue"),
                note=_text(call, "note") or "",
            )


def moment(written: str) -> datetime:
    """A point in time as a desk wrote it.

    Raises:
        ValueError: It is none.
    """
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except _NONSENSE as error:
        raise ValueError(written) from error


def _text(call: Mapping[str, Any], name: str) -> str | None:
    value = call.get(name)
    return value if isinstance(value, str) else None
