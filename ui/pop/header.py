"""The card's header: the first thing the eye meets, and the only part on the hot path."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screenpop.events.news import Caller
from screenpop.sentences import Sentence, say
from screenpop.trust import Trust
from ui.components.badge import Badge
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.calling import CallIcon, to_call
from ui.components.line import Line
from ui.components.look import Look
from ui.pop.alert import worst
from ui.pop.alert_strip import AlertStrip
from ui.pop.call import Call
from ui.pop.heading import heading, state
from ui.theme.icons import Icon
from ui.theme.palette import Ink, on
from ui.theme.scale import GAP_LARGE, GAP_SMALL, GAP_TINY, Type

HEIGHT = 174
LAST = 26


class Header(QWidget):
    """Labels that Qt paints itself, on the ground that the card paints."""

    closed = Signal()
    who_asked = Signal()

    def __init__(self, look: Look, *, calls_out: bool = False) -> None:
        super().__init__()
        self._look = look
        self._calls_out = calls_out
        self.role = "ringing"
        self.called = Line(Type.SMALL, Ink.QUIET)
        self.more = Line(Type.STRONG, Ink.PLAIN, natural=True)
        self.state = Line(Type.STRONG, Ink.PLAIN, natural=True, align=Qt.AlignmentFlag.AlignRight)
        self.name = Line(Type.NAME, smaller=Type.LARGE)
        self.company = Line(Type.TITLE, Ink.QUIET)
        self.alert = AlertStrip(look)
        self.number = Line(Type.STRONG, Ink.QUIET)
        self.trust = Badge(look.theme)
        self.prospect = Badge(look.theme)
        self.prospect.hide()
        self.close_button = IconButton(look.theme, Icon.CLOSE, look.text(say("Put away")), "on_header_quiet")
        self.who = IconButton(look.theme, Icon.PEOPLE, look.text(say("Who is it?")), "on_header")
        self.call_back = CallIcon(look, "on_header")
        self.close_button.clicked.connect(self.closed)
        self.who.clicked.connect(self.who_asked)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT)
        self._lay_out()
        self.dress()
        look.theme.changed.connect(self.dress)

    def show_call(self, call: Call, now: datetime) -> None:
        """Show what is known of a call."""
        texts = heading(call, self._look.wording)
        self.name.tell(texts.name)
        self.company.tell(texts.company)
        self.called.tell(texts.called)
        self.number.tell(texts.number)
        self.show_clock(call, now)
        self.alert.show_alert(worst(call))
        self._show_trust(call.caller)
        person = call.identity.person if call.identity else None
        if person is not None and person.prospect:
            self.prospect.show_as(self._look.text(say("prospect")), Icon.ADD, "field", "quiet")
        else:
            self.prospect.hide()
        can_call = self._calls_out and not call.live
        self.call_back.offer(to_call(call.caller.number, call.caller.presented) if can_call else None)
        people = call.identity.people if call.identity else ()
        self.who.setVisible(bool(call.identity and call.identity.customer and len(people) > 1))
        role = "over" if call.ending is not None else "ringing" if call.answered_at is None else "talking"
        if role != self.role:
            self.role = role
            self.dress()

    def show_clock(self, call: Call, now: datetime) -> None:
        """Show the state and how long it lasts."""
        self.state.tell(state(call, now, self._look.wording))

    def show_more(self, count: int) -> None:
        """Say how many calls have no card of their own."""
        self.more.tell(f"+{count}" if count else "")

    def dress(self) -> None:
        """Take the colours of the call's state."""
        colours = self._look.theme.colours
        ground = getattr(colours, self.role)
        self.setPalette(on(ground, colours.on_header, colours.on_header_quiet))
        card = self.parentWidget()
        if card is not None:
            card.update()

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
        first = line(gap=GAP_SMALL)
        first.addWidget(self.called, 1)
        first.addWidget(self.more)
        first.addWidget(self.state)
        first.addWidget(self.close_button)
        last = line(gap=GAP_SMALL)
        self.number.setFixedHeight(LAST)
        last.addWidget(self.number, 1)
        last.addWidget(self.call_back)
        last.addWidget(self.who)
        last.addWidget(self.prospect)
        last.addWidget(self.trust)
        layout = column(self, margins=(GAP_LARGE, GAP_SMALL + 2, GAP_SMALL + 2, GAP_SMALL + 2))
        inner = column(margins=(0, 0, GAP_TINY + 2, 0))
        layout.addLayout(first)
        layout.addLayout(inner)
        inner.addWidget(self.name)
        inner.addWidget(self.company)
        inner.addSpacing(GAP_SMALL)
        inner.addWidget(self.alert)
        inner.addSpacing(GAP_TINY)
        inner.addLayout(last)
        inner.addStretch(1)
