"""To which other time something is moved: times to choose from, and fields to say another."""

from datetime import UTC

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from ui.clock import now
from ui.components.boxes import line
from ui.components.button import Button
from ui.components.chips import Chips
from ui.components.field import DayField, TimeField
from ui.components.look import Look
from ui.theme.scale import GAP_SMALL
from ui.wrap_up.follow_up import MORNING, at, tomorrow_morning
from ui.wrap_up.follow_up_row import TIMES


class MoveRow(QWidget):
    """`moved` carries by when it is due from now on, in UTC."""

    moved = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        text, tomorrow = look.text, tomorrow_morning(now().astimezone())
        self.times = Chips(look.theme, {name: text(told) for name, (told, _) in TIMES.items()})
        self.day = DayField(look.theme, text(say("Day")), text(say("Choose a day")), tomorrow.date())
        self.time = TimeField(look.theme, text(say("Time")), MORNING)
        self.button = Button(look.theme, text(say("Move")))
        self.times.chosen.connect(self._choose)
        self.button.clicked.connect(self._move)
        layout = line(self, gap=GAP_SMALL)
        layout.addWidget(self.day)
        layout.addWidget(self.time)
        layout.addWidget(self.button)
        layout.addWidget(self.times, 1)

    def begin(self) -> None:
        """Offer the next working day's morning; the keyboard says another one."""
        day = tomorrow_morning(now().astimezone()).date()
        self.day.edit.setDate(QDate(day.year, day.month, day.day))
        self.times.choose("")
        self.day.edit.setFocus()

    def _choose(self, name: str) -> None:
        self.moved.emit(TIMES[name][1](now().astimezone()).astimezone(UTC))

    def _move(self) -> None:
        self.moved.emit(at(self.day.day, self.time.time).astimezone(UTC))
