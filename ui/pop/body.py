"""What stands below a card's header: the panels, or who it may be, or one thing in full."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.customers import Person
from screenpop.events.acts import AskedAgain, PersonChosen
from ui.components.look import Look
from ui.components.outside import harmless
from ui.finding.chooser import Chooser
from ui.finding.finder import Finder
from ui.panels.department import Department
from ui.panels.whole import Whole
from ui.pop.board import PanelBoard
from ui.pop.call import Call
from ui.pop.reading_page import ReadingPage


class Turned(Enum):
    """What the agent turned to by hand."""

    NOTHING = "nothing"
    WHO = "who it is"
    READING = "one thing in full"


class Body(QWidget):
    """Shows the panels once the customer is certain, before that who it may be. `acted` carries acts."""

    acted = Signal(object)

    def __init__(self, look: Look, departments: Sequence[Department], finder: Finder) -> None:
        super().__init__()
        self._call: Call | None = None
        self._turned = Turned.NOTHING
        self.board = PanelBoard(look, departments)
        self.chooser = Chooser(look, finder)
        self.reading = ReadingPage(look)
        self._pages = QStackedLayout(self)
        for page in (self.board, self.chooser, self.reading):
            self._pages.addWidget(page)
        self.board.asked_again.connect(self._ask_again)
        self.board.opened.connect(self._read)
        self.chooser.chosen.connect(self._choose)
        self.chooser.noted.connect(self.acted)
        self.reading.left.connect(self.turn_back)

    def show_call(self, call: Call) -> None:
        """Show a call, or one whose party is another one now: nothing of before stays in sight."""
        self._call = call
        self._turned = Turned.NOTHING
        self._show()

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

    def turn_to_who(self) -> None:
        """Ask who it is, or go back from that."""
        self._turned = Turned.NOTHING if self._turned is Turned.WHO else Turned.WHO
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
        if not certain or self._turned is Turned.WHO:
            page = self.chooser
            self._offer(call)
        elif self._turned is Turned.READING:
            page = self.reading
        if page is not self.reading:
            self.reading.forget()
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)

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
        if self._call is not None:
            self.acted.emit(PersonChosen(self._call.call_id, person))
            self._turned = Turned.NOTHING
            self._show()

    def _ask_again(self, department: str) -> None:
        if self._call is not None:
            self.acted.emit(AskedAgain(self._call.call_id, department))

    def _read(self, whole: Whole) -> None:
        self._turned = Turned.READING
        self.reading.read(whole)
        self._show()
        if self.isActiveWindow():
            self.reading.text.setFocus()
