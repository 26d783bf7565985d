"""What a report holds, gathered from the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from screenpop.ports.call_log import CallLog
from screenpop.ports.figures import CallFigures
from screenpop.record.agent_figures import People
from screenpop.record.figures import Figures
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.record.span import Span

MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of some days.

    Attributes:
        before: The same of as many days before.
        waiting: Callers nobody answered and nobody has talked with since, the oldest first.
        more_waiting: There are more than that.
        people: By agent, as far as the site shows it.
    """

    made_at: datetime
    figures: Figures
    before: Figures
    waiting: Sequence[LoggedCall]
    more_waiting: bool
    people: People


def gather(figures: CallFigures, log: CallLog, span: Span, now: datetime) -> Report:
    """Ask the record.

    Raises:
        RecordUnavailable: It cannot be read.
    """
    lost = LogFilter(since=span.since, before=span.before, lost=True, not_reached_since=True)
    waiting = list(islice(log.all(lost), MOST_WAITING + 1))
    return Report(
        made_at=now,
        figures=figures.of(span),
        before=figures.of(span.earlier(now)),
        waiting=waiting[:MOST_WAITING][::-1],
        more_waiting=len(waiting) > MOST_WAITING,
        people=figures.people(span),
    )
