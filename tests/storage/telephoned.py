"""Calls as desks keep them, each leg with all that becomes of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from screenpop.events.calls import Direction, Ending
from screenpop.offers import OfferOutcome
from screenpop.record.entries import CallFinished, CallPickedUp, OfferMade, WrapUp
from screenpop.record.ids import new_id
from tests.storage.made_entries import Keeping, started


def telephoned(
    record: Keeping,
    at: datetime,
    *,
    agents: Sequence[str] = ("anna",),
    rings: float = 5,
    talks: float | None = 60,
    ending: Ending | None = Ending.ENDED,
    after: float | None = None,
    disposition: str = "Solved",
    number: str | None = "+48225550123",
    direction: Direction = Direction.IN,
) -> UUID:
    """A call; the first agent answers if it is talked on at all, with a wrap-up so many seconds after it."""
    linked = new_id().hex if len(agents) > 1 else None
    answered = talks is not None
    legs = []
    for agent in agents:
        leg = started(
            new_id().hex,
            at=at,
            agent=agent,
            number=number,
            presented=number,
            linked=linked,
            direction=direction,
        )
        record.keep(leg)
        legs.append(leg.id)
    rang = at + timedelta(seconds=rings)
    if answered:
        record.keep(CallPickedUp(new_id(), legs[0], rang))
    over = rang + timedelta(seconds=talks or 0)
    for place, leg in enumerate(legs):
        if answered and place:
            record.keep(CallFinished(new_id(), leg, rang, Ending.ANSWERED_ELSEWHERE))
        elif ending is not None:
            record.keep(CallFinished(new_id(), leg, over, ending))
    if after is not None:
        wrapped = over + timedelta(seconds=after)
        record.keep(WrapUp(new_id(), legs[0], wrapped, agents[0], "Order", disposition, ""))
    return legs[0]


def offered(record: Keeping, call: UUID | None, at: datetime, outcome: OfferOutcome, **changed: str) -> None:
    """Something offered on a call."""
    words = {"agent": "anna", "list": "again", "product": "P1", **changed}
    record.keep(
        OfferMade(new_id(), call, at, words["agent"], "K-1", words["list"], words["product"], outcome)
    )
