"""A report as the record would give it."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from screenpop.commands.reporting.report import Report
from screenpop.events.calls import Direction, Ending
from screenpop.record.agent_figures import AgentFigures, Hidden, People
from screenpop.record.figures import Counts, Figures, OfferCounts, Outgoing, Repeats, Spread
from screenpop.record.rows import LoggedCall
from screenpop.record.span import Span

DAY = date(2026, 3, 30)
SPAN = Span(DAY, DAY, ZoneInfo("Europe/Warsaw"))


def lost_call(**changed: object) -> LoggedCall:
    values: dict[str, object] = dict.fromkeys(LoggedCall.__dataclass_fields__)
    values |= {
        "id": UUID(int=1),
        "call_id": "lost-1",
        "offered_at": datetime(2026, 3, 30, 9, 15, tzinfo=UTC),
        "agent": "anna",
        "direction": Direction.IN,
        "number": "+48225550123",
        "customer": "Hurt-Bud",
        "contact": "Anna Wąs",
        "queue": "Sales",
        "ending": Ending.MISSED,
        "legs": 2,
    }
    return LoggedCall(**{name: values[name] for name in LoggedCall.__dataclass_fields__} | changed)


def made_report(**changed: object) -> Report:
    figures = Figures(
        SPAN,
        by_slot={
            (DAY, 9): Counts(answered=12, elsewhere=1, missed=2),
            (DAY, 14): Counts(answered=6, elsewhere=1, missed=2, lost=1),
        },
        answer=Spread(((4, 10), (9, 8))),
        talk=Spread(((120, 18),)),
        wrap_up=Spread(((15, 9),)),
        dispositions=(("Solved", 12), ("Order taken", 6)),
        repeats=Repeats(callers=3, calls=4),
        offers=(OfferCounts("again", offered=1, accepted=2, declined=3),),
        outgoing=Outgoing(calls=5, reached=4),
    )
    values: dict[str, object] = {
        "made_at": datetime(2026, 3, 31, 4, tzinfo=UTC),
        "figures": figures,
        "before": Figures(SPAN.earlier(datetime(2026, 3, 31, 4, tzinfo=UTC))),
        "waiting": [lost_call()],
        "more_waiting": False,
        "people": People((), Hidden.OFF),
    }
    return Report(**(values | changed))


def two_people() -> People:
    return People((AgentFigures("anna", rang=9, answered=7), AgentFigures("marek", rang=5, answered=5)))
