"""A department's panel: its name, and below it that it thinks, what it says and how old that is, or why nothing."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.answers.any import Answer
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.line import Line
from ui.components.listing import QuietList
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.skeleton import Skeleton
from ui.components.surface import Surface
from ui.panels.department import Department
from ui.panels.view import Headline, View
from ui.panels.views import VIEWS, answer_of, title_of
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type


class Room(Enum):
    """How much room a panel has."""

    BRIEF = "one line"
    COMPACT = "what counts"
    FULL = "all"


class Panel(Surface):
    """One department. `asked_again` comes when the agent wants another try; `opened` carries a `Whole` to read."""

    asked_again = Signal(str)
    opened = Signal(object)

    def __init__(self, look: Look, department: Department) -> None:
        super().__init__(look.theme, "surface")
        self.department = department.name
        self._look = look
        self._room = Room.COMPACT
        self._show: Callable[[], None] = self._show_waiting
        title = look.text(title_of(department))
        self.setAccessibleName(title)
        self.title = Line(Type.CAPTION, Ink.QUIET)
        self.title.tell(title)
        self.age = Line(Type.CAPTION, Ink.QUIET, natural=True)
        self.again = IconButton(look.theme, Icon.AGAIN, look.text(say("Ask again")), parent=self)
        self.again.clicked.connect(lambda: self.asked_again.emit(self.department))
        self.message = Line(Type.BODY, Ink.QUIET)
        self.since = Line(Type.SMALL, Ink.QUIET)
        self.brief = Line(Type.STRONG)
        self._views: dict[type, View[Answer]] = {}
        self._stack = QStackedLayout()
        self._waiting = Skeleton(look.theme, look.text(say("No answer yet")))
        self._telling = self._below(self.message, self.since)
        self._brief = self._below(self.brief, margin=0)
        for page in (self._waiting, self._telling, self._brief):
            self._stack.addWidget(page)
        self._lay_out()
        self.age.hide()
        self.again.hide()
        kind = answer_of(department)
        if kind is not None:
            self._view(kind)

    def take_room(self, room: Room) -> None:
        """Show as much as there is room for."""
        if room is self._room:
            return
        lines_change = Room.BRIEF in (room, self._room)
        self._room = room
        for view in self._views.values():
            view.make_room(room is Room.FULL)
        if lines_change:
            self._show()

    def wait(self) -> None:
        """The department is being asked."""
        self._head(None, again=False)
        self._now(self._show_waiting)

    def fill(self, answer: Answer | None, told_at: datetime | None = None) -> None:
        """The department has answered; `told_at` is when, where that was before now."""
        self._head(told_at, again=told_at is not None)
        if answer is None:
            self._now(partial(self._tell, self._look.text(say("Nothing on this customer")), Ink.QUIET))
        else:
            self._now(partial(self._show_answer, answer))

    def fail(self, reason: Sentence, since: datetime | None = None) -> None:
        """The department did not answer; `since` is since when it has not answered anybody."""
        down = ""
        if since is not None:
            down = self._look.text(say("down since {time}", time=self._look.wording.written.recent(since)))
        self._head(None, again=True)
        self._now(partial(self._tell, harmless(self._look.text(reason)), Ink.BAD, down))

    def rest(self) -> None:
        """Nobody asks this department."""
        self._head(None, again=False)
        self._now(partial(self._tell, self._look.text(say("Not asked")), Ink.QUIET))

    def open_first(self) -> None:
        """Open in full what stands first, as a click would."""
        rows = self.findChild(QuietList)
        if rows is not None and rows.count():
            rows.clicked.emit(rows.shown.index(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button stands in the corner and moves nothing."""
        super().resizeEvent(event)
        self.again.move(self.width() - self.again.width() - GAP_TINY, GAP_TINY - 1)

    def _now(self, show: Callable[[], None]) -> None:
        """Show this, and show it again when the room changes."""
        self._show = show
        show()

    def _show_waiting(self) -> None:
        if self._room is Room.BRIEF:
            self._tell_brief(Headline("…", Ink.QUIET))
        else:
            self._turn_to(self._waiting)

    def _show_answer(self, answer: Answer) -> None:
        view = self._view(type(answer))
        if self._room is Room.BRIEF:
            self._tell_brief(view.headline(answer))
        else:
            view.show_answer(answer)
            self._turn_to(view)

    def _tell(self, text: str, ink: Ink, more: str = "") -> None:
        self.message.tell(text)
        self.message.tint(ink)
        self.since.tell(more)
        if self._room is Room.BRIEF:
            self._tell_brief(Headline("  ·  ".join(filter(None, (text, more))), ink))
        else:
            self._turn_to(self._telling)

    def _tell_brief(self, headline: Headline) -> None:
        self.brief.tell(headline.text)
        self.brief.tint(headline.ink)
        self._turn_to(self._brief)

    def _head(self, told_at: datetime | None, *, again: bool) -> None:
        """Say how old the answer is, in a way that stays true without a clock."""
        if told_at is None and not again and self.again.isHidden():
            return
        told = ""
        if told_at is not None:
            time = self._look.wording.written.clock(told_at)
            told = self._look.text(say("as of {time}", time=time))
        self.age.tell(told)
        self.age.setVisible(bool(told))
        self.again.setVisible(again)
        self._above.setContentsMargins(0, 0, self.again.width() - GAP_SMALL if again else 0, 0)

    def _turn_to(self, page: QWidget) -> None:
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)

    def _view(self, kind: type[Answer]) -> View[Answer]:
        if kind not in self._views:
            view = VIEWS[kind](self._look)
            view.make_room(self._room is Room.FULL)
            view.opened.connect(self.opened)
            self._views[kind] = view
            self._stack.addWidget(view)
        return self._views[kind]

    def _lay_out(self) -> None:
        self._above = line(gap=GAP_SMALL)
        self._above.addWidget(self.title, 1)
        self._above.addWidget(self.age)
        layout = column(self, margins=(GAP_SMALL + 4, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=2)
        layout.addLayout(self._above)
        layout.addLayout(self._stack, 1)

    @staticmethod
    def _below(*lines: Line, margin: int = GAP_TINY) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(0, margin, 0, 0))
        for each in lines:
            layout.addWidget(each)
        layout.addStretch(1)
        return page
