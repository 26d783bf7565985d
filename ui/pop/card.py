"""The card of one call: pre-built, shown without taking the keyboard, filled as news comes."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut

from screenpop.events import news
from screenpop.events.acts import (
    DialWanted,
    FactTold,
    GestureMade,
    OfferAnswered,
    PermissionTold,
    RevealWanted,
)
from screenpop.gestures import Gesture
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel
from screenpop.settings.model import FactTable, LinkTable, WrapUpTable
from ui.card import plan
from ui.card.body import Body
from ui.card.call import Call
from ui.card.header import Header
from ui.card.notice import Notice
from ui.card.saying import GIVE_KEY, SayStrip
from ui.clock import now
from ui.components.boxes import column
from ui.components.calling import KEY
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.reading_order import turn_to_next
from ui.components.surface import Surface
from ui.desktop.corners import MARGIN
from ui.finding.finder import Finder
from ui.panels.cross_sell import SuggestionsView
from ui.panels.department import Department
from ui.panels.outcome_buttons import KEYS as OUTCOME_KEYS
from ui.panels.views import answer_of
from ui.pop.ground import paint_ground
from ui.pop.paint_times import PaintMark, PaintTimes
from ui.pop.warming import sample
from ui.pop.window import CardWindow
from ui.remembering.ask import KEY as ASK_KEY
from ui.remembering.strip import MemoryStrip
from ui.theme.scale import GAP, GAP_SMALL
from ui.verifying.strip import MOST_ROWS, VerifyStrip
from ui.wrap_up.form import WrapUpForm

FORM_MARGIN = GAP_SMALL + 2
UNSEEN_MS = 40
"""How long answers wait for the card's first painting, which shows the name."""
TOGETHER_MS = 30
"""How long answers wait on a painted card for others that are still to come."""


Strip = Notice | VerifyStrip | SayStrip | MemoryStrip
"""Stands between header and panels, as high as `height_in` says, and not at all where that is 0."""


