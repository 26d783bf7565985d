"""The calls that the list shows: their texts are made where they are read, behind the window."""

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from screenpop.ports.call_log import CallLog
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from ui.background import Background
from ui.components.look import Look
from ui.log.columns import Column
from ui.log.paged_rows import TOLD, PagedRows
from ui.log.words import company, ending, phone, went, who
from ui.wording import Wording

Index = QModelIndex | QPersistentModelIndex
CALL = Qt.ItemDataRole.UserRole + 1
FIRST_OF_DAY = Qt.ItemDataRole.UserRole + 2


def _about(call: LoggedCall, wording: Wording) -> str:
    """Below the name: the company and the number, as far as they are not the name; else that nobody is known."""
    number = phone(call, wording)
    shown = number if number != who(call, wording) else ""
    told = "  ·  ".join(filter(None, (company(call), shown)))
    return told or (wording.text(say("no customer known")) if number else "")


def _spoken(call: LoggedCall, wording: Wording) -> str:
    """The whole row, for a screen reader."""
    parts = (
        who(call, wording),
        company(call),
        wording.text(ending(call)),
        wording.written.moment(call.offered_at),
    )
    return ", ".join(filter(None, parts))


NAME, ABOUT, TIME, WENT, SPOKEN = range(5)
TEXTS: tuple[Column[LoggedCall], ...] = (
    Column(say("Caller"), 0, who),
    Column(say("Customer"), 0, _about),
    Column(say("When"), 0, lambda call, wording: wording.written.time(call.offered_at)),
    Column(say("How it went"), 0, went),
    Column(say("Calls"), 0, _spoken),
)


class Calls(PagedRows[LoggedCall]):
    """A window on the log, one row a call.

    Attributes:
        wanted: Which calls are shown.
        anew: Other calls are wanted than before, and are not here yet or have just come.
    """

    def __init__(self, look: Look, background: Background) -> None:
        super().__init__(look, background, TEXTS, lambda call: call.id)
        self._log: CallLog | None = None
        self.wanted = LogFilter()
        self.anew = True

    def look_into(self, log: CallLog) -> None:
        """Read from this log from now on."""
        self._log = log
        self._begin_anew()

    def want(self, wanted: LogFilter) -> None:
        """Show the calls that fit."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._begin_anew()

    def again(self) -> None:
        """Read again what is here; whoever reads far down is not moved."""
        self.anew = self.anew and self.starting
        if self.wanted.to_wrap_up or self.wanted.not_reached_since:
            self.refresh()  # calls go from these lists, which no page but the first may do
        else:
            self.reread()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """One: a row is painted as a whole."""
        return 0 if parent.isValid() else 1

    def index(self, row: int, column: int = 0, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 # Qt's own default
        """A row."""
        return super().index(row, column, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A call; whether it is the first of its day; its text for a screen reader. None while it is on its way."""
        told = self.at(index.row()) if index.isValid() else None
        if told is None:
            return None
        if role == FIRST_OF_DAY:
            before = self.before(index.row())
            return before is None or _day(before) != _day(told.row)
        return {TOLD: told, CALL: told.row, Qt.ItemDataRole.DisplayRole: told.texts[SPOKEN]}.get(role)

    def row_of(self, call: LoggedCall) -> int:
        """Where a call stands among the newest ones, -1 if it is not there."""
        return self.place_of(call)

    def _begin_anew(self) -> None:
        self.anew = True
        log, wanted = self._log, self.wanted
        if log is not None:
            self.read(lambda at_most, after: partial(log.page, wanted)(at_most=at_most, older_than=after))


def _day(call: LoggedCall) -> object:
    return call.offered_at.astimezone().date()
