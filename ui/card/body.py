"""What stands below a card's header: the panels, or who it may be, or one thing in full."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.answers.cross_sell import Offer
from screenpop.customers import Person
from screenpop.events import news
from screenpop.events.acts import AskedAgain, CustomerCorrected, PersonChosen, RevealWanted
from screenpop.memory import Recollection
from screenpop.offers import OfferOutcome
from screenpop.settings.model import LinkTable
from ui.card.board import PanelBoard
from ui.card.call import Call
from ui.card.keys_page import KeysPage
from ui.card.reading_page import ReadingPage
from ui.components.look import Look
from ui.components.outside import harmless
from ui.finding.chooser import Chooser
from ui.finding.finder import Finder
from ui.panels.department import Department
from ui.panels.whole import Whole


class Turned(Enum):
    """What the agent turned to by hand."""

    NOTHING = "nothing"
    WHO = "who it is"
    READING = "one thing in full"
    KEYS = "the short-cuts"


class Body(QWidget):
    """Shows the panels once the customer is certain, before that who it may be.

    `acted` carries acts; `turned` says that another page is shown, which may need another height.
    """

    acted = Signal(object)
    turned = Signal()

    def __init__(
        self,
        look: Look,
        departments: Sequence[Department],
        finder: Finder,
        links: Sequence[LinkTable] = (),
    ) -> None:
        super().__init__()
        self._call: Call | None = None
        self._turned = Turned.NOTHING
        self.board = PanelBoard(look, departments, links)
        self.chooser = Chooser(look, finder)
        self.reading = ReadingPage(look)
        self.keys = KeysPage(look)
        self._pages = QStackedLayout(self)
        for page in (self.board, self.chooser, self.reading, self.keys):
            self._pages.addWidget(page)
        self.board.asked_again.connect(self._ask_again)
        self.board.revealed.connect(self._reveal)
        self.board.opened.connect(self.read)
        self.board.offered.connect(self.answer_offer)
        self.chooser.chosen.connect(self._choose)
        self.chooser.noted.connect(self.acted)
        self.reading.left.connect(self.turn_back)
        self.keys.left.connect(self.turn_back)

    def minimumSizeHint(self) -> QSize:
        """Whatever the panels have: no page may push what stands below off the card."""
        return QSize(0, 0)

    def show_call(self, call: Call) -> None:
        """Show a call, or one whose party is another one now: nothing of before stays in sight."""
        self._call = call
        self._turned = Turned.NOTHING
        self.board.offer_leads(call)
        self.board.show_promises(call)
        self._show()

    def hear(self, told: news.CallNews) -> None:
        """What is masked now is not read on in full either."""
        masks = isinstance(told, news.PanelMasked) or (
            isinstance(told, news.Recalled) and told.recollection == Recollection()
        )
        if masks and self._turned is Turned.READING:
            self.turn_back()

    def leave(self) -> None:
        """Keep nothing of the call."""
        self._call = None
        self.chooser.stop()
        self.reading.forget()

    def take_keyboard(self) -> bool:
        """Give the keyboard to what is typed into; whether there is such a thing."""
        if self._pages.currentWidget() is not self.chooser:
            return False
        self.chooser.take_keyboard()
        return True

    @property
    def shows_panels(self) -> bool:
        """The panels are in sight."""
        return self._pages.currentWidget() is self.board

    def turn_to_who(self) -> None:
        """Ask who it is, or go back from that."""
        self._turn(Turned.WHO)

    def turn_to_keys(self) -> None:
        """Show the short-cuts, or go back from them."""
        self._turn(Turned.KEYS)

    def _turn(self, to: Turned) -> None:
        self._turned = Turned.NOTHING if self._turned is to else to
        self._show()

    def turn_back(self) -> bool:
        """Go back to where the agent was; whether there was a way back."""
        if self._pages.currentWidget() is self.chooser and self.chooser.step_back():
            return True
        if self._turned is Turned.NOTHING:
            return False
        self._turned = Turned.NOTHING
        self._show()
        return True

    def _show(self) -> None:
        call = self._call
        if call is None:
            return
        identity = call.identity
        certain = not call.caller.withheld if identity is None else identity.customer is not None
        page: QWidget = self.board
        if self._turned is Turned.KEYS:
            page = self.keys
        elif not certain or self._turned is Turned.WHO:
            page = self.chooser
            self._offer(call)
        elif self._turned is Turned.READING:
            page = self.reading
        if page is not self.reading:
            self.reading.forget()
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            self.turned.emit()

    def _offer(self, call: Call) -> None:
        identity = call.identity
        strange = (identity is None or identity.customer is None) and not call.caller.internal
        self.chooser.offer(
            identity.people if identity else (),
            call_id=call.call_id,
            new=call.prospect if strange else None,
            known_name=harmless(call.caller.name),
            noted=lambda: call.draft.note,
        )

    def _choose(self, person: Person) -> None:
        call = self._call
        if call is None:
            return
        certain = call.identity.customer if call.identity else None
        corrects = not call.live or (certain is not None and certain.id != person.customer.id)
        if corrects and not call.without_call:
            self.acted.emit(CustomerCorrected(call.call_id, person, number=call.caller.number))
        else:
            self.acted.emit(PersonChosen(call.call_id, person))
        self._turned = Turned.NOTHING
        self._show()

    def _ask_again(self, department: str) -> None:
        if self._call is not None:
            self.acted.emit(AskedAgain(self._call.call_id, department))

    def _reveal(self, department: str) -> None:
        if self._call is not None:
            self.acted.emit(RevealWanted(self._call.call_id, department))

    def answer_offer(self, offer: Offer, outcome: OfferOutcome) -> None:
        """The agent says how an offer fared; it is shown once that is saved."""
        call = self._call
        act = call.outcomes.answer(call.call_id, offer, outcome) if call is not None else None
        if call is not None and act is not None:
            self.board.show_outcomes(call.outcomes)
            self.acted.emit(act)

    def read(self, whole: Whole) -> None:
        """Show one thing in full."""
        self._turned = Turned.READING
        self.reading.read(whole)
        self._show()
        if self.isActiveWindow():
            self.reading.text.setFocus()
