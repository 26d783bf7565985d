"""The filter of time: today, a few days, a month, or from one day to another, by the local calendar."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from ui.components.boxes import line
from ui.components.chips import Chips
from ui.components.field import DayField
from ui.components.line import Line
from ui.components.look import Look
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

TODAY, WEEK, MONTH, ALL, DAYS = "today", "week", "month", "all", "days"


class Period(QWidget):
    """`chosen` comes when another time counts."""

    chosen = Signal()

    def __init__(self, look: Look, *, choice: str = ALL) -> None:
        super().__init__()
        text = look.text
        self.chips = Chips(
            look.theme,
            {
                TODAY: text(say("Today")),
                WEEK: text(say("7 days")),
                MONTH: text(say("This month")),
                ALL: text(say("All")),
                DAYS: text(say("From – to")),
            },
        )
        today, calendar = _today(), text(say("Choose in a calendar"))
        self.first = DayField(look.theme, text(say("From")), calendar, today.replace(day=1))
        self.last = DayField(look.theme, text(say("To, inclusive")), calendar, today)
        self._dash = Line(Type.BODY, Ink.QUIET, natural=True)
        self._dash.tell("–")
        layout = line(self, gap=GAP_SMALL)
        self.setFixedHeight(28)
        self.chips.setFixedWidth(self.chips.sizeHint().width())
        layout.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.first, self._dash, self.last):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.chips.chosen.connect(lambda _word: self._turn())
        self.first.edit.dateChanged.connect(lambda _day: self.chosen.emit())
        self.last.edit.dateChanged.connect(lambda _day: self.chosen.emit())
        self.chips.choose(choice)
        self._show_days()

    def choose(self, choice: str) -> None:
        """Let this time count, without telling anybody."""
        self.chips.choose(choice)
        self._show_days()

    def span(self) -> tuple[datetime | None, datetime | None]:
        """From when on, and before when; None where there is no bound."""
        today = _today()
        match self.chips.choice():
            case "today":
                return _midnight(today), None
            case "week":
                return _midnight(today - timedelta(days=6)), None
            case "month":
                return _midnight(today.replace(day=1)), None
            case "days":
                first, last = sorted((self.first.day, self.last.day))
                return _midnight(first), _midnight(last + timedelta(days=1))
            case _:
                return None, None

    def _turn(self) -> None:
        self._show_days()
        self.chosen.emit()

    def _show_days(self) -> None:
        for widget in (self.first, self._dash, self.last):
            widget.setVisible(self.chips.choice() == DAYS)


def _today() -> date:
    return datetime.now().astimezone().date()


def _midnight(day: date) -> datetime:
    """The local midnight that begins a day, whatever the clocks do that night."""
    return datetime.combine(day, time()).astimezone()