class Card(CardWindow):
    """Shows a `Call`. `acted` carries acts for the desk, `resized` says that it grew or shrank by what it has to say.

    `caller_seen` carries the call's id once who is calling is painted, the whole window with it.

    Args:
        panels: The departments on the card, in this order; all where none is named.
        links: Where the customer can be seen in other systems.

    Attributes:
        strips: What stands between header and panels, each as high as it needs to be.
    """

    acted = Signal(object)
    resized = Signal()
    caller_seen = Signal(str)
    _painting_caller = Signal(str)

    def __init__(
        self,
        look: Look,
        departments: tuple[Department, ...],
        choices: WrapUpTable,
        finder: Finder,
        *,
        facts: tuple[FactTable, ...] = (),
        times: PaintTimes | None = None,
        calls_out: bool = False,
        agent: str = "",
        panels: tuple[str, ...] = (),
        links: tuple[LinkTable, ...] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._agent = agent
        self._wanted_panels = panels
        self.call: Call | None = None
        self.full = False
        self.header = Header(look, calls_out=calls_out, links=links)
        self.body = Body(look, departments, finder, links)
        self.panels = self.body.board.panels
        self.form = WrapUpForm(look, choices, self._names)
        self.memory = MemoryStrip(
            look, facts
        )  # last: a window that is turned to gives the keyboard to its first part
        self.notice, self.verifying, self.saying = Notice(look), VerifyStrip(look), SayStrip(look)
        self.strips: tuple[Strip, ...] = (self.notice, self.verifying, self.saying, self.memory)
        self._fitted: object = None
        self._sample = {each.name: kind for each in departments if (kind := answer_of(each)) is not None}
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._seen = False
        self._tells_caller = False
        self._due: set[str] = set()
        self._recalled = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.catch_up)
        self._marks: dict[str, PaintMark] = {}
        if times is not None:
            self._marks["header"] = PaintMark(times, "header", self.header)
            self._marks |= {name: PaintMark(times, name, panel) for name, panel in self.panels.items()}
        self._lay_out()
        self._connect()
        self._fit()
        self.be_a_window()

    def open(self, call: Call) -> None:
        """Show a call from the beginning; the caller shows the window."""
        self.call, self._seen = call, False
        self._tells_caller = call.identity is not None
        self.setFocus()  # no part of it, until the agent turns to one
        self.way_in.shut()
        self._show_size()
        self._show_header()
        self.body.show_call(call)
        self._fit()
        self._show_panels()
        self._recalled = call.recollection is not None
        self.form.edit(call.call_id, call.draft, call.called)
        self._run_clock()

    def refold(self) -> None:
        """Be small while another full card is worked in, or full again."""
        self._show_size()
        self._show_header()
        self._fit()  # strips that only the full card has stand there now, or no more

    @property
    def guarded(self) -> QRect | None:
        """The part of a full card that no other card may cover: what is written there."""
        if not self._writes:
            return None
        form = self._below.height()
        return QRect(GAP, self.height() - GAP - form, self.width() - 2 * GAP, form)

    @property
    def _writes(self) -> bool:
        """Something can be written of a call: it has one, and is the full card."""
        return self.full and not (self.call is not None and self.call.without_call)

    def warm_up(self) -> None:
        """Show a call that nobody sees, paint it into nothing, and forget it."""
        self.open(sample(self._sample))
        self.catch_up()
        self.grab()
        self.leave()

    def hear(self, told: news.CallNews) -> None:
        """Show what the call has just learnt."""
        match told:
            case news.PanelAsked() | news.PanelFilled() | news.PanelFailed() | news.PanelMasked():
                self.body.hear(told)
                self._due.add(told.department)
                self._catch_up_soon()
            case news.Recalled():
                self.body.hear(told)
                self._recalled = True
                self._catch_up_soon()
            case news.Advised():
                self._catch_up_soon()
            case news.NotKept(act=RevealWanted(department=department), reason=reason):
                self.verifying.refuse(reason)
                self._show_panel(department)
            case news.VerificationTold():
                self._show_checking()
                self._refit()
            case news.Kept() | news.NotKept():
                self.form.refresh()
                self.memory.refresh()
                self._show_outcomes()
                self._show_header()
            case news.ProspectKept() | news.ProspectNotKept():
                self.body.chooser.refresh()
            case news.CallerIdentified() | news.PartyChanged():
                self._tells_caller = isinstance(told, news.CallerIdentified)
                self._show_header()
                self._show_body()
                self._show_panels()
                self._show_outcomes()
                self._show_memory()
                self._offer_choices()
            case _:
                self._offer_choices()
                self._show_size()
                self._show_header()
                if self._refit():
                    self._show_panels()  # which of them there are may be news, too
                self._run_clock()

    def catch_up(self) -> None:
        """Fill the panels that have news: once for all that came together, after the name was painted or now."""
        for department in self._due:
            self._show_panel(department)
        self._due.clear()
        if self._recalled:
            self._show_memory()
        self._show_header()
        self._refit()

    def _catch_up_soon(self) -> None:
        """Answers that come together are filled in and painted together: each painting holds up those still to come."""
        if not self._seen:
            self._soon.start(UNSEEN_MS)
        elif self.call is None or not self.call.waiting:
            self._soon.start(0)
        elif not self._soon.isActive():
            self._soon.start(TOGETHER_MS)

    def show_dialling(self) -> None:
        """Show what became of calling the number back."""
        self._show_header()

    def let_in(self) -> None:
        """The agent wants to work in the card: it takes the keyboard."""
        self.way_in.let_in()
        if not self.body.take_keyboard() and self.full:
            self.form.note.setFocus()

    def leave(self) -> None:
        """Forget the call and go out of sight."""
        self.hide()
        self._clock.stop()
        self._soon.stop()
        self._due.clear()
        self._recalled = False
        self.call = None
        self.form.rest()
        self.memory.forget()
        self.body.leave()
        self._rest()
        self._fit()
        self.way_in.shut()

    def focusNextPrevChild(self, forward: bool) -> bool:  # as Qt has it
        """Tab goes through the card as it is read."""
        return turn_to_next(self, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A question mark that nobody types into anything asks for the keys."""
        if event.text() == "?":
            self.body.turn_to_keys()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground; what came before the first painting is shown after it."""
        paint_ground(self, self.header.height(), self.header.role, self._look.theme, self.header.colour)
        if not self._seen:
            self._seen = True
            if self._due or self._recalled:
                self._soon.start(0)
        if self._tells_caller and self.call is not None and self.isVisible():
            self._tells_caller = False
            self._painting_caller.emit(self.call.call_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        self._clock.stop()
        super().hideEvent(event)

    def _show_header(self) -> None:
        if self.call is not None:
            self.header.show_call(self.call, now())
            if self.accessibleName() != self.header.name.full:
                self.setAccessibleName(self.header.name.full)
            self._show_advice()
            self._show_checking()
            self._arm("header")

    def _show_panel(self, department: str) -> None:
        if self.call is not None and self.body.board.show_panel(department, self.call):
            self._arm(department)

    def _show_panels(self) -> None:
        for department in self.panels:
            self._show_panel(department)

    def _show_body(self) -> None:
        if self.call is not None:
            self.body.show_call(self.call)
            self._refit()

    def _show_memory(self) -> None:
        """What our own record knows has its strip; the card grows by it, or shrinks."""
        if self.call is not None:
            self._recalled = False
            call = self.call
            self.memory.show_memory(call.call_id, call.recollection, call.asking, full=self.full)
            self.body.board.show_promises(call)
            self._fit_memory()

    def _fit_memory(self) -> None:
        self._refit()
        self.memory.place()

    def _show_outcomes(self) -> None:
        if self.call is not None:
            self.body.board.show_outcomes(self.call.outcomes if self._writes else None)

    def _show_size(self) -> None:
        call = self.call
        full = call is not None and call.worked_on and not call.folded
        if full != self.full:
            self.full = full
            self.header.take_room(full=full)
            self.saying.stand(below=not full)
            self._show_outcomes()
            self._fit()
            if call is not None and call.recollection is not None:
                self._show_memory()

    def _show_advice(self) -> None:
        """What to say, and what everybody must know: while it rings there is room for the first only."""
        call = self.call
        self._show_saying()
        if call is not None:
            self.body.board.show_advice(call)
        self.notice.tell(call.called.notice if call and call.called and self.full else "")

    def _show_saying(self) -> None:
        """Where something can be written of a call, what is said of an offer or a gesture stands beside it."""
        call = self.call
        saying = call.saying if call else None
        if call is not None and self._writes:
            self.saying.show_saying(saying, call.outcomes, call.giving)
        else:
            self.saying.show_saying(saying)

    def _show_checking(self) -> None:
        if self.call is not None:
            self.verifying.show_checking(self.call.call_id, self.call.checking, full=self.full)

    def _rest(self) -> None:
        """No call, nothing to say; the size is the one that most calls need."""
        self.verifying.forget()
        self.saying.show_saying(None)
        self.notice.tell("")

    def _refit(self) -> bool:
        """Take another size if what is to be said needs one, and tell; whether it did."""
        fitted = self._fit()
        if fitted and self.isVisible():
            self.resized.emit()
        return fitted

    def _fit(self) -> bool:
        """Give everything its room; whether that is another room than before."""
        called = self.call.called if self.call else None
        names = self.body.board.order(called.panels if called and called.panels else self._wanted_panels)
        room = self.area.size() - QSize(2 * MARGIN, 2 * MARGIN)
        width = plan.width_of(len(names), room, full=self.full)
        header = self.header.height_needed()
        strips = [strip.height_in(width - 2 * GAP) for strip in self.strips]
        pages = self.call is not None and not self.body.shows_panels
        form = self.form.height_in(width - 4 * GAP) + 2 * FORM_MARGIN if self._writes else 0
        fitted = (self.full, self._writes, names, room, header, *strips, form, pages)
        if fitted == self._fitted:
            return False
        self._fitted = fitted
        self.header.setFixedHeight(header)
        for strip, height in zip(self.strips, strips, strict=True):
            strip.setFixedHeight(height)
            strip.setVisible(height > 0)
        besides = header + GAP + sum(each + GAP_SMALL for each in (*strips, form) if each) + GAP
        planned = plan.full(len(names), room, besides) if self.full else plan.small(len(names), pages=pages)
        self.body.board.lay_out(planned, names)
        self._below.setFixedHeight(form)
        self._below.setVisible(self._writes)
        self.be_as_large_as(QSize(planned.width, besides + planned.body))
        return True

    def _offer_choices(self) -> None:
        """The number that was called may have outcomes of its own."""
        self.form.offer(self.call.called if self.call else None)

    def _names(self) -> Mapping[str, str]:
        """What a template's places are filled with."""
        identity = self.call.identity if self.call else None
        person, customer = (identity.person, identity.customer) if identity else (None, None)
        names = {
            "customer": customer.name if customer else None,
            "contact": person.contact if person else None,
            "agent": self._agent,
            "number": self.call.caller.number if self.call else None,
        }
        return {name: harmless(value) for name, value in names.items() if value}

    def _run_clock(self) -> None:
        if self.call is not None and self.call.live:
            self._clock.start()
        else:
            self._clock.stop()

    def _tick(self) -> None:
        if self.call is not None:
            self.header.show_clock(self.call, now())
            self.memory.tell_age()

    def _answer_asked(self) -> None:
        if self.full and self.call is not None and self.call.asking.wanted is not None:
            self.memory.ask.take_keyboard()

    def _turn_to_who(self) -> None:
        """Somebody else is to be picked, or nobody after all; the keyboard goes where the agent looks."""
        self.body.turn_to_who()
        if self.isActiveWindow() and not self.body.take_keyboard():
            self._return_keyboard()

    def _return_keyboard(self) -> None:
        """What was asked is answered: whoever typed it goes on with the note."""
        if self.full:
            self.form.note.setFocus()

    def _act(self, act: object) -> None:
        """What the customer said is said of the one whom the agent sees: the desk may know of another by now."""
        customer = self.call.identity.customer if self.call and self.call.identity else None
        if customer is not None and isinstance(act, FactTold | OfferAnswered | GestureMade | PermissionTold):
            act = replace(act, customer_id=customer.id)
        self.acted.emit(act)
        if isinstance(act, OfferAnswered | GestureMade):
            self._show_saying()  # what is on its way is seen in both places

    def _give(self, gesture: Gesture) -> None:
        act = self.call.giving.give(self.call.call_id, gesture) if self.call is not None else None
        if act is not None:
            self._act(act)

    def _note_objection(self, channel: Channel, allowed: bool) -> None:  # as the signal carries it
        call = self.call
        act = call.objections.tell(call.call_id, channel, allowed=allowed) if call is not None else None
        if act is not None:
            self._act(act)
            self._show_header()

    def _answer_at_hand(self, outcome: OfferOutcome) -> None:
        """Of the suggestion that has the keyboard; else of the one that is worth saying."""
        held = (view.at_hand for view in self.findChildren(SuggestionsView))
        place = next(filter(None, held), None)
        offer = place.offer if place is not None else self.saying.offer
        if offer is not None and self._writes:
            self.body.answer_offer(offer, outcome)

    def _turn_to_suggestions(self) -> None:
        any(view.take_keyboard() for view in self.findChildren(SuggestionsView))

    def _step_back(self) -> None:
        """Esc goes back to where the agent was, and at last puts the card away."""
        if not self.body.turn_back():
            self.put_away.emit()

    def _arm(self, part: str) -> None:
        if self.call is not None and part in self._marks:
            self._marks[part].arm(self.call.call_id)

    def _connect(self) -> None:
        self._painting_caller.connect(self.caller_seen, Qt.ConnectionType.QueuedConnection)
        self.header.closed.connect(self.put_away)
        self.header.who_asked.connect(self._turn_to_who)
        self.header.keys_asked.connect(self.body.turn_to_keys)
        self.body.turned.connect(self._refit)
        self.body.acted.connect(self._act)
        self.saying.answered.connect(self.body.answer_offer)
        self.saying.given.connect(self._give)
        self.header.objection.told.connect(self._note_objection)
        self.form.wrapped_up.connect(self.acted)
        self.form.typed.connect(self.acted)
        self.form.resized.connect(self._refit)
        self.memory.told.connect(self._act)
        self.memory.opened.connect(self.body.read)
        self.memory.resized.connect(self._fit_memory)
        self.memory.done.connect(self._return_keyboard)
        self.header.call_back.wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._step_back)
        QShortcut(QKeySequence(KEY), self, self.header.call_back.call)
        QShortcut(QKeySequence(ASK_KEY), self, self._answer_asked)
        self.verifying.acted.connect(self.acted)
        for place in range(MOST_ROWS):
            for key, right in ((f"Ctrl+{place + 1}", True), (f"Ctrl+Shift+{place + 1}", False)):
                QShortcut(QKeySequence(key), self, partial(self.verifying.answer, place, right=right))
        QShortcut(QKeySequence(Qt.Key.Key_F1), self, self.body.turn_to_keys)
        QShortcut(QKeySequence(Qt.Key.Key_F9), self, self._turn_to_who)
        QShortcut(QKeySequence(Qt.Key.Key_F6), self, self._return_keyboard)
        QShortcut(QKeySequence(Qt.Key.Key_F7), self, self._turn_to_suggestions)
        QShortcut(QKeySequence(GIVE_KEY), self, self.saying.give_at_hand)
        for outcome, key in OUTCOME_KEYS.items():
            QShortcut(QKeySequence(key), self, partial(self._answer_at_hand, outcome))

    def _lay_out(self) -> None:
        self._below = Surface(self._look.theme, "surface")
        column(self._below, margins=(GAP, FORM_MARGIN, GAP, FORM_MARGIN)).addWidget(self.form)
        layout = column(self)
        layout.addWidget(self.header)
        rest = column(margins=(GAP, GAP, GAP, GAP), gap=GAP_SMALL)
        for strip in self.strips:
            rest.addWidget(strip)
        rest.addWidget(self.body, 1)
        rest.addWidget(self._below)
        layout.addLayout(rest, 1)
