"""All cards: which call has one, where they stand, and when they go by themselves."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal

from screenpop.events import news
from screenpop.events.acts import CardPutAway, CustomerClosed, FactTold
from screenpop.events.calls import Ending
from screenpop.sentences import Sentence
from ui.card.call import Call, goes_by_itself, learn, looked_at, opened
from ui.clock import now
from ui.components.calling import to_call
from ui.desktop.screens import Home
from ui.pop.card import Card
from ui.pop.dealing import Dealing
from ui.pop.deck import Deck
from ui.pop.leaving import Leaving
from ui.pop.popping import Popping
from ui.pop.recent import Recent
from ui.wrap_up.draft import Saving

GOES_AFTER_MS = 2500
MOST_OPENED = 20
"""So many customers' cards are open without a call; the desk holds no more either, and links come from anywhere."""


class CardStack(QObject):
    """Gives each call a card while there are any; the others wait, and the topmost card says how many.

    `acted` carries acts for the desk; `caller_seen` the call whose caller is painted now; `without_card` how many calls
    ring or are talked on with no card by choice.

    Attributes:
        popping: Which calls get a card by themselves.
    """

    acted = Signal(object)
    caller_seen = Signal(str)
    without_card = Signal(int)

    def __init__(
        self,
        build: Callable[[], Card],
        home: Home,
        *,
        at_most: int,
        popping: Popping,
        elsewhere: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._build = build
        self._deck = Deck(self._new_card, home, at_most)
        self.popping = popping
        self._keep_elsewhere = elsewhere == "keep"
        self._calls: dict[str, Call] = {}
        self._recent = Recent()
        self._dealing = Dealing(self._deck, self._calls, popping, self)
        self._leaving = Leaving(self._leave, self)
        home.changed.connect(self._stand_anew)

    @property
    def visible(self) -> Sequence[Card]:
        """The cards on the screen, the oldest first."""
        return self._deck.visible

    @property
    def at_rest(self) -> bool:
        """No call goes on, no card stands on the screen, and nothing is written that is not saved."""
        return not self.visible and not any(
            call.live or call.draft.unsaved or call.asking.on_its_way or call.prospect.sent
            for call in self._calls.values()
        )

    @property
    def in_use(self) -> Card | None:
        """The card that the agent is in."""
        return self._deck.in_use

    def hear(self, told: news.CallNews) -> None:
        """Let the call and its card know."""
        if isinstance(told, news.PopOpened):
            self._begin(told)
            return
        call = self._calls.get(told.call_id)
        if call is None:
            if (recent := self._recent.find(told.call_id)) is not None:
                learn(recent, told)  # what is masked again stays so when the card is brought back
            return
        learn(call, told)
        if isinstance(told, news.PopClosed):
            call.kept = self._keep_elsewhere and call.ending is Ending.ANSWERED_ELSEWHERE
        card = self._deck.card_of(call)
        if card is None:
            self._dealing.hear(call, told)
            if isinstance(told, news.CallAnswered):
                self._count()
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
                self._leaving.stay(call.call_id)
                card.show_dialling()

    @property
    def last(self) -> Card | None:
        """The last call's card, if it stands on the screen."""
        return self._deck.card_of(self._recent.last) if self._recent.last is not None else None

    def show_last(self) -> Card | None:
        """Bring the last call's card back, and let the agent in; None if there was no call yet."""
        call = self._recent.last
        return self._bring(call) if call is not None else None

    def show_call(self, call_id: str) -> Card | None:
        """Bring a call's card back, and let the agent in; None if it is not at hand any more."""
        call = self._recent.find(call_id)
        return self._bring(call) if call is not None else None

    def open_customer(self, call_id: str, number: str | None) -> Card | None:
        """Show a customer's card without a call, and let the agent in; the desk is asked by whoever opens it."""
        opened_before = [each for each in self._calls.values() if each.without_call]
        if len(opened_before) >= MOST_OPENED:
            self._dismiss(opened_before[0])
        call = looked_at(call_id, number, now())
        self._calls[call_id] = call
        return self._bring(call)

    def arrange(self) -> None:
        """Give cards to the calls that should have one, and put them in their places."""
        self._dealing.now()

    def want_no_cards(self, *, on: bool) -> None:
        """Calls that begin from now on have no card but by hand; or have one again, those too that go on."""
        self.popping.no_cards = on
        if not on:
            for call in self._calls.values():
                call.silent = call.silent and not call.live
            self._dealing.soon()
        self._count()

    def keep_out_while(self, covered: Callable[[], bool]) -> None:
        """Show no card by itself while an application fills the screen."""
        self._deck.covered = covered

    def hold(self, *, on: bool) -> None:
        """No card is seen for now, but one that the agent is in."""
        self._deck.hold(on=on)

    def build_anew(self, let_go: Callable[[Card], None]) -> None:
        """Build every card again, as when another language is spoken; calls, places and what is written stay."""
        self._deck.build_anew(let_go)
        self.arrange()

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
        self._dealing.stop()
        for call in self._calls.values():
            self._save(call)
        self._leaving.all_stay()
        self._deck.close()
        self._calls.clear()

    def _begin(self, told: news.PopOpened) -> None:
        self._forget(told.call_id)
        call = opened(told)
        call.silent = self.popping.no_cards
        self._calls[told.call_id] = call
        self._recent.add(call)
        if not self.popping.lets(call):
            self._count()
            return
        self._dealing.begin(call)

    def _bring(self, call: Call) -> Card | None:
        """By hand: the settings do not matter, nor what fills the screen."""
        call.put_away, call.brought = False, True
        self._calls[call.call_id] = self._dealing.asked_for = call
        self._deck.last_used = call
        self._leaving.stay(call.call_id)
        self.arrange()
        card = self._deck.card_of(call)
        if card is not None:
            card.show()
            card.let_in()
        self._count()
        return card

    def _follow(self, call: Call, told: news.CallNews) -> None:
        if isinstance(told, news.NotKept | news.ProspectNotKept) and call.put_away and not _is_refusal(told):
            call.put_away = False
            self.arrange()
        elif isinstance(told, news.PopClosed):
            self._count()
            if self._dealing.crowded and goes_by_itself(call) and self._deck.card_of(call) is None:
                call.put_away = True  # nobody saw it come; nobody needs to see it go
            if call.put_away or not self.popping.lets(call):
                self._forget_if_done(call)
            elif goes_by_itself(call):
                self._leaving.soon(call.call_id, GOES_AFTER_MS)
        elif isinstance(told, news.Kept | news.ProspectKept) and call.put_away:
            self._forget_if_done(call)

    def _leave(self, call_id: str) -> None:
        call = self._calls.get(call_id)
        card = self._deck.card_of(call) if call else None
        if call is not None and not (card is not None and card.in_use):
            self._dismiss(call)
            self._dealing.soon()

    def _put_away(self, call: Call) -> None:
        self._dismiss(call)
        self.arrange()

    def _dismiss(self, call: Call) -> None:
        """What is written is saved first; if that fails, the card comes back with it."""
        call.put_away, call.pinned = True, False
        if call is self._dealing.asked_for:
            self._dealing.asked_for = None
        self._save(call)
        self.acted.emit(CustomerClosed(call.call_id) if call.without_call else CardPutAway(call.call_id))
        self._leaving.stay(call.call_id)
        self._forget_if_done(call)

    def _save(self, call: Call) -> None:
        if call.draft.unsaved and call.draft.saving is not Saving.ON_ITS_WAY:
            for act in call.draft.send(call.call_id):
                self.acted.emit(act)
        told = call.asking.send(call.call_id)
        if told is not None:
            self.acted.emit(told)

    def _put_away_card(self, card: Card) -> None:
        if card.call is not None:
            self._put_away(card.call)

    def _pin(self, card: Card) -> None:
        call = card.call
        if call is None:
            return
        call.pinned = not call.pinned
        card.header.show_pinned(call)
        self._deck.pin(card)
        if call.pinned:
            self._leaving.stay(call.call_id)
        elif goes_by_itself(call):
            self._leaving.soon(call.call_id, GOES_AFTER_MS)

    def _enter(self, card: Card) -> None:
        """The agent is in a card: if it was small for another's sake, it is full now."""
        self._deck.last_used = card.call
        if card.call is not None and card.call.folded:
            self._deck.place()

    def _forget_if_done(self, call: Call) -> None:
        waits = call.draft.unsaved or call.asking.on_its_way or call.prospect.sent is not None
        if not self.popping.lets(call) and not call.live and not waits:
            self._calls.pop(call.call_id, None)

    def _forget(self, call_id: str) -> None:
        self._leaving.stay(call_id)
        known = self._calls.pop(call_id, None)
        card = self._deck.card_of(known) if known else None
        if card is not None:
            self._deck.take(card)

    def _count(self) -> None:
        calls = self._calls.values()
        self.without_card.emit(
            sum(call.live and not call.put_away and not self.popping.lets(call) for call in calls)
        )

    def _place(self) -> None:
        self._deck.place()

    def _stand_anew(self) -> None:
        self._deck.place(anew=True)

    def _new_card(self) -> Card:
        card = self._build()
        card.acted.connect(self.acted)
        card.caller_seen.connect(self.caller_seen)
        card.put_away.connect(partial(self._put_away_card, card))
        card.header.pinned.connect(partial(self._pin, card))
        card.be_moved_by(card.header)
        card.entered.connect(partial(self._enter, card))
        card.dropped.connect(partial(self._drop, card))
        card.resized.connect(self._place)
        return card

    def _drop(self, card: Card, centre: QPoint) -> None:
        self._deck.drop(card, centre)


def _is_refusal(told: news.NotKept | news.ProspectNotKept) -> bool:
    """That the customer would not say something: whoever put the card away need not see that this is not saved."""
    return isinstance(told, news.NotKept) and isinstance(told.act, FactTold) and not told.act.value
