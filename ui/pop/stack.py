"""All cards: which call has one, where they stand, and when they go by themselves."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from screenpop.events import news
from screenpop.events.calls import Ending
from screenpop.sentences import Sentence
from ui.components.calling import to_call
from ui.desktop.corners import places
from ui.pop.call import Call, goes_by_itself, learn, opened
from ui.pop.card import Card
from ui.pop.turns import in_order
from ui.wrap_up.draft import Saving

PREBUILT = 2
AT_MOST = 4
GOES_AFTER_MS = 2500
OPENS_AFTER_MS = 4
"""How long a card waits for the directory: painted once with the name, it is there sooner than painted twice."""
SPREAD_MS = 50
"""Where calls outnumber the cards one card changes at a time, and so long apart: a burst must not hold up the rest."""
READ_MS = 250
"""So long a card is left to the call that has just got it, before another call like it may take its place."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class CardStack(QObject):
    """Gives each call a card while there are any; the others wait, and the topmost card says how many."""

    acted = Signal(object)

    def __init__(
        self, build: Callable[[], Card], corner: str, elsewhere: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._build = build
        self._corner = corner
        self._keep_elsewhere = elsewhere == "keep"
        self._calls: dict[str, Call] = {}
        self._last: Call | None = None
        self._cards: list[Card] = []
        self._shown_at: dict[str, float] = {}
        self._leaving: dict[str, QTimer] = {}
        self._opening = QTimer(
            self, singleShot=True, interval=OPENS_AFTER_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._opening.timeout.connect(self._take_turn)
        for _ in range(PREBUILT):
            self._add_card()
        QGuiApplication.instance().screenRemoved.connect(self.arrange)  # type: ignore[union-attr] # there is one: windows are built

    @property
    def visible(self) -> Sequence[Card]:
        """The cards on the screen, the oldest first."""
        shown = [card for card in self._cards if card.call is not None]
        return sorted(shown, key=lambda card: card.call.opened_at if card.call else _NEVER)

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
        card = self._card_of(call)
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
        card = self._card_of(self._last)
        if card is not None:
            card.let_in()

    def arrange(self) -> None:
        """Give cards to the calls that should have one, and put them in their places."""
        self._give_cards(at_once=AT_MOST)

    def warm_up(self) -> None:
        """Paint the free cards where nobody sees them, so that the first call is as fast as the next."""
        for card in self._cards:
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
        for card in self._cards:
            card.leave()
            card.deleteLater()
        self._cards.clear()
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
        now = time.monotonic()
        holding = {card.call.call_id: card for card in self._cards if card.call is not None}
        fresh = {id_ for id_ in holding if (now - self._shown_at[id_]) * 1000 < READ_MS}
        wanted = in_order(
            self._calls.values(),
            worked_on={id_ for id_, card in holding.items() if card.in_use},
            just_shown=fresh,
        )
        entitled, waiting = wanted[:AT_MOST], wanted[AT_MOST:]
        cardless = [call for call in entitled if call.call_id not in holding]
        cardless.sort(key=lambda call: call.identity is None)
        opening = cardless[:at_once]
        for card in self._cards:
            if card.call is not None and card.call.put_away:
                self._take_from(card)
        overdrawn = len(self.visible) + len(opening) - AT_MOST
        for call in reversed(waiting):
            if overdrawn > 0 and call.call_id in holding:
                self._take_from(holding[call.call_id])
                overdrawn -= 1
        opened_cards = [self._open(call) for call in opening]
        self._place()
        for card in opened_cards:
            card.show()
        self._show_waiting(len(wanted))
        if len(cardless) > len(opening):
            self._turn_within(SPREAD_MS if waiting else 0)
        elif waiting and fresh:
            self._turn_within(READ_MS)

    def _show_waiting(self, wanted: int) -> None:
        shown = self.visible
        for card in shown:
            card.header.show_more(wanted - len(shown) if card is shown[-1] else 0)

    def _take_from(self, card: Card) -> None:
        if card.call is not None:
            self._shown_at.pop(card.call.call_id, None)
        card.leave()

    def _follow(self, call: Call, told: news.CallNews) -> None:
        if isinstance(told, news.NotKept) and call.put_away:
            call.put_away = False
            self.arrange()
        elif isinstance(told, news.PopClosed):
            if self._crowded and goes_by_itself(call) and self._card_of(call) is None:
                call.put_away = True  # nobody saw it come; nobody needs to see it go
            if call.put_away:
                self._forget_if_done(call)
            elif goes_by_itself(call):
                self._leave_soon(call.call_id)
        elif isinstance(told, news.Kept) and call.put_away:
            self._forget_if_done(call)

    def _leave_soon(self, call_id: str) -> None:
        timer = QTimer(self, singleShot=True, interval=GOES_AFTER_MS)
        timer.timeout.connect(lambda: self._leave(call_id))
        self._leaving[call_id] = timer
        timer.start()

    def _leave(self, call_id: str) -> None:
        self._stay(call_id)
        call = self._calls.get(call_id)
        card = self._card_of(call) if call else None
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
        if call.put_away and not call.live and not call.draft.unsaved:
            self._calls.pop(call.call_id, None)

    def _forget(self, call_id: str) -> None:
        self._stay(call_id)
        known = self._calls.pop(call_id, None)
        card = self._card_of(known) if known else None
        if card is not None:
            self._take_from(card)

    def _place(self) -> None:
        shown = self.visible
        screen = QGuiApplication.primaryScreen()
        points = places([card.size() for card in shown], screen.availableGeometry(), self._corner)
        for card, point in zip(shown, points, strict=True):
            card.stand(point)

    def _card_of(self, call: Call) -> Card | None:
        return next((card for card in self._cards if card.call is call), None)

    def _open(self, call: Call) -> Card:
        card = next((card for card in self._cards if card.call is None), None) or self._add_card()
        card.open(call)
        self._shown_at[call.call_id] = time.monotonic()
        return card

    def _add_card(self) -> Card:
        card = self._build()
        card.acted.connect(self.acted)
        card.put_away.connect(partial(self._put_away_card, card))
        self._cards.append(card)
        return card
