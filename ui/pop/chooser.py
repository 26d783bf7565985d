"""Who is it? The people who share a number, and a search for everybody else."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from screenpop.customers import Person
from screenpop.sentences import Sentence, say
from ui.components.boxes import column
from ui.components.field import LineField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.pop.finder import Finder
from ui.pop.people import PeopleList
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

TYPING_MS = 150
SHORTEST = 2


class Chooser(Surface):
    """Offers people; `chosen` carries the one picked."""

    chosen = Signal(object)

    def __init__(self, look: Look, finder: Finder) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._finder = finder
        self._offered: tuple[Person, ...] = ()
        self._asked = 0
        self.title = Line(Type.CAPTION, Ink.QUIET)
        self.field = LineField(
            look.theme,
            look.text(say("Search")),
            look.text(say("Search by name, company or number")),
            Icon.SEARCH,
        )
        self.told = Line(Type.SMALL, Ink.QUIET)
        self.people = PeopleList(look)
        self.people.setAccessibleName(look.text(say("Who is it?")))
        self.people.chosen.connect(self.chosen)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.field.edit.textEdited.connect(lambda _text: self._typing.start())
        self.field.edit.returnPressed.connect(self.people.choose_current)
        self.field.edit.installEventFilter(self)
        layout = column(self, margins=(GAP_SMALL + 4, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=GAP_SMALL - 2)
        for widget in (self.title, self.field, self.told):
            layout.addWidget(widget)
        layout.addWidget(self.people, 1)

    def offer(self, people: tuple[Person, ...]) -> None:
        """Offer these people first; nobody is no guess."""
        self.stop()
        self._offered = people
        self.field.edit.clear()
        self.title.tell(self._look.text(say("Who is it?")))
        self._show(people)

    def stop(self) -> None:
        """No search is pending any more, and none that is under way counts: its caller is another one."""
        self._typing.stop()
        self._asked += 1

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Arrows in the field move through the list below it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                model = self.people.model()
                row = min(max(0, self.people.currentIndex().row() + step), model.rowCount() - 1)
                self.people.setCurrentIndex(model.index(row, 0))
                return True
        return False

    def _search(self) -> None:
        self._asked += 1
        asked, text = self._asked, self.field.edit.text().strip()
        if len(text) < SHORTEST:
            self._show(self._offered)
            return

        def found(people: tuple[Person, ...]) -> None:
            if asked == self._asked:
                self._show_found(people)

        def failed(trouble: Sentence) -> None:
            if asked == self._asked:
                self._show_trouble(trouble)

        self._finder.find(text, found, failed)

    def _show(self, people: tuple[Person, ...]) -> None:
        self.told.hide()
        self.people.show_people(people)

    def _show_found(self, people: tuple[Person, ...]) -> None:
        self._show(people)
        if not people:
            self.told.tell(self._look.text(say("Nobody found")))
            self.told.show()

    def _show_trouble(self, trouble: Sentence) -> None:
        self._show(())
        self.told.tell(harmless(self._look.text(trouble)))
        self.told.show()
