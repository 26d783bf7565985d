"""A department's panel: its name, and below it that it thinks, what it says and how old that is, or why nothing."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QWidget

from screenpop.answers.advice import Advice
from screenpop.answers.any import Answer
from screenpop.promises import Promised
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
from ui.panels.mask import Mask
from ui.panels.outcomes import Outcomes
from ui.panels.view import Headline, View
from ui.panels.views import VIEWS, answer_of, title_of
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

NAME, ROW = 124, 26
"""Of a row: how wide the name in front is, and how high all of it."""
_WIDEST = 16_777_215
"""Qt's own word for no limit."""


class Room(Enum):
    """How much room a panel has."""

    ROW = "one line, its name in front"
    BRIEF = "one line, below its name"
    COMPACT = "what counts"
    FULL = "all"


class Panel(Surface):
    """One department. `asked_again` comes when the agent wants another try; `opened` carries a `Whole` to read.

    `revealed` comes when the agent wants to see what is masked; `offered` carries an offer and its outcome.
    """

    asked_again = Signal(str)
    revealed = Signal(str)
    opened = Signal(object)
    offered = Signal(object, object)

    def __init__(self, look: Look, department: Department) -> None:
        super().__init__(look.theme, "surface")
        self.department = department.name
        self._look = look
        self._room = Room.COMPACT
        self._outcomes: Outcomes | None = None
        self._promises: Sequence[Promised] = ()
        self._advice = Advice()
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
        self._beside: QWidget | None = None
        self._views: dict[type, View[Answer]] = {}
        self._answered: set[type] = set()
        self._stack = QStackedLayout()
        self._waiting = Skeleton(look.theme, look.text(say("No answer yet")))
        self._telling = self._below(self.message, self.since)
        self.mask_page = Mask(look)
        self.mask_page.reveal.clicked.connect(lambda: self.revealed.emit(self.department))
        self._brief = self._below(self.brief, margin=0)
        for page in (self._waiting, self._telling, self.mask_page, self._brief):
            page.setParent(
                self
            )  # a layout without a parent shows its first page as a window, with the keyboard
            self._stack.addWidget(page)
        self._lay_out()
        self.age.hide()
        self.again.hide()
        kind = answer_of(department)
        if kind is not None:
            self._view(kind)

    def stand_beside_name(self, part: QWidget) -> None:
        """A way out of the program stands on the line of the name, where there is room."""
        self._beside = part
        part.setParent(self)
        part.setVisible(self._room is Room.FULL)

    def take_room(self, room: Room) -> None:
        """Show as much as there is room for."""
        if room is self._room:
            return
        before, self._room = self._brief_room, room
        lines_change = before or self._brief_room
        self._stand()
        for view in self._views.values():
            view.make_room(room is Room.FULL)
        if lines_change:
            self._show()

    def show_outcomes(self, outcomes: Outcomes | None) -> None:
        """Show how this call's offers fared; None while none can be made."""
        self._outcomes = outcomes
        for view in self._views.values():
            view.show_outcomes(outcomes)

    def show_promises(self, promises: Sequence[Promised]) -> None:
        """Show what is still owed to the customer, where that belongs."""
        self._promises = promises
        for view in self._views.values():
            view.show_promises(promises)

    def show_advice(self, advice: Advice) -> None:
        """Heed what matters most of this call, where that belongs."""
        self._advice = advice
        heeding = [view for view in self._views.values() if view.heeds_advice]
        for view in heeding:
            view.show_advice(advice)
        if heeding and self._brief_room:
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

    def cover(self, why: Sentence, *, may_reveal: bool) -> None:
        """The department has answered, and nothing of it is here: the agent may not see it yet; `why` says so."""
        self._head(None, again=False)
        self._forget_answer()
        self._now(partial(self._show_mask, harmless(self._look.text(why)), may_reveal=may_reveal))

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
        top = 0 if self._room is Room.ROW else GAP_TINY - 1
        self.place_beside()
        self.again.move(self.width() - self.again.width() - GAP_TINY, top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A row has no ground of its own."""
        if self._room is not Room.ROW:
            super().paintEvent(event)

    @property
    def _brief_room(self) -> bool:
        return self._room in (Room.ROW, Room.BRIEF)

    def _stand(self) -> None:
        """The name stands in front of what is told, or above it."""
        row = self._room is Room.ROW
        across, along = GAP_SMALL + 4, 0 if row else GAP_SMALL
        self._whole.setDirection(
            QBoxLayout.Direction.LeftToRight if row else QBoxLayout.Direction.TopToBottom
        )
        beside = self.again.width() - GAP_SMALL if row and not self.again.isHidden() else 0
        self._whole.setContentsMargins(across, along, across + beside, along)
        if self._beside is not None:
            self._beside.setVisible(self._room is Room.FULL)
        self.title.setMinimumWidth(NAME if row else 0)
        self.title.setMaximumWidth(NAME if row else _WIDEST)
        self.brief.setFixedHeight(ROW if row else Type.STRONG.line)

    def place_beside(self) -> None:
        """What stands beside the name takes the width that it needs now."""
        if self._beside is not None:
            again = 0 if self.again.isHidden() else self.again.width()
            wide = min(self._beside.sizeHint().width(), self.width() // 2)
            left = self.width() - wide - GAP_SMALL - again
            self._beside.setGeometry(left, GAP_TINY + 1, wide, self._beside.sizeHint().height())

    def _now(self, show: Callable[[], None]) -> None:
        """Show this, and show it again when the room changes."""
        self._show = show
        show()

    def _show_waiting(self) -> None:
        self._turn_to(self._waiting)

    def _show_mask(self, why: str, *, may_reveal: bool) -> None:
        if self._brief_room:
            self._tell_brief(Headline(why, Ink.QUIET))
        else:
            self.mask_page.tell(why, may_reveal=may_reveal)
            self._turn_to(self.mask_page)

    def _forget_answer(self) -> None:
        """What was shown before is not kept out of sight either."""
        for told in (self.brief, self.message, self.since):
            told.tell("")
        for kind in self._answered:
            view = self._views.pop(kind)
            self._stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._answered.clear()

    def _show_answer(self, answer: Answer) -> None:
        view = self._view(type(answer))
        self._answered.add(type(answer))
        if self._brief_room:
            self._tell_brief(view.headline(answer))
        else:
            view.show_answer(answer)
            self._turn_to(view)

    def _tell(self, text: str, ink: Ink, more: str = "") -> None:
        self.message.tell(text)
        self.message.tint(ink)
        self.since.tell(more)
        if self._brief_room:
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
        self.age.setVisible(bool(told) and self._room is not Room.ROW)
        self.again.setVisible(again)
        self.place_beside()
        row = self._room is Room.ROW
        self._above.setContentsMargins(0, 0, self.again.width() - GAP_SMALL if again and not row else 0, 0)
        if row:
            self._stand()

    def _turn_to(self, page: QWidget) -> None:
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)

    def _view(self, kind: type[Answer]) -> View[Answer]:
        if kind not in self._views:
            view = VIEWS[kind](self._look)
            view.make_room(self._room is Room.FULL)
            view.show_outcomes(self._outcomes)
            view.show_promises(self._promises)
            view.show_advice(self._advice)
            view.opened.connect(self.opened)
            view.offered.connect(self.offered)
            self._views[kind] = view
            self._stack.addWidget(view)
        return self._views[kind]

    def _lay_out(self) -> None:
        self._above = line(gap=GAP_SMALL)
        self._above.addWidget(self.title, 1)
        self._above.addWidget(self.age)
        self._whole = column(self, margins=(GAP_SMALL + 4, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=2)
        self._whole.addLayout(self._above)
        self._whole.addLayout(self._stack, 1)

    @staticmethod
    def _below(*lines: Line, margin: int = GAP_TINY) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(0, margin, 0, 0))
        for each in lines:
            layout.addWidget(each)
        layout.addStretch(1)
        return page
