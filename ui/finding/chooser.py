"""Who is it? The people who share a number, a search for everybody else, and a form for somebody new."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.customers import Person
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.field import LineField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.components.tip import explain
from ui.finding.finder import Finder
from ui.finding.fitting import fits
from ui.finding.people import PeopleList
from ui.finding.prospect_draft import ProspectDraft
from ui.finding.prospect_form import ProspectForm
from ui.finding.searching import Search
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

KEY = "Ctrl+N"
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 5,
    Qt.Key.Key_PageUp: -5,
}


class Chooser(Surface):
    """Offers people; `chosen` carries the one picked, `noted` the act that notes somebody new."""

    chosen = Signal(object)
    noted = Signal(object)

    def __init__(self, look: Look, finder: Finder) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._offered: tuple[Person, ...] = ()
        self._known_name = ""
        self._noted: Callable[[], str] = str
        self._draft: ProspectDraft | None = None
        text = look.text
        self.title = Line(Type.CAPTION, Ink.QUIET)
        hint = text(say("Name or number"))
        self.field = LineField(look.theme, text(say("Search")), hint, Icon.SEARCH)
        self.new = Button(look.theme, text(say("New prospect")), icon=Icon.ADD)
        self.told = Line(Type.SMALL, Ink.QUIET)
        self.people = PeopleList(look)
        self.people.setAccessibleName(text(say("Who is it?")))
        self.people.chosen.connect(self.chosen)
        self.form = ProspectForm(look)
        self.form.noted.connect(self.noted)
        self.form.left.connect(self.step_back)
        self.new.clicked.connect(self._begin)
        explain(self.new, text(say("Press {key}", key=KEY)))
        QShortcut(QKeySequence(KEY), self, self._begin)
        self._search = Search(finder, self)
        self._search.found.connect(self._show_found)
        self._search.failed.connect(self._tell)
        self.field.edit.textEdited.connect(self._typed)
        self.field.edit.returnPressed.connect(self._choose_current)
        self.field.edit.installEventFilter(self)
        self._lay_out()

    def offer(
        self,
        people: tuple[Person, ...],
        *,
        call_id: str = "",
        new: ProspectDraft | None = None,
        known_name: str = "",
        noted: Callable[[], str] = str,
    ) -> None:
        """Offer these people first; nobody is no guess.

        Args:
            people: Who may be calling.
            call_id: The call.
            new: What is written of somebody new; None where nobody new can be noted.
            known_name: What the telephone says they are called.
            noted: What the agent has noted of the call so far.
        """
        self.stop()
        self._offered = people
        self._draft = new
        self._known_name = known_name if any(map(str.isalpha, known_name)) else ""
        self._noted = noted
        self.field.edit.clear()
        self.new.setVisible(new is not None)
        self.form.edit(call_id, new or ProspectDraft())
        self._show(people)
        self.refresh()

    def refresh(self) -> None:
        """Show how far somebody new has come."""
        writing = self._draft is not None and self._draft.open
        self.title.tell(self._look.text(say("New prospect") if writing else say("Who is it?")))
        page = self._writing if writing else self._searching
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
        self.form.refresh()

    def take_keyboard(self) -> None:
        """The agent wants to type."""
        writing = self._pages.currentWidget() is self._writing
        (self.form.name if writing else self.field).setFocus()

    def step_back(self) -> bool:
        """Go back from the form to the search; whether there was a way back."""
        if self._draft is None or not self._draft.open:
            return False
        self._draft.open = False
        self.refresh()
        self.field.setFocus()
        return True

    def stop(self) -> None:
        """No search is pending any more, and none that is under way counts: its caller is another one."""
        self._search.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move through the list below it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()), 0)
            if step:
                self.people.step(step)
                return True
        return False

    def _begin(self) -> None:
        """Somebody new, with what is known: a name that was searched for or that the telephone tells, and the note."""
        draft = self._draft
        if draft is None or draft.open:
            return
        if draft.untouched:
            searched = self.field.edit.text().strip()
            draft.name = searched if any(map(str.isalpha, searched)) else self._known_name
            draft.note = self._noted()
        draft.open = True
        self.form.edit(self.form.call_id, draft)
        self.refresh()
        if self.isActiveWindow():
            self.form.name.setFocus()
            self.form.name.edit.selectAll()

    def _typed(self, text: str) -> None:
        """Those who share the number are narrowed at once; the directory is asked for the others."""
        wanted = text.strip()
        self._show(tuple(person for person in self._offered if fits(person, wanted)))
        self._search.want(wanted)

    def _choose_current(self) -> None:
        if not self._search.pending:
            self.people.choose_current()

    def _show(self, people: tuple[Person, ...]) -> None:
        self.told.hide()
        self.people.show_people(people)

    def _show_found(self, found: tuple[Person, ...]) -> None:
        """Those who share the number come first."""
        wanted = self.field.edit.text().strip()
        at_hand = tuple(person for person in self._offered if fits(person, wanted))
        people = at_hand + tuple(person for person in found if person not in at_hand)
        self.told.hide()
        self.people.show_people(people, further=True)
        if not people:
            self._tell(say("Nobody found"))

    def _tell(self, sentence: Sentence) -> None:
        self.told.tell(harmless(self._look.text(sentence)))
        self.told.show()

    def _lay_out(self) -> None:
        self._searching, self._writing = QWidget(self), self.form
        search = line(gap=GAP_SMALL)
        search.addWidget(self.field, 1)
        search.addWidget(self.new)
        below = column(self._searching, gap=GAP_SMALL - 2)
        below.addLayout(search)
        below.addWidget(self.told)
        below.addWidget(self.people, 1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._searching)
        self._pages.addWidget(self._writing)
        layout = column(self, margins=(GAP_SMALL + 4, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=GAP_SMALL - 2)
        layout.addWidget(self.title)
        layout.addLayout(self._pages, 1)
