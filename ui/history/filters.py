"""What the list of calls shows: a choice of lists, and closer conditions that stand behind a button."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from screenpop.events.calls import Direction
from screenpop.record.filters import LogFilter
from screenpop.sentences import Sentence, say
from ui.clock import local_today
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.chips import Chips
from ui.components.field import DayField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.history.questions import days_ago, missed, to_wrap_up
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type
from ui.wrap_up.follow_up import MIDNIGHT, at

ALL, MISSED, TO_WRAP_UP, MINE = "all", "missed", "to_wrap_up", "mine"
ANY, RANGE = "", "range"
KEY = "Ctrl+Shift+F"
_LABEL = 76
_LISTS = {ALL: say("All"), MISSED: say("Missed"), TO_WRAP_UP: say("To wrap up"), MINE: say("Mine")}
_SINCE = {"0": say("Today"), "6": say("7 days"), "29": say("30 days"), RANGE: say("From … to …")}
_DIRECTIONS = {Direction.IN.value: say("Came in"), Direction.OUT.value: say("Went out")}


class Filters(QWidget):
    """`changed` says that other calls are wanted.

    Args:
        agent: Whose calls "Mine" are; "" where nobody knows.
        dispositions: The outcomes that can be looked for.

    Attributes:
        begun: The calls of which somebody has begun to write.
    """

    changed = Signal()

    def __init__(self, look: Look, agent: str, dispositions: Collection[str]) -> None:
        super().__init__()
        self._look = look
        self._agent = agent
        self.begun: frozenset[UUID] = frozenset()
        names = dict(_LISTS)
        if not agent:
            del names[MINE]
        if not dispositions:
            del names[TO_WRAP_UP]
        any_ = look.text(say("Any"))
        self.lists = Chips(look.theme, self._told(names))
        self.days = Chips(look.theme, {ANY: any_, **self._told(_SINCE)})
        self.directions = Chips(look.theme, {ANY: any_, **self._told(_DIRECTIONS)})
        words = {each: look.wording.word(harmless(each)) for each in dispositions}
        self.dispositions = Chips(look.theme, {ANY: any_, **words})
        today, choose = local_today(), look.text(say("Choose a day"))
        self.first = DayField(look.theme, look.text(say("From")), choose, today - timedelta(days=6))
        self.last = DayField(look.theme, look.text(say("Until")), choose, today)
        more = look.text(say("More filters"))
        self.more = IconButton(look.theme, Icon.FILTER, more)
        explain(self.more, f"{more} ({KEY})")
        self.more.setCheckable(True)
        self._closer = QWidget()
        self._range = QWidget()
        self._lay_out()
        for chips in (self.days, self.directions, self.dispositions):
            chips.choose(ANY)
            chips.chosen.connect(self._choose)
        self.lists.choose(ALL)
        self.lists.chosen.connect(lambda _choice: self.changed.emit())
        for field in (self.first, self.last):
            field.edit.dateChanged.connect(lambda _day: self.changed.emit())
        self.more.toggled.connect(self._open)
        QShortcut(QKeySequence(KEY), self).activated.connect(self.more.toggle)

    def wanted(self, text: str | None) -> LogFilter:
        """What is to be shown of the log, with this text in it."""
        agent = self._agent or None
        ask: dict[str, Callable[[], LogFilter]] = {
            MISSED: lambda: missed(agent),
            TO_WRAP_UP: lambda: to_wrap_up(agent, self.begun),
            MINE: lambda: LogFilter(agent=agent),
        }
        wanted = replace(ask.get(self.lists.choice(), LogFilter)(), text=text)
        return self._closely(wanted) if self.more.isChecked() else wanted

    def show_count(self, of: str, number: int) -> None:
        """So many calls stand in that list; none is not worth a word."""
        chip = self.lists.chips.get(of)
        if chip is not None:
            name = self._look.text(_LISTS[of])
            told = self._look.wording.written.number(number)
            chip.setText(f"{name}  {told}" if number else name)
            chip.updateGeometry()

    def take_place_of(self, before: "Filters") -> None:
        """Want what was wanted there."""
        self.begun = before.begun
        for mine, theirs in (
            (self.lists, before.lists),
            (self.days, before.days),
            (self.directions, before.directions),
            (self.dispositions, before.dispositions),
        ):
            mine.choose(theirs.choice())
        self.first.edit.setDate(before.first.edit.date())
        self.last.edit.setDate(before.last.edit.date())
        self._range.setVisible(self.days.choice() == RANGE)
        self.more.setChecked(before.more.isChecked())

    def _closely(self, wanted: LogFilter) -> LogFilter:
        direction, outcome = self.directions.choice(), self.dispositions.choice()
        if days := self.days.choice():
            ranged = days == RANGE
            wanted = replace(
                wanted,
                since=at(self.first.day, MIDNIGHT) if ranged else days_ago(int(days)),
                before=at(self.last.day + timedelta(days=1), MIDNIGHT) if ranged else None,
            )
        if direction:
            wanted = replace(wanted, direction=Direction(direction))
        return replace(wanted, dispositions=frozenset([outcome])) if outcome else wanted

    def _choose(self, _choice: str) -> None:
        self._range.setVisible(self.days.choice() == RANGE)
        self.changed.emit()

    def _open(self, open_: bool) -> None:  # a signal carries it
        self._closer.setVisible(open_)
        self.changed.emit()

    def _told(self, names: dict[str, Sentence]) -> dict[str, str]:
        return {name: self._look.text(told) for name, told in names.items()}

    def _lay_out(self) -> None:
        top = line(gap=GAP_SMALL)
        top.addWidget(self.lists, 1)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        days = line(self._range, gap=GAP_SMALL)
        days.addWidget(self.first)
        days.addWidget(self.last)
        days.addStretch(1)
        when = column(gap=GAP_SMALL - 2)
        when.addWidget(self.days)
        when.addWidget(self._range)
        closer = column(self._closer, gap=GAP_SMALL - 2)
        for name, part in (
            (say("Days"), when),
            (say("Direction"), self.directions),
            (say("Outcome"), self.dispositions),
        ):
            label = Line(Type.SMALL, Ink.QUIET, width=_LABEL)
            label.tell(self._look.text(name))
            label.setFixedHeight(26)
            row = line(gap=GAP_SMALL)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            if isinstance(part, QWidget):
                row.addWidget(part, 1)
            else:
                row.addLayout(part, 1)
            closer.addLayout(row)
        self._range.hide()
        self._closer.hide()
        layout = column(self, gap=GAP_SMALL)
        layout.addLayout(top)
        layout.addWidget(self._closer)
