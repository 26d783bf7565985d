"""Where two full cards do not fit on the screen beside one another, the one that is not worked in is small."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize

from ui.card.call import Call
from ui.desktop.corners import GAP, MARGIN


def fitting(size: QSize, screen: QRect) -> int:
    """So many full cards of this size stand on the screen uncovered; one always does."""
    room = screen.size() - QSize(2 * MARGIN, 2 * MARGIN)
    beside = (room.width() + GAP) // (size.width() + GAP)
    above = (room.height() + GAP) // (size.height() + GAP)
    return max(1, beside * above)


def folded(full: Sequence[Call], *, in_use: Call | None, last_used: Call | None, room_for: int) -> set[str]:
    """Of the calls that could have a full card, those whose card is small.

    Args:
        full: All of them.
        in_use: The one that the agent is in; it comes first.
        last_used: The one that the agent was in last, or opened by hand.
        room_for: How many full cards fit.
    """

    def rank(call: Call) -> tuple[bool, bool, bool, bool, float]:
        since = call.answered_at or call.opened_at
        return call is in_use, call is last_used, call.pinned, call.live, since.timestamp()

    in_order = sorted(full, key=rank, reverse=True)
    return {call.call_id for call in in_order[room_for:]}
