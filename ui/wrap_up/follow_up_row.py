"""By when something is to be done, what, and by whom: times to choose from, and fields to say another."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence, say
from ui.clock import now
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.chips import Chips
from ui.components.field import DayField, LineField, TimeField
from ui.components.line import Line
from ui.components.look import Look
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type
from ui.wrap_up.follow_up import FollowUp, at, in_an_hour, on_friday, tomorrow_morning

LABEL, CHIP = 92, 26
LONGEST = 500
MINE, ANYBODY = "mine", "anybody"
TIMES: dict[str, tuple[Sentence, Callable[[datetime], datetime]]] = {
    "hour": (say("In an hour"), in_an_hour),
    "tomorrow": (say("Tomorrow morning"), tomorrow_morning),
    "friday": (say("Friday"), on_friday),
}


def _now() -> datetime:
    return now().astimezone()


class FollowUpRow(QWidget):
    """Edits a follow-up; `edited` says that it is another one now, `given_up` that there is to be none."""

    edited = Signal()
    given_up = Signal()

    def __init__(self, look: Look, now: Callable[[], datetime] = _now) -> None:
        super().__init__()
        text, now_ = look.text, now()
        self._now = now
        self._filling = False
        self._follow_up = FollowUp(in_an_hour(now_))
        self.times = Chips(look.theme, {name: text(told) for name, (told, _) in TIMES.items()})
        self.day = DayField(look.theme, text(say("Day")), text(say("Choose a day")), now_.date())
        self.time = TimeField(look.theme, text(say("Time")), now_.time())
        self.what = LineField(look.theme, text(say("What is to be done")), text(say("What is to be done")))
        self.what.edit.setMaxLength(LONGEST)
        self.who = Chips(look.theme, {MINE: text(say("Me")), ANYBODY: text(say("Anybody"))})
        self.away = IconButton(look.theme, Icon.CLOSE, text(say("No follow-up")))
        self.times.chosen.connect(self._choose)
        self.day.edit.dateChanged.connect(self._typed)
        self.time.edit.timeChanged.connect(self._typed)
        self.what.edit.textEdited.connect(self._typed)
        self.who.chosen.connect(self._typed)
        self.away.clicked.connect(self.given_up)
        self._lay_out(text(say("Follow-up")))

    def begin(self, *, call_back: bool) -> FollowUp:
        """A new one: an hour from now, the agent's own."""
        return FollowUp(in_an_hour(self._now()), call_back=call_back)

    def edit(self, follow_up: FollowUp) -> None:
        """Show a follow-up; what is typed goes into it."""
        self._follow_up, self._filling = follow_up, True
        self._show_due()
        self.what.edit.setText(follow_up.what)
        self.who.choose(MINE if follow_up.mine else ANYBODY)
        self._filling = False

    def take_keyboard(self) -> None:
        """The agent wants to say when."""
        self.day.edit.setFocus()
        self.day.edit.selectAll()

    def _choose(self, name: str) -> None:
        self._follow_up.due = TIMES[name][1](self._now())
        self._filling = True
        self._show_due()
        self._filling = False
        self.edited.emit()

    def _show_due(self) -> None:
        due = self._follow_up.due.astimezone()
        self.day.edit.setDate(QDate(due.year, due.month, due.day))
        self.time.edit.setTime(QTime(due.hour, due.minute))
        self._show_choice()

    def _show_choice(self) -> None:
        """Which of the times offered it is, if it is one."""
        now, due = self._now(), self._follow_up.due
        self.times.choose(next((name for name, (_, make) in TIMES.items() if make(now) == due), ""))

    def _typed(self, *_: object) -> None:
        if self._filling:
            return
        follow_up = self._follow_up
        follow_up.due = at(self.day.day, self.time.time)
        follow_up.what, follow_up.mine = self.what.edit.text(), self.who.choice() != ANYBODY
        self._show_choice()
        self.edited.emit()

    def _lay_out(self, name: str) -> None:
        label = Line(Type.SMALL, Ink.QUIET, width=LABEL)
        label.tell(name)
        label.setFixedHeight(28)
        when = line(gap=GAP_SMALL)
        for part in (label, self.day, self.time):
            when.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        when.addWidget(self.times, 1)
        when.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        what = line(gap=GAP_SMALL)
        what.addSpacing(LABEL + GAP_SMALL)
        what.addWidget(self.what, 1)
        what.addWidget(self.who, 0, Qt.AlignmentFlag.AlignVCenter)
        self.who.setFixedHeight(CHIP)
        layout = column(self, gap=GAP_SMALL - 2)
        layout.addLayout(when)
        layout.addLayout(what)
