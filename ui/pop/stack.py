"""All cards: which call has one, where they stand, and when they go by themselves."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from screenpop.events import news
from screenpop.events.calls import Ending
from screenpop.sentences import Sentence
from ui.components.calling import to_call
from ui.pop.call import Call, goes_by_itself, learn, opened
from ui.pop.card import Card
from ui.pop.deck import AT_MOST, READ_MS, Deck
from ui.pop.turns import in_order
from ui.wrap_up.draft import Saving

GOES_AFTER_MS = 2500
OPENS_AFTER_MS = 4
"""How long a card waits for the directory: painted once with the name, it is there sooner than painted twice."""
SPREAD_MS = 50
"""Where calls outnumber the cards one card changes at a time, and so long apart: a burst must not hold up the rest."""


class CardStack(QObject):
    """Gives each call a card while there are any; the others wait, and the topmost card says how many."""

    acted = Signal(object)

    def __init__(
        self, build: Callable[[], Card], corner: str, elsewhere: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._build = build
        self._deck = Deck(self._new_card, corner)
        self._keep_elsewhere = elsewhere == "keep"
        self._calls: dict[str, Call] = {}
        self._last: Call | None = None
        self._leaving: dict[str, QTimer] = {}
        self._opening = QTimer(
            self, singleShot=True, interval=OPENS_AFTER_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._opening.timeout.connect(self._take_turn)
        QGuiApplication.instance().screenRemoved.connect(self.arrange)  # type: ignore[union-attr] # there is one: windows are built

    @property
    def visible(self) -> Sequence[Card]:
        """The cards on the screen, the oldest first."""
        return self._deck.visible

    def hear(self, told: news.CallNews) -> None:
        """Let the call and its card know."""
        if isinstance(told, news.PopOpened):
            self._forget(told.call_id)
            call = opened(told)
            self._calls[told.call_id] = self._last = call
            self._turn_within(SPREAD_MS if self._crowded else OPENS_AFTER_MS)
            return
        call_or_none = self._calls.get(told.call_id)
        if call_or_none is None:
            return
        call = call_or_none
        learn(call, told)
        if isinstance(told, news.PopClosed):
            call.kept = self._keep_elsewhere and call.ending is Ending.ANSWERED_ELSEWHERE
        card = self._deck.card_of(call)
        if card is None:
            if isinstance(told, news.CallerIdentified) and self._opening.isActive() and not self._crowded:
                self._take_turn()
        else:
            before = card.full
            card.hear(told)
            if card.full is not before:
                self.arrange()
        self._follow(call, told)

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number, on the cards of calls that are over with it."""
        for card in self.visible:
            call = card.call
            if call and not call.live and to_call(call.caller.number, call.caller.presented) == number:
                call.dialling = told
                self._stay(call.call_id)
                card.show_dialling()

    def show_last(self) -> None:
        """Bring the last call's card back, and let the agent in."""
        if self._last is None:
            return
        self._last.put_away = False
        self._calls[self._last.call_id] = self._last
        self._stay(self._last.call_id)
        self.arrange()
        card = self._deck.card_of(self._last)
        if card is not None:
            card.let_in()

    def arrange(self) -> None:
        """Give cards to the calls that should have one, and put them in their places."""
        self._give_cards(at_once=AT_MOST)

    def warm_up(self) -> None:
        """Paint the free cards where nobody sees them, so that the first call is as fast as the next."""
        for card in self._deck.cards:
            if card.call is None:
                card.warm_up()

    def put_all_away(self) -> None:
        """Put every card away, as its button does."""
        for card in self.visible:
            self._put_away_card(card)

    def close(self) -> None:
        """Take all cards off the screen, for good; what is written is saved first."""
        self._opening.stop()
        for call in self._calls.values():
            self._save(call)
        for call_id in list(self._leaving):
            self._stay(call_id)
        self._deck.close()
        self._calls.clear()

    @property
    def _crowded(self) -> bool:
        """More calls ring or are talked on than there are cards."""
        return sum(call.live and not call.put_away for call in self._calls.values()) > AT_MOST

    def _turn_within(self, milliseconds: int) -> None:
        if not self._opening.isActive() or self._opening.remainingTime() > milliseconds:
            self._opening.start(milliseconds)

    def _take_turn(self) -> None:
        """One more card, so that it is painted before the next one is filled."""
        self._give_cards(at_once=1)

    def _give_cards(self, at_once: int) -> None:
        self._opening.stop()
        deck = self._deck
        just_shown = deck.just_shown
        wanted = in_order(self._calls.values(), worked_on=deck.worked_on, just_shown=just_shown)
        entitled, waiting = wanted[:AT_MOST], wanted[AT_MOST:]
        cardless = [call for call in entitled if call.call_id not in deck.by_call]
        cardless.sort(key=lambda call: call.identity is None)
        opening = cardless[:at_once]
        self._make_room(len(opening), waiting)
        opened_cards = [deck.give(call) for call in opening]
        deck.place()
        for card in opened_cards:
            card.show()
        deck.say_how_many_wait(len(wanted) - len(deck.visible))
        if len(cardless) > len(opening):
            self._turn_within(SPREAD_MS if waiting else 0)
        elif waiting and just_shown:
            self._turn_within(READ_MS)

    def _make_room(self, wanted: int, waiting: Sequence[Call]) -> None:
        """Take the cards of calls that were put away, and of as many waiting calls as must give way."""
        for card in self.visible:
            if card.call is not None and card.call.put_away:
                self._deck.take(card)
        too_many = len(self.visible) + wanted - AT_MOST
        holding = self._deck.by_call
        giving_way = [holding[call.call_id] for call in reversed(waiting) if call.call_id in holding]
        for card in giving_way[: max(0, too_many)]:
            self._deck.take(card)

    def _follow(self, call: Call, told: news.CallNews) -> None:
        if isinstance(told, news.NotKept | news.ProspectNotKept) and call.put_away:
            call.put_away = False
            self.arrange()
        elif isinstance(told, news.PopClosed):
            if self._crowded and goes_by_itself(call) and self._deck.card_of(call) is None:
                call.put_away = True  # nobody saw it come; nobody needs to see it go
            if call.put_away:
                self._forget_if_done(call)
            elif goes_by_itself(call):
                self._leave_soon(call.call_id)
        elif isinstance(told, news.Kept | news.ProspectKept) and call.put_away:
            self._forget_if_done(call)

    def _leave_soon(self, call_id: str) -> None:
        timer = QTimer(self, singleShot=True, interval=GOES_AFTER_MS)
        timer.timeout.connect(lambda: self._leave(call_id))
        self._leaving[call_id] = timer
        timer.start()

    def _leave(self, call_id: str) -> None:
        self._stay(call_id)
        call = self._calls.get(call_id)
        card = self._deck.card_of(call) if call else None
        if call is not None and not (card is not None and card.in_use):
            self._dismiss(call)
            self._turn_within(SPREAD_MS if self._crowded else 0)

    def _stay(self, call_id: str) -> None:
        timer = self._leaving.pop(call_id, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()

    def _put_away(self, call: Call) -> None:
        self._dismiss(call)
        self.arrange()

    def _dismiss(self, call: Call) -> None:
        """What is written is saved first; if that fails, the card comes back with it."""
        call.put_away = True
        self._save(call)
        self._stay(call.call_id)
        self._forget_if_done(call)

    def _save(self, call: Call) -> None:
        if call.draft.unsaved and call.draft.saving is not Saving.ON_ITS_WAY:
            self.acted.emit(call.draft.send(call.call_id))

    def _put_away_card(self, card: Card) -> None:
        if card.call is not None:
            self._put_away(card.call)

    def _forget_if_done(self, call: Call) -> None:
        if call.put_away and not call.live and not call.draft.unsaved and call.prospect.sent is None:
            self._calls.pop(call.call_id, None)

    def _forget(self, call_id: str) -> None:
        self._stay(call_id)
        known = self._calls.pop(call_id, None)
        card = self._deck.card_of(known) if known else None
        if card is not None:
            self._deck.take(card)

    def _new_card(self) -> Card:
        card = self._build()
        card.acted.connect(self.acted)
        card.put_away.connect(partial(self._put_away_card, card))
        return card
