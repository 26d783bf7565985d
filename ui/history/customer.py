"""The customer of a logged call, on the same card as while they called; and who else it was, where it is not them."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.customers import Person
from screenpop.events import acts, news
from screenpop.events.calls import NO_FACTS
from screenpop.record.rows import LoggedCall
from screenpop.trust import Trust
from ui.card.call import Call
from ui.card.page import CardPage
from ui.clock import now
from ui.components.look import Look
from ui.finding.chooser import Chooser
from ui.finding.finder import Finder

LOWEST = 300
SETTLE_MS = 200
"""So long the reader stays with a call before its customer is asked about: whoever passes asks for nobody."""


class CustomerOfCall(QWidget):
    """`acted` carries acts for the desk: that the customer is looked at, what is done on their card, a correction."""

    acted = Signal(object)

    def __init__(self, look: Look, build: Callable[[], CardPage], finder: Finder) -> None:
        super().__init__()
        self._call: LoggedCall | None = None
        self._open: Call | None = None
        self.setMinimumHeight(LOWEST)
        self._build = build
        self.card: CardPage | None = None
        self.chooser = Chooser(look, finder)
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self._begin)
        self._pages = QStackedLayout(self)
        self._nobody = QWidget()
        for page in (self._nobody, self.chooser):
            self._pages.addWidget(page)
        self.chooser.chosen.connect(self._correct)

    @property
    def choosing(self) -> bool:
        """The reader is asked who it was."""
        return self._pages.currentWidget() is self.chooser

    def show_call(self, call: LoggedCall | None) -> None:
        """Show whose call it is; the same call and customer stay as they are."""
        before, self._call = self._call, call
        if call and before and (call.id, call.customer_id) == (before.id, before.customer_id):
            return
        self._end()
        if call is None:
            self._pages.setCurrentWidget(self._nobody)
        elif call.customer_id is None:
            self.choose()
        else:
            self._pages.setCurrentWidget(self._nobody)
            self._come()

    def hear(self, told: news.CallNews) -> None:
        """Show what the desk finds."""
        if self.card is not None:
            self.card.hear(told)

    def choose(self) -> None:
        """Ask who it was."""
        if self._call is not None:
            self.chooser.offer(())
            self._pages.setCurrentWidget(self.chooser)

    def turn_to_who(self) -> None:
        """Ask who it was, or go back from that; whom nobody knows is asked for all the time."""
        if self.choosing and self._call is not None and self._call.customer_id is not None:
            self.step_back()
        else:
            self.choose()
            self.chooser.take_keyboard()

    def step_back(self) -> bool:
        """Go back to the card; whether there was a way back."""
        if not self.choosing or self._call is None or self._call.customer_id is None:
            return self._open is not None and self._card().body.turn_back()
        self.chooser.stop()
        self._pages.setCurrentWidget(self._card() if self._open else self._nobody)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever stood here unseen is looked at now."""
        super().showEvent(event)
        self._come()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at them."""
        super().hideEvent(event)
        self._end()

    def _come(self) -> None:
        if self._call is not None and self._call.customer_id and self._open is None and self.isVisible():
            self._soon.start()

    def _begin(self) -> None:
        call = self._call
        if call is None or call.customer_id is None:
            return
        id_, number = f"history-{uuid4()}", call.number or call.presented
        self._open = Call(id_, now(), _caller(call), None, NO_FACTS, None, without_call=True)
        card = self._card()
        card.open(self._open)
        if not self.choosing:
            self._pages.setCurrentWidget(card)
        self.acted.emit(acts.CustomerOpened(id_, call.customer_id, number))

    def _end(self) -> None:
        """Let go of whoever is shown."""
        self._soon.stop()
        self.chooser.stop()
        if self._open is not None:
            self.acted.emit(acts.CustomerClosed(self._open.call_id))
            self._open = None
            self._card().leave()

    def _card(self) -> CardPage:
        """Built when the first one is looked at: the program starts sooner, and may never need it."""
        if self.card is None:
            self.card = self._build()
            self.card.header.close_button.hide()  # it goes with its call
            self.card.acted.connect(self._act)
            self.card.needs.connect(self._take_room)
            self._pages.addWidget(self.card)
        return self.card

    def _take_room(self, height: int) -> None:
        """Whoever scrolls this scrolls no department out of reach."""
        self.setMinimumHeight(max(LOWEST, height))

    def _act(self, act: object) -> None:
        """Whoever is picked on the card is picked for the call too."""
        if isinstance(act, acts.PersonChosen):
            self._correct(act.person)
        else:
            self.acted.emit(act)

    def _correct(self, person: Person) -> None:
        call = self._call
        if call is not None:
            self.acted.emit(acts.CustomerCorrected(call.call_id, person, logged=call.id, number=call.number))
            self.step_back()


def _caller(call: LoggedCall) -> news.Caller:
    """As the call had it; what the carrier said of the number is of that moment only."""
    internal = call.number is None and call.presented is not None
    return news.Caller(
        *(call.number, call.presented, call.name),
        withheld=call.presented is None and call.number is None,
        internal=internal,
        trust=Trust.UNCONFIRMED,
    )
