"""A department's panel: its name, and below it that it thinks, what it says, or why it says nothing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.answers.any import Answer
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.skeleton import Skeleton
from ui.components.surface import Surface
from ui.panels.view import View
from ui.panels.views import VIEWS, title_of
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type


class Panel(Surface):
    """One department. `asked_again` comes when the agent wants another try."""

    asked_again = Signal(str)

    def __init__(self, look: Look, department: str) -> None:
        super().__init__(look.theme, "surface")
        self.department = department
        self._look = look
        self._roomy = False
        title = look.text(title_of(department))
        self.setAccessibleName(title)
        self.title = Line(Type.CAPTION, Ink.QUIET)
        self.title.tell(title)
        self.again = IconButton(look.theme, Icon.AGAIN, look.text(say("Ask again")))
        self.again.clicked.connect(lambda: self.asked_again.emit(self.department))
        self.again.hide()
        self.message = Line(Type.BODY, Ink.QUIET)
        self._views: dict[type, View[Answer]] = {}
        self._stack = QStackedLayout()
        self._waiting = Skeleton(look.theme, look.text(say("No answer yet")))
        self._stack.addWidget(self._waiting)
        self._telling = self._below(self.message)
        self._stack.addWidget(self._telling)
        head = line(gap=GAP_TINY)
        head.addWidget(self.title, 1)
        head.addWidget(self.again, 0, Qt.AlignmentFlag.AlignRight)
        head.setAlignment(self.again, Qt.AlignmentFlag.AlignTop)
        layout = column(self, margins=(GAP_SMALL + 4, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=2)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)

    def build(self, kind: type[Answer]) -> None:
        """Build the view of an answer before it is needed."""
        self._view(kind)

    def make_room(self, roomy: bool) -> None:  # a state, as in Qt's setVisible
        """Show more, or only what counts."""
        self._roomy = roomy
        for view in self._views.values():
            view.make_room(roomy)

    def wait(self) -> None:
        """The department is being asked."""
        self._turn_to(self._waiting)

    def fill(self, answer: Answer | None) -> None:
        """The department has answered."""
        if answer is None:
            self._tell(self._look.text(say("Nothing on this customer")), Ink.QUIET)
            return
        view = self._view(type(answer))
        view.show_answer(answer)
        self._turn_to(view)

    def fail(self, reason: Sentence) -> None:
        """The department did not answer."""
        self._tell(harmless(self._look.text(reason)), Ink.BAD)
        self.again.show()

    def rest(self) -> None:
        """Nobody asks this department."""
        self._tell(self._look.text(say("Not asked")), Ink.QUIET)

    def _tell(self, text: str, ink: Ink) -> None:
        self.message.tell(text)
        self.message.tint(ink)
        self._turn_to(self._telling)

    def _turn_to(self, page: QWidget) -> None:
        self.again.hide()
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)

    def _view(self, kind: type[Answer]) -> View[Answer]:
        if kind not in self._views:
            view = VIEWS[kind](self._look)
            view.make_room(self._roomy)
            self._views[kind] = view
            self._stack.addWidget(view)
        return self._views[kind]

    @staticmethod
    def _below(message: Line) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(0, GAP_TINY, 0, 0))
        layout.addWidget(message)
        layout.addStretch(1)
        return page
