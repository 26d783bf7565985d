"""The calls that the list shows: fetched page by page in the background as the reader scrolls."""

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from screenpop.errors import ScreenPopError
from screenpop.ports.call_log import CallLog
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from ui.background import Background
from ui.log.words import company, ending, who
from ui.wording import Wording

Index = QModelIndex | QPersistentModelIndex
CALL = Qt.ItemDataRole.UserRole
FIRST_OF_DAY = Qt.ItemDataRole.UserRole + 1
PAGE = 100


class Calls(QAbstractListModel):
    """A window on the log. `loaded` comes after every page, `troubled` carries a sentence."""

    loaded = Signal()
    troubled = Signal(object)

    def __init__(self, background: Background, wording: Wording) -> None:
        super().__init__()
        self._background = background
        self._wording = wording
        self._log: CallLog | None = None
        self._wanted = LogFilter()
        self._calls: list[LoggedCall] = []
        self._more = False
        self._asked = 0

    def read(self, log: CallLog) -> None:
        """Read from this log from now on."""
        self._log = log
        self.refresh()

    def want(self, wanted: LogFilter) -> None:
        """Show the calls that fit."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._ask(PAGE)

    def refresh(self) -> None:
        """Read again what is here, from the newest call on."""
        self._ask(max(PAGE, len(self._calls)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many calls are here already."""
        return 0 if parent.isValid() else len(self._calls)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A call; whether it is the first of its day; its text for a screen reader."""
        if not index.isValid():
            return None
        call = self._calls[index.row()]
        if role == CALL:
            return call
        if role == FIRST_OF_DAY:
            before = self._calls[index.row() - 1] if index.row() else None
            return before is None or _day(before) != _day(call)
        if role == Qt.ItemDataRole.DisplayRole:
            parts = (who(call, self._wording), company(call), self._wording.text(ending(call)))
            return ", ".join(filter(None, parts))
        return None

    def canFetchMore(self, _parent: Index) -> bool:
        """There may be older calls."""
        return self._more

    def fetchMore(self, _parent: Index) -> None:
        """Read the next page."""
        if self._more and self._calls:
            self._more = False
            self._ask(PAGE, older_than=self._calls[-1])

    def row_of(self, call: LoggedCall) -> int:
        """Where a call stands, -1 if it is not here."""
        return next((row for row, each in enumerate(self._calls) if each.id == call.id), -1)

    def _ask(self, at_most: int, older_than: LoggedCall | None = None) -> None:
        if self._log is None:
            return
        self._asked += 1
        asked = self._asked

        def show(page: object) -> None:
            if asked == self._asked and isinstance(page, list | tuple):
                self._more = len(page) == at_most
                self._show(list(page), after=older_than)

        def fail(error: ScreenPopError) -> None:
            if asked == self._asked:
                self.troubled.emit(error.sentence)

        question = partial(self._log.page, self._wanted, at_most=at_most, older_than=older_than)
        self._background.ask(question, show, fail)

    def _show(self, page: list[LoggedCall], *, after: LoggedCall | None) -> None:
        if after is None:
            self.beginResetModel()
            self._calls = page
            self.endResetModel()
        elif page:
            first = len(self._calls)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._calls.extend(page)
            self.endInsertRows()
        self.loaded.emit()


def _day(call: LoggedCall) -> object:
    return call.offered_at.astimezone().date()
