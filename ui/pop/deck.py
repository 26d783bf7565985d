"""The cards themselves: built, given to calls and taken from them, standing in their places."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPoint

from ui.card.call import Call
from ui.desktop.corners import Standing, places
from ui.desktop.screens import Home
from ui.pop.card import Card
from ui.pop.folding import fitting, folded
from ui.pop.pins import Pins

PREBUILT = 2
READ_MS = 250
"""So long a card is left to the call that has just got it, before another call like it may take its place."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Deck:
    """A few cards, used again and again.

    Args:
        build: Makes a card.
        home: Where they stand.
        at_most: So many.

    Attributes:
        cards: All that have been built.
        covered: Whether something fills the screen that cards must not stand before.
        last_used: The call whose card the agent was in last.
    """

    def __init__(self, build: Callable[[], Card], home: Home, at_most: int) -> None:
        self._build = build
        self._home = home
        self._pins = Pins()
        self._shown_at: dict[str, float] = {}
        self.covered: Callable[[], bool] = lambda: False
        self.at_most = at_most
        self.last_used: Call | None = None
        self.cards = [build() for _ in range(min(PREBUILT, at_most))]

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
    def in_use(self) -> Card | None:
        """The card that the agent is in."""
        return next((card for card in self.cards if card.call is not None and card.in_use), None)

    @property
    def just_shown(self) -> Collection[str]:
        """The calls that have had their card for a moment only."""
        since = time.monotonic() - READ_MS / 1000
        return {call_id for call_id, shown_at in self._shown_at.items() if shown_at > since}

    def card_of(self, call: Call) -> Card | None:
        """The card that shows this very call."""
        return next((card for card in self.cards if card.call is call), None)

    def give(self, call: Call) -> Card:
        """Fill a card for a call; `show` shows it."""
        card = next((card for card in self.cards if card.call is None), None)
        if card is None:
            card = self._build()
            self.cards.append(card)
        call.brought = True
        self._fill(card, call)
        self._shown_at[call.call_id] = time.monotonic()
        return card

    def take(self, card: Card) -> None:
        """The card's call has it no more."""
        if card.call is not None:
            self._shown_at.pop(card.call.call_id, None)
            self._pins.forget(card.call.call_id)
            card.call.folded = False
        card.leave()

    def show(self, card: Card) -> None:
        """Put it before the agent, unless something that fills the screen is not to be covered."""
        if not self.covered():
            card.show()

    def hold(self, *, on: bool) -> None:
        """No card is seen until this is taken back, but one that the agent is in."""
        for card in self.visible:
            card.setVisible(not on or card.in_use)

    def build_anew(self, let_go: Callable[[Card], None]) -> None:
        """Build every card again: each call keeps its card, and an agent who was in one is in it again.

        Args:
            let_go: Takes each card that is not needed any more.
        """
        before, self.cards = self.cards, [self._build() for _ in self.cards]
        worked_on = [made for made, card in zip(self.cards, before, strict=True) if card.in_use]
        for made, card in zip(self.cards, before, strict=True):
            call = card.call
            card.leave()
            let_go(card)
            if call is not None:
                self._fill(made, call)
        self.place()
        for card in self.visible:
            self.show(card)
        for card in worked_on:
            card.let_in()

    def pin(self, card: Card) -> None:
        """A pinned card stays where it is; one that is pinned no more goes back to the others."""
        call = card.call
        if call is not None and call.pinned:
            self._pins.keep(call.call_id, card.place)
        elif call is not None:
            self._pins.forget(call.call_id)
        self.place()

    def drop(self, card: Card, centre: QPoint) -> None:
        """The agent has moved a card: all go with it, unless it is pinned and goes alone."""
        call = card.call
        if call is not None and call.pinned:
            self._pins.keep_in_corner(call.call_id, centre, card.size())
            self.place()
        else:
            self._home.move_to(centre)

    def place(self, *, anew: bool = False) -> None:
        """Put every card where it belongs.

        Args:
            anew: Also the one that the agent is in, which stays where it is as long as it can.
        """
        self._fold()
        shown, area = self.visible, self._home.area
        standing = [self._standing(card, anew=anew) for card in shown]
        for card, point in zip(shown, places(standing, area, self._home.corner), strict=True):
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
        self.last_used = None

    def _fill(self, card: Card, call: Call) -> None:
        card.stand_in(self._home.area)
        card.open(call)
        card.header.show_pinned(call)

    def _standing(self, card: Card, *, anew: bool) -> Standing:
        at = self._pins.place_of(card.call.call_id, card.size()) if card.call is not None else None
        if at is None and card.in_use and not anew and self._home.area.contains(card.standing):
            at = card.place
        return Standing(card.size(), at, card.guarded)

    def _fold(self) -> None:
        """Make room for the full card that counts most, where several do not fit."""
        area = self._home.area
        for card in self.visible:
            card.stand_in(area)
        worked_on = [card for card in self.visible if card.call is not None and card.call.worked_on]
        full = [card.size() for card in worked_on if card.full]
        small: Collection[str] = ()
        if len(worked_on) > 1 and full:
            in_use = self.in_use
            small = folded(
                [card.call for card in worked_on if card.call is not None],
                in_use=in_use.call if in_use else None,
                last_used=self.last_used,
                room_for=fitting(max(full, key=lambda size: size.height()), area),
            )
        for card in worked_on:
            if card.call is not None and card.call.folded is not (card.call.call_id in small):
                card.call.folded = not card.call.folded
                card.refold()
