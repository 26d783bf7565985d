"""The card's header: the first thing the eye meets, and the only part on the hot path."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from screenpop.answers.advice import Advice
from screenpop.events.news import Caller
from screenpop.sentences import Sentence, say
from screenpop.settings.model import LinkTable
from screenpop.trust import Trust
from ui.card.alert_strip import HEIGHT as ALERT
from ui.card.alert_strip import AlertStrip
from ui.card.call import Call
from ui.card.heading import heading, state
from ui.card.leads import Leads
from ui.card.marks import HEIGHT as MARKS
from ui.card.marks import Marks
from ui.card.objection_button import ObjectionButton, marks
from ui.components.badge import Badge
from ui.components.boxes import line
from ui.components.button import IconButton
from ui.components.calling import CallIcon, to_call
from ui.components.copying import CopyLine
from ui.components.line import Line
from ui.components.look import Look
from ui.theme.icons import Icon
from ui.theme.palette import Ink, on
from ui.theme.scale import GAP_LARGE, GAP_SMALL, GAP_TINY, Type

_PIN = say("Pin: the card stays here until it is put away")
_UNPIN = say("Unpin")

FIRST = LAST = 26
TOP, RIGHT = GAP_SMALL, GAP_SMALL + 2
EDGE = RIGHT + GAP_TINY + 2
NAMED = Type.NAME.line + Type.TITLE.line
SMALL = TOP + FIRST + NAMED + GAP_SMALL + ALERT + GAP_TINY + LAST + GAP_SMALL
FULL = TOP + FIRST + NAMED + GAP_TINY + LAST + GAP_SMALL
GREETING = Type.TITLE.line + 2
"""How high it is while it rings and while it is worked with, and how much a greeting adds."""


class Header(QWidget):
    """Labels that Qt paints itself, on the ground that the card paints. `keys_asked` wants the short-cuts shown."""

    closed = Signal()
    who_asked = Signal()
    keys_asked = Signal()
    pinned = Signal()

    def __init__(
        self,
        look: Look,
        *,
        calls_out: bool = False,
        links: tuple[LinkTable, ...] = (),
        on_page: bool = False,
    ) -> None:
        """A card on a page of another window is not pinned, and has no keys of its own."""
        super().__init__()
        self._on_page = on_page
        self._look = look
        self._calls_out = calls_out
        self._full = False
        self.role = "ringing"
        self.colour = ""
        self.called = Line(Type.SMALL, Ink.QUIET)
        self.more = Line(Type.STRONG, Ink.PLAIN, natural=True)
        self.state = Line(Type.STRONG, Ink.PLAIN, natural=True, align=Qt.AlignmentFlag.AlignRight)
        self.greeting = Line(Type.TITLE)
        self.name = CopyLine(look, Type.NAME, smaller=Type.LARGE)
        self.company = Line(Type.TITLE, Ink.QUIET)
        self.alert = AlertStrip(look)
        self.marks = Marks(look)
        self.number = CopyLine(look, Type.STRONG, Ink.QUIET)
        self.trust, self.prospect, self.practice = (Badge(look.theme) for _ in range(3))
        self.close_button = IconButton(look.theme, Icon.CLOSE, look.text(say("Put away")), "on_header_quiet")
        self.keys = IconButton(look.theme, Icon.KEYBOARD, look.text(say("Keys (F1)")), "on_header_quiet")
        self.who = IconButton(look.theme, Icon.SWAP, look.text(say("It is somebody else (F9)")), "on_header")
        self.call_back = CallIcon(look, "on_header")
        self.objection = ObjectionButton(look)
        self.pin = IconButton(look.theme, Icon.PIN, look.text(_PIN), "on_header_quiet")
        self.pin.clicked.connect(self.pinned)
        self.pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.leads = Leads(look, [link for link in links if not link.department], ink="on_header")
        self.close_button.clicked.connect(self.closed)
        self.keys.clicked.connect(self.keys_asked)
        self.who.clicked.connect(self.who_asked)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        # not before it has a parent: it would be a window, and take the keyboard
        self.pin.setVisible(not on_page)
        self.dress()
        look.theme.changed.connect(self.dress)

    def show_call(self, call: Call, now: datetime) -> None:
        """Show what is known of a call."""
        texts = heading(call, self._look.wording)
        self.name.offer(texts.name)
        self.company.tell(texts.company)
        self.called.tell(texts.called)
        self.number.offer(texts.number, texts.copied)
        self.greeting.tell(f"“{texts.greeting}”" if texts.greeting else "")
        self.show_clock(call, now)
        self.alert.show_alert(call.advice.alert if call.advice else None, waiting=call.waiting)
        self._show_objections(call)
        self._show_badges(call)
        self.leads.offer(call)
        can_call = self._calls_out and not call.live
        self.call_back.offer(to_call(call.caller.number, call.caller.presented) if can_call else None)
        self.who.setVisible(bool(call.identity and call.identity.customer) and not call.without_call)
        quiet = call.ending is not None or call.without_call
        role = "over" if quiet else "ringing" if call.answered_at is None else "talking"
        colour = call.called.colour if call.called else ""
        if (role, colour) != (self.role, self.colour):
            self.role, self.colour = role, colour
            self.dress()
        self._place()

    def show_clock(self, call: Call, now: datetime) -> None:
        """Show the state and how long it lasts."""
        self.state.tell(state(call, now, self._look.wording))

    def show_pinned(self, call: Call) -> None:
        """Show whether the card stays, and where it stands."""
        icon, name = (Icon.UNPIN, _UNPIN) if call.pinned else (Icon.PIN, _PIN)
        self.pin.show_as(icon, self._look.text(name))

    def show_more(self, count: int) -> None:
        """Say how many calls have no card of their own."""
        self.more.tell(f"+{count}" if count else "")

    def take_room(self, *, full: bool) -> None:
        """Stand on the card that rings, or on the wide one that is worked with."""
        if full is not self._full:
            self._full = full
            self._place()

    def height_needed(self) -> int:
        """How high it is with what it has to say."""
        if self._full:
            return FULL + (GREETING if self.greeting.full else 0)
        return (
            SMALL + (MARKS + GAP_TINY if self.marks.texts else 0) - (0 if self._alerts else ALERT + GAP_TINY)
        )

    @property
    def _alerts(self) -> bool:
        """The warning has its room, also while it is not known yet, unless marks stand there alone."""
        return bool(self.alert.text) or not self.marks.texts

    def dress(self) -> None:
        """Take the colours of the call's state."""
        colours = self._look.theme.colours
        ground = getattr(colours, self.role)
        self.setPalette(on(ground, colours.on_header, colours.on_header_quiet))
        card = self.parentWidget()
        if card is not None:
            card.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything in its place."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """While it rings, one below the other; on the wide card, the warning and the marks beside the name."""
        width = self.width() - GAP_LARGE - EDGE
        self._first.setGeometry(GAP_LARGE, TOP, self.width() - GAP_LARGE - RIGHT, FIRST)
        top = TOP + FIRST
        greets = self._full and bool(self.greeting.full)
        self.greeting.setVisible(greets)
        self.keys.setVisible(self._full and not self._on_page)
        self.leads.setVisible(self._full and self.leads.offers)
        self.marks.setVisible(bool(self.marks.texts))
        self.alert.setVisible(self._alerts)
        warned = ALERT + GAP_TINY if self._alerts else 0
        if greets:
            self.greeting.setGeometry(GAP_LARGE, top, width, Type.TITLE.line)
            top += GREETING
        named = width * 11 // 20 - GAP_LARGE if self._full else width
        self.name.setGeometry(GAP_LARGE, top, named, Type.NAME.line)
        self.company.setGeometry(GAP_LARGE, top + Type.NAME.line, named, Type.TITLE.line)
        if self._full:
            left, beside = GAP_LARGE + named + GAP_LARGE, width - named - GAP_LARGE
            self.alert.setGeometry(left, top + GAP_TINY, beside, ALERT)
            self.marks.setGeometry(left, top + GAP_SMALL + warned, beside, MARKS)
            below = top + NAMED + GAP_TINY
            self._last.setGeometry(GAP_LARGE, below, named, LAST)
            leads = min(beside, self.leads.width_wanted())
            self.leads.setGeometry(left + beside - leads, below, leads, LAST)
            return
        top += NAMED + GAP_SMALL
        self.alert.setGeometry(GAP_LARGE, top, width, ALERT)
        top += warned
        if self.marks.texts:
            self.marks.setGeometry(GAP_LARGE, top, width, MARKS)
            top += MARKS + GAP_TINY
        self._last.setGeometry(GAP_LARGE, top, width, LAST)

    def _show_objections(self, call: Call) -> None:
        """They are noted of a customer with whom the agent speaks, and marked whenever they stand."""
        advice = call.advice or Advice()
        self.marks.show_marks((*advice.marks, *marks(advice.objections)))
        self.objection.show_objections(advice.objections)
        certain = call.identity is not None and call.identity.customer is not None
        speaks = self._full and not (self._on_page or call.without_call or call.practice)
        self.objection.setVisible(certain and speaks)

    def _show_badges(self, call: Call) -> None:
        if call.practice:
            self.trust.hide()  # nobody rang: there is no number to be trusted
        else:
            self._show_trust(call.caller)
        text = self._look.text
        person = call.identity.person if call.identity else None
        prospect = person is not None and person.prospect
        self.prospect.show_as(text(say("prospect")) if prospect else "", Icon.ADD, "field", "quiet")
        told = text(say("Practice: nothing is kept")) if call.practice else ""
        self.practice.show_as(told, Icon.PRACTICE, "warn_ground", "warn")

    def _show_trust(self, caller: Caller) -> None:
        told: dict[Trust, tuple[Sentence, Icon, str, str]] = {
            Trust.CONFIRMED: (say("number confirmed"), Icon.CHECK, "good_ground", "good"),
            Trust.FAILED: (say("check failed"), Icon.SHIELD, "bad_ground", "bad"),
            Trust.WITHHELD: (say("withheld"), Icon.WITHHELD, "field", "quiet"),
        }
        if caller.vouched:
            told[Trust.UNCONFIRMED] = (say("not confirmed"), Icon.SHIELD, "field", "quiet")
        if caller.trust in told:
            sentence, icon, ground, ink = told[caller.trust]
            self.trust.show_as(self._look.text(sentence), icon, ground, ink)
        else:
            self.trust.hide()

    def _lay_out(self) -> None:
        self._first, self._last = QWidget(self), QWidget(self)
        first, last = line(self._first, gap=GAP_SMALL), line(self._last, gap=GAP_SMALL)
        first.addWidget(self.called, 1)
        above: tuple[QWidget, ...] = (self.more, self.state, self.keys, self.pin, self.close_button)
        below: tuple[QWidget, ...] = (
            *(self.call_back, self.objection, self.who),
            *(self.practice, self.prospect, self.trust),
        )
        for part in above:
            first.addWidget(part)
        self.number.setFixedHeight(LAST)
        last.addWidget(self.number, 1)
        for part in below:
            last.addWidget(part)
        for own in (self.greeting, self.name, self.company, self.alert, self.marks, self.leads):
            own.setParent(self)
        for part in (self.objection, self.prospect, self.practice, self.trust):
            part.hide()
