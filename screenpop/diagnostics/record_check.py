"""What `screenpop check` says of the record: the database that all desks share, and what waits here for it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from screenpop.ports.checks import Check
from screenpop.ports.record import SpoolState
from screenpop.sentences import say, say_many

_A_MOMENT = timedelta(minutes=5)


def check_spool(
    state: SpoolState, now: datetime, *, reasons: Sequence[str], damaged: Sequence[Path]
) -> Iterator[Check]:
    """What is saved here and has not reached the database.

    Args:
        state: How much waits.
        now: The time.
        reasons: Why entries are set aside.
        damaged: Spools that were found damaged.
    """
    age = None if state.oldest is None else max(now - state.oldest, timedelta(0))
    if age is None:
        yield Check("record: waiting", passed=True, told=say("nothing that is saved here waits"))
    else:
        told = say_many(
            "{count} entry that is saved here waits for the database, the oldest for {age}",
            "{count} entries that are saved here wait for the database, the oldest for {age}",
            state.waiting,
            age=timedelta(seconds=round(age.total_seconds())),
        )
        yield Check("record: waiting", passed=age < _A_MOMENT, told=told)
    if state.set_aside:
        told = say_many(
            "the database refuses {count} entry, which is kept here: {reasons}",
            "the database refuses {count} entries, which are kept here: {reasons}",
            state.set_aside,
            reasons="; ".join(reasons),
        )
        yield Check("record: refused", passed=False, told=told)
    for file in damaged:
        told = say(
            "{file} was damaged on this disk. What could be read of it was taken over; keep it for whoever looks"
            " for the rest, then remove it.",
            file=file,
        )
        yield Check("record: damaged", passed=False, told=told)
