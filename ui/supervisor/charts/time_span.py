"""Which time the charts show: today, 7 or 30 days, a year, or from one day to another."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screenpop.record.span import Span
from screenpop.sentences import say
from ui.components.boxes import line
from ui.components.chips import Chips
from ui.components.field import DayField
from ui.components.line import Line
from ui.components.look import Look
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

TODAY, WEEK, MONTH, YEAR, DAYS = "today", "week", "month", "year", "days"
_LENGTHS = {TODAY: 1, WEEK: 7, MONTH: 30, YEAR: 365}


class TimeSpan(QWidget):
    """`chosen` comes when another time counts. All of them end with today but the one from day to day."""

    chosen = Signal()

    def __init__(
        self,
        look: Look,
        *,
        choice: str = MONTH,
        today: Callable[[], date] = lambda: datetime.now().astimezone().date(),
    ) -> None:
        super().__init__()
        text, now = look.text, today()
        self._today = today
        self.chips = Chips(
            look.theme,
            {
                TODAY: text(say("Today")),
                WEEK: text(say("7 days")),
                MONTH: text(say("30 days")),
                YEAR: text(say("A year")),
                DAYS: text(say("From – to")),
            },
        )
        calendar = text(say("Choose in a calendar"))
        self.first = DayField(look.theme, text(say("From")), calendar, now - timedelta(days=29))
        self.last = DayField(look.theme, text(say("To, inclusive")), calendar, now)
        self._dash = Line(Type.BODY, Ink.QUIET, natural=True)
        self._dash.tell("–")
        layout = line(self, gap=GAP_SMALL)
        layout.addWidget(self.chips, 1, Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.first, self._dash, self.last):
            layout.addWidget(widget)
        self.chips.chosen.connect(lambda _word: self._turn())
        for field in (self.first, self.last):
            field.edit.dateChanged.connect(lambda _day: self.chosen.emit())
        self.choose(choice)

    def choose(self, choice: str) -> None:
        """Let this time count, without telling anybody."""
        self.chips.choose(choice)
        for widget in (self.first, self._dash, self.last):
            widget.setVisible(choice == DAYS)

    def span(self) -> Span:
        """The time that counts, by the computer's clock."""
        choice = self.chips.choice()
        if choice == DAYS:
            first, last = sorted((self.first.day, self.last.day))
            return Span(first, last)
        today = self._today()
        return Span(today - timedelta(days=_LENGTHS[choice] - 1), today)

    def _turn(self) -> None:
        self.choose(self.chips.choice())
        self.chosen.emit()
