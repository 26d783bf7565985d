"""Gives cards to calls: at once where there are enough, one after the other where calls outnumber them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QTimer

from screenpop.events import news
from ui.card.call import Call
from ui.pop.auto_answer import AutoAnswer
from ui.pop.deck import READ_MS, Deck
from ui.pop.popping import Popping
from ui.pop.turns import in_order

OPENS_AFTER_MS = 4
"""How long a card waits for the directory: painted once with the name, it is there sooner than painted twice."""
SPREAD_MS = 50
"""Where calls outnumber the cards one card changes at a time, and so long apart: a burst must not hold up the rest."""


class Dealing(QObject):
    """Who gets a card, who gives one up, and when.

    Args:
        deck: The cards.
        calls: All calls at hand, which others change.
        popping: Which of them may have one.

    Attributes:
        asked_for: The call whose card the agent asked for by hand; it comes before others.
    """

    def __init__(self, deck: Deck, calls: Mapping[str, Call], popping: Popping, parent: QObject) -> None:
        super().__init__(parent)
        self._deck = deck
        self._calls = calls
        self._popping = popping
        self._auto_answer = AutoAnswer()
        self._expected: Call | None = None
        self.asked_for: Call | None = None
        self._opening = QTimer(
            self, singleShot=True, interval=OPENS_AFTER_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._opening.timeout.connect(self._take_turn)

    @property
    def crowded(self) -> bool:
        """More calls ring or are talked on than there are cards."""
        live = sum(call.live and self._popping.lets(call) for call in self._calls.values())
        return live > self._deck.at_most

    def begin(self, call: Call) -> None:
        """A call has begun that may have a card."""
        if self._auto_answer.waits_ms:
            self._expected = call
        self.soon(self._auto_answer.waits_ms or OPENS_AFTER_MS)

    def hear(self, call: Call, told: news.CallNews) -> None:
        """A call without a card has learnt what may make the card worth showing now."""
        if isinstance(told, news.CallAnswered):
            self._auto_answer.answered(call)
            if call is self._expected:
                self._expected = None
            if self._popping.lets(call):
                self.soon()
        elif isinstance(told, news.CallerIdentified) and call is not self._expected:
            if self._opening.isActive() and not self.crowded:
                self._take_turn()
        elif isinstance(told, news.PopClosed) and call.kept and self._popping.lets(call):
            self.soon()

    def soon(self, milliseconds: int = 0) -> None:
        """One more card within so long; where calls outnumber the cards, not all too soon."""
        self._turn_within(SPREAD_MS if self.crowded else milliseconds)

    def now(self) -> None:
        """Give cards to all the calls that should have one, and put them in their places."""
        self._give_cards(at_once=self._deck.at_most)

    def stop(self) -> None:
        """Give no more cards."""
        self._opening.stop()

    def _turn_within(self, milliseconds: int) -> None:
        if not self._opening.isActive() or self._opening.remainingTime() > milliseconds:
            self._opening.start(milliseconds)

    def _take_turn(self) -> None:
        """One more card, so that it is painted before the next one is filled."""
        if self._expected is not None:
            self._expected = None
            self._auto_answer.rang_on()
        self._give_cards(at_once=1)

    def _give_cards(self, at_once: int) -> None:
        self._opening.stop()
        deck = self._deck
        just_shown = deck.just_shown
        in_use = deck.in_use.call if deck.in_use else None
        worked_on = {call.call_id for call in (in_use, self.asked_for) if call is not None}
        wanted = in_order(
            filter(self._popping.lets, self._calls.values()), worked_on=worked_on, just_shown=just_shown
        )
        entitled, waiting = wanted[: deck.at_most], wanted[deck.at_most :]
        cardless = [call for call in entitled if call.call_id not in deck.by_call]
        cardless.sort(key=lambda call: call.identity is None)
        opening = cardless[:at_once]
        self._make_room(len(opening), waiting)
        opened_cards = [deck.give(call) for call in opening]
        deck.place()
        for card in opened_cards:
            deck.show(card)
        deck.say_how_many_wait(len(wanted) - len(deck.visible))
        if len(cardless) > len(opening):
            self._turn_within(SPREAD_MS if waiting else 0)
        elif waiting and just_shown:
            self._turn_within(READ_MS)

    def _make_room(self, wanted: int, waiting: Sequence[Call]) -> None:
        """Take the cards of calls that were put away, and of as many waiting calls as must give way."""
        deck = self._deck
        for card in deck.visible:
            if card.call is not None and card.call.put_away:
                deck.take(card)
        too_many = len(deck.visible) + wanted - deck.at_most
        holding = deck.by_call
        giving_way = [holding[call.call_id] for call in reversed(waiting) if call.call_id in holding]
        for card in giving_way[: max(0, too_many)]:
            deck.take(card)
