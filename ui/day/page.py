"""The page “My day” of the home window: what is due at the left, one thing of it at the right."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from screenpop.events import news
from screenpop.events.acts import PromiseClaimed
from screenpop.ports.day import Day
from screenpop.promises import Promised, PromiseEnd
from screenpop.sentences import Sentence, say
from ui.background import Background
from ui.card.page import CardPage
from ui.clock import now
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.calling import KEY
from ui.components.chips import Chips
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.components.tip import explain
from ui.day import words
from ui.day.detail import DayDetail
from ui.day.list import DayList
from ui.day.reading import DayReading
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type

LIST_WIDTH = 400
MINE, ALL = "mine", "all"


class DayPage(QWidget):
    """`acted` carries acts for the desk; `due_changed` how much is due now that this agent sees to or may claim.

    Args:
        agent: Who sits here.
        build_card: Makes what shows customers, when it is wanted.
    """

    acted = Signal(object)
    due_changed = Signal(int)

    def __init__(
        self,
        look: Look,
        background: Background,
        agent: str,
        build_card: Callable[[], CardPage],
        *,
        calls_out: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._agent = agent
        text = look.text
        self.reading = DayReading(background, agent)
        self.filter = Chips(
            look.theme, {MINE: text(say("Mine and anybody’s")), ALL: text(say("All of the company"))}
        )
        self.filter.choose(MINE)
        self.list = DayList(look, agent)
        self.detail = DayDetail(look, agent, build_card, calls_out=calls_out)
        self.nothing = Line(Type.BODY, Ink.QUIET, align=Qt.AlignmentFlag.AlignHCenter)
        self.trouble = Paragraph(Type.SMALL, Ink.BAD)
        self.more = Paragraph(Type.SMALL, Ink.QUIET)
        self.notice = Paragraph(Type.SMALL, Ink.BAD)
        self._claimed: set[UUID] = set()
        self.practise = Button(look.theme, text(say("Practise a call")), icon=Icon.PRACTICE)
        explain(self.practise, text(say("Somebody of the directory rings; nothing of the call is kept")))
        self.practise.hide()
        self._connect()
        self._lay_out()

    def offer_practice(self, practise: Callable[[], None]) -> None:
        """A call to practise with can be rung from now on."""
        self.practise.clicked.connect(lambda _checked: practise())
        self.practise.show()

    def look_into(self, day: Day) -> None:
        """What is due can be asked from now on."""
        self.reading.look_into(day)

    def hear(self, told: news.News) -> None:
        """Something has changed of the day, or of the customer who is shown."""
        match told:
            case news.DayChanged():
                self.reading.refresh()
            case news.LineUp() | news.LineDown() | news.Dialled() | news.SpoolTold():
                pass
            case _:
                if isinstance(told, news.Kept | news.NotKept):
                    self.detail.hear(told)
                if self.detail.card is not None:
                    self.detail.card.hear(told)

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number."""
        self.detail.show_dialling(number, told)

    def leave(self) -> None:
        """Ask no more, and let go of the customer who is shown."""
        self.detail.close_card()
        self.reading.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Whatever happened meanwhile is read now; the keyboard works the list."""
        super().showEvent(event)
        self.reading.refresh()
        self.list.setFocus()
        self.detail.open_card_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """A customer's card is not kept behind other things."""
        self.detail.close_card()
        super().hideEvent(event)

    def _show(self) -> None:
        self._tell_who_was_faster()
        everybodys = self.filter.choice() == ALL
        self.list.show_promises(self.reading.promises, now(), everybodys=everybodys)
        empty = self.list.shown.rowCount() == 0
        self.nothing.tell(self._look.text(say("Nothing is due")) if empty else "")
        self.nothing.setVisible(empty)
        known = len(self.reading.promises)
        told = say("The {number} most urgent ones are shown.", number=known)
        self.more.tell("" if self.reading.complete else self._look.text(told))

    def _act(self, act: object) -> None:
        if isinstance(act, PromiseClaimed):
            self.notice.tell("")
            if act.mine:
                self._claimed.add(act.promise)
        self.acted.emit(act)

    def _tell_who_was_faster(self) -> None:
        """Of what was claimed here and a colleague has: their claim reached the record before ours."""
        for promise in self.reading.promises:
            if promise.id in self._claimed and promise.taken_by is not None:
                self._claimed.discard(promise.id)
                if promise.taken_by != self._agent:
                    colleague = harmless(promise.taken_by, longest=60)
                    told = say(
                        "{colleague} was faster: {what}",
                        colleague=colleague,
                        what=words.what(promise, self._look),
                    )
                    self.notice.tell(self._look.text(told))

    def _troubled(self, trouble: Sentence | None) -> None:
        self.trouble.tell(harmless(self._look.text(trouble), longest=600) if trouble else "")

    def _open(self, promise: Promised) -> None:
        if self.detail.promise is None or self.detail.promise.id != promise.id:
            self.detail.show_promise(promise)
        self.detail.open_card()

    def _connect(self) -> None:
        self.reading.changed.connect(self._show)
        self.reading.troubled.connect(self._troubled)
        self.reading.due_changed.connect(self.due_changed)
        self.filter.chosen.connect(lambda _choice: self._show())
        self.list.picked.connect(self.detail.show_promise)
        self.list.opened.connect(self._open)
        self.list.claim_wanted.connect(self.detail.toggle_claim)
        self.list.done_wanted.connect(lambda: self.detail.settle(PromiseEnd.KEPT))
        self.list.move_wanted.connect(self.detail.begin_move)
        self.detail.acted.connect(self._act)
        QShortcut(QKeySequence(KEY), self, self.detail.call.call)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self, self.reading.refresh)

    def _lay_out(self) -> None:
        left = Surface(self._look.theme, "surface")
        left.setFixedWidth(LIST_WIDTH)
        inner = column(left, margins=(GAP_SMALL, GAP, GAP_SMALL, GAP_SMALL), gap=GAP_SMALL)
        inner.addWidget(self.filter)
        inner.addWidget(self.nothing)
        inner.addWidget(self.list, 1)
        inner.addWidget(self.more)
        inner.addWidget(self.notice)
        inner.addWidget(self.trouble)
        inner.addWidget(self.practise, 0, Qt.AlignmentFlag.AlignLeft)
        body = line(self, gap=GAP)
        body.addWidget(left)
        body.addWidget(self.detail, 1)
