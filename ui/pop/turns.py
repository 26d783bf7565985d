"""Whose turn it is: which calls have the cards when there are more calls than cards."""

from collections.abc import Collection, Iterable
from datetime import datetime

from ui.card.call import Call

Rank = tuple[bool, bool, bool, bool, datetime]


def in_order(calls: Iterable[Call], *, worked_on: Collection[str], just_shown: Collection[str]) -> list[Call]:
    """The calls, the first ones first.

    Whom the agent works with, or keeps by a pin, comes before all others, then calls that ring before calls that are
    over, callers whom the directory knows (or has not told of yet) before those that nobody knows, and new calls
    before old ones. A card that has just been shown is left to its call long enough to be read.

    Args:
        calls: All that want a card.
        worked_on: Calls whose card the agent is in, or asked for.
        just_shown: Calls that have had their card for a moment only.
    """

    def rank(call: Call) -> Rank:
        talked_on = call.live and call.answered_at is not None
        known = call.identity is None or bool(call.identity.people)
        return (
            talked_on or call.pinned or call.call_id in worked_on,
            call.live,
            known,
            call.call_id in just_shown,
            call.opened_at,
        )

    return sorted(calls, key=rank, reverse=True)
