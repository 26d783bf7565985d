"""The cards themselves: built, given to calls and taken from them, standing in their places."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtGui import QGuiApplication

from ui.desktop.corners import places
from ui.pop.call import Call
from ui.pop.card import Card

AT_MOST = 4
PREBUILT = 2
READ_MS = 250
"""So long a card is left to the call that has just got it, before another call like it may take its place."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Deck:
    """Up to `AT_MOST` cards, used again and again.

    Args:
        build: Makes a card.
        corner: Of the screen, where they stand.

    Attributes:
        cards: All that have been built.
    """

    def __init__(self, build: Callable[[], Card], corner: str) -> None:
        self._build = build
        self._corner = corner
        self._shown_at: dict[str, float] = {}
        self.cards = [build() for _ in range(PREBUILT)]

    @property
    def visible(self) -> Sequence[Card]:
        """The cards on the screen, the oldest first."""
        shown = [card for card in self.cards if card.call is not None]
        return sorted(shown, key=lambda card: card.call.opened_at if card.call else _NEVER)

    @property
    def by_call(self) -> Mapping[str, Card]:
        """The card of each call that has one."""
        return {card.call.call_id: card for card in self.cards if card.call is not None}

    @property
    def worked_on(self) -> Collection[str]:
        """The calls whose card the agent is in."""
        return {call_id for call_id, card in self.by_call.items() if card.in_use}

    @property
    def just_shown(self) -> Collection[str]:
        """The calls that have had their card for a moment only."""
        since = time.monotonic() - READ_MS / 1000
        return {call_id for call_id, shown_at in self._shown_at.items() if shown_at > since}

    def card_of(self, call: Call) -> Card | None:
        """The card that shows this very call."""
        return next((card for card in self.cards if card.call is call), None)

    def give(self, call: Call) -> Card:
        """Fill a card for a call; it is shown by whoever asks."""
        card = next((card for card in self.cards if card.call is None), None)
        if card is None:
            card = self._build()
            self.cards.append(card)
        card.open(call)
        self._shown_at[call.call_id] = time.monotonic()
        return card

    def take(self, card: Card) -> None:
        """The card's call has it no more."""
        if card.call is not None:
            self._shown_at.pop(card.call.call_id, None)
        card.leave()

    def place(self) -> None:
        """Put every card where it belongs."""
        shown = self.visible
        screen = QGuiApplication.primaryScreen()
        points = places([card.size() for card in shown], screen.availableGeometry(), self._corner)
        for card, point in zip(shown, points, strict=True):
            card.stand(point)

    def say_how_many_wait(self, calls: int) -> None:
        """The topmost card says how many calls have none."""
        shown = self.visible
        for card in shown:
            card.header.show_more(calls if card is shown[-1] else 0)

    def close(self) -> None:
        """Take all cards off the screen, for good."""
        for card in self.cards:
            card.leave()
            card.deleteLater()
        self.cards.clear()
