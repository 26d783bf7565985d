"""One thing that is due, and what can be done about it; below it the customer's card, once it is asked for."""

from collections.abc import Callable
from uuid import UUID, uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from screenpop.events import acts, news
from screenpop.events.calls import NO_FACTS, Direction
from screenpop.promises import Promised, PromiseEnd
from screenpop.sentences import Sentence, say
from screenpop.trust import Trust
from ui.card.call import Call
from ui.card.page import CardPage
from ui.clock import now
from ui.components.boxes import column
from ui.components.button import Button, Weight
from ui.components.calling import CallButton, to_call
from ui.components.flow import FlowLayout
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless, harmless_text
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.components.tip import explain
from ui.day import words
from ui.day.grouping import Group, group_of
from ui.day.move_row import MoveRow
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type

SETTLE_MS = 300
"""So long the reader stays with something before its customer is asked about: whoever passes asks for nobody."""


class DayDetail(QWidget):
    """`acted` carries acts for the desk, and what is to be called.

    Attributes:
        promise: What is shown; None while there is nothing.
    """

    acted = Signal(object)

    def __init__(
        self, look: Look, agent: str, build_card: Callable[[], CardPage], *, calls_out: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self._agent = agent
        self._calls_out = calls_out
        self._sent: acts.PromiseMoved | acts.PromiseClaimed | acts.PromiseSettled | None = None
        self._put_away: UUID | None = None
        self.promise: Promised | None = None
        self._soon = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._soon.timeout.connect(self.open_card)
        self._build_card = build_card
        self.card: CardPage | None = None
        text, theme = look.text, look.theme
        self.name = Line(Type.NAME, smaller=Type.LARGE)
        self.contact = Line(Type.TITLE, Ink.QUIET)
        self.what = Paragraph(Type.TITLE)
        self.facts = Line(Type.SMALL, Ink.QUIET)
        self.call = CallButton(look)
        self.open = Button(theme, text(say("Show the customer")), icon=Icon.PEOPLE)
        self.claim = Button(theme, text(say("Claim")), Weight.MAIN)
        self.let_go = Button(theme, text(say("Let go")))
        self.done = Button(theme, text(say("Done")), icon=Icon.CHECK)
        self.later = Button(theme, text(say("Move …")), icon=Icon.CALENDAR)
        self.drop = Button(theme, text(say("Drop")))
        self.move_row = MoveRow(look)
        self.trouble = Paragraph(Type.SMALL, Ink.BAD)
        for button, key in ((self.open, "Enter"), (self.claim, "C"), (self.done, "D"), (self.later, "M")):
            explain(button, text(say("Press {key}", key=key)))
        self._connect()
        self._lay_out()
        self.show_promise(None)

    def show_promise(self, promise: Promised | None) -> None:
        """Show it, or nothing; the card of another customer is put away."""
        before, self.promise = self.promise, promise
        if before is None or promise is None or before.id != promise.id:
            self._sent = None
            self.trouble.tell("")
            self.move_row.hide()
        if self.shown is not None and (
            promise is None or before is None or promise.customer_id != before.customer_id
        ):
            self.close_card()
        self._top.setVisible(promise is not None)
        if promise is not None:
            self._show(promise)
        self.open_card_soon()

    def open_card_soon(self) -> None:
        """Show the customer's card if the reader stays, unless it was put away."""
        self._soon.stop()
        promise = self.promise
        if promise is not None and self.isVisible() and self._put_away != promise.id and self.shown is None:
            self._soon.start()

    def open_card(self) -> None:
        """Show the customer's card, as on a call."""
        self._soon.stop()
        self._put_away = None
        promise = self.promise
        if promise is None or promise.customer_id is None or self.shown is not None:
            return
        number = harmless(promise.number) or None
        full = number is not None and number.startswith("+")
        call = Call(
            f"day-{uuid4()}",
            now(),
            news.Caller(
                number if full else None,
                number,
                None,
                withheld=False,
                internal=False,
                trust=Trust.UNCONFIRMED,
            ),
            None,
            NO_FACTS,
            None,
            Direction.OUT,
            without_call=True,
        )
        card = self._card()
        card.open(call)
        card.show()
        self._show(promise)
        self.acted.emit(acts.CustomerOpened(call.call_id, promise.customer_id, promise.number))

    def close_card(self) -> None:
        """Let go of the customer's card."""
        self._soon.stop()
        call = self.shown
        if self.card is None or call is None:
            return
        self.card.leave()
        self.card.hide()
        self.acted.emit(acts.CustomerClosed(call.call_id))
        if self.promise is not None:
            self._show(self.promise)

    def put_card_away(self) -> None:
        """The agent does not want to see the card of this one."""
        self._put_away = self.promise.id if self.promise else None
        self.close_card()

    @property
    def shown(self) -> Call | None:
        """The customer's card that is open, as a call without one."""
        return self.card.call if self.card else None

    def _card(self) -> CardPage:
        """Built when the first one is opened: the window comes up without it."""
        if self.card is None:
            self.card = self._build_card()
            self.card.acted.connect(self.acted)
            self.card.closed.connect(self.put_card_away)
            self._layout.insertWidget(1, self.card, 1000)
        return self.card

    def toggle_claim(self) -> None:
        """Claim it, or let go of it."""
        promise = self.promise
        if promise is not None and promise.taken_by in (None, self._agent):
            self._send(acts.PromiseClaimed(promise.id, mine=promise.taken_by is None))

    def settle(self, end: PromiseEnd) -> None:
        """It is done, or need not be done."""
        if self.promise is not None:
            self._send(acts.PromiseSettled(self.promise.id, end))

    def begin_move(self) -> None:
        """Ask to which other time."""
        if self.promise is not None and self.promise.taken_by in (None, self._agent):
            self.move_row.show()
            self.move_row.begin()

    def hear(self, told: news.Kept | news.NotKept) -> None:
        """The record's word on what was done here."""
        if told.act != self._sent:
            return
        self._sent = None
        refused = isinstance(told, news.NotKept)
        self.trouble.tell(harmless(self._look.text(told.reason)) if isinstance(told, news.NotKept) else "")
        if not refused:
            self.move_row.hide()
        if self.promise is not None:
            self._show(self.promise)

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number."""
        if self.call.number == number:
            self.trouble.tell(harmless(self._look.text(told)))

    def _show(self, promise: Promised) -> None:
        look, at = self._look, now()
        plain = promise.customer_id is None or self._put_away == promise.id
        mine = promise.taken_by in (None, self._agent)
        self.name.tell(words.who(promise, look))
        self.contact.tell(words.person(promise))
        self.name.setVisible(plain)
        self.contact.setVisible(plain and bool(words.person(promise)))
        self.what.tell(harmless_text(promise.what, longest=2_000) or words.what(promise, look))
        due = look.wording.written.recent(promise.due)
        over = group_of(promise, at) is Group.OVERDUE
        late = look.wording.written.ago(at - promise.due) if over else ""
        self.facts.tint(Ink.BAD if over else Ink.QUIET)
        by = look.text(say("promised by {agent}", agent=harmless(promise.made_by, longest=60)))
        told = (
            look.text(say("Due {when}", when=due)),
            late,
            by,
            look.text(say("for {whom}", whom=words.whose(promise, self._agent, look))),
        )
        self.facts.tell("  ·  ".join(filter(None, told)))
        self.call.offer(to_call(promise.number, promise.number) if self._calls_out else None)
        self.open.setVisible(self._put_away == promise.id)
        self.claim.setVisible(promise.taken_by is None)
        self.let_go.setVisible(promise.taken_by == self._agent)
        self.later.setVisible(mine)
        for button in (self.claim, self.let_go, self.done, self.later, self.drop):
            button.setEnabled(self._sent is None)

    def _send(self, act: acts.PromiseMoved | acts.PromiseClaimed | acts.PromiseSettled) -> None:
        if self._sent is None and self.promise is not None:
            self._sent = act
            self.trouble.tell("")
            self._show(self.promise)
            self.acted.emit(act)

    def _connect(self) -> None:
        self.call.wanted.connect(lambda number: self.acted.emit(acts.DialWanted(number)))
        self.open.clicked.connect(self.open_card)
        self.claim.clicked.connect(self.toggle_claim)
        self.let_go.clicked.connect(self.toggle_claim)
        self.done.clicked.connect(lambda: self.settle(PromiseEnd.KEPT))
        self.drop.clicked.connect(lambda: self.settle(PromiseEnd.DROPPED))
        self.later.clicked.connect(self.begin_move)
        self.move_row.moved.connect(self._move)

    def _move(self, due: object) -> None:
        if self.promise is not None:
            self._send(acts.PromiseMoved(self.promise, due))  # type: ignore[arg-type] # a signal carries anything

    def _lay_out(self) -> None:
        self._top = Surface(self._look.theme, "surface")
        inner = column(self._top, margins=(GAP_LARGE, GAP, GAP_LARGE, GAP), gap=GAP_SMALL)
        for part in (self.name, self.contact, self.what, self.facts):
            inner.addWidget(part)
        buttons = QWidget()
        flow = FlowLayout(buttons, GAP_SMALL)
        for button in (self.call, self.open, self.claim, self.let_go, self.done, self.later, self.drop):
            flow.addWidget(button)
        inner.addWidget(buttons)
        inner.addWidget(self.move_row)
        inner.addWidget(self.trouble)
        self._layout = column(self, gap=GAP_SMALL)
        self._layout.addWidget(self._top)
        self._layout.addStretch(1)
