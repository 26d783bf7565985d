"""Rows without end for a table: fetched page by page behind the window, and let go of again when they are far away.

The keyset of every page's last row is kept, so that a page that was let go of is read again when the reader comes
back to it: a million rows take no more memory than the pages around what is seen.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from screenpop.errors import ScreenPopError
from ui.background import Background
from ui.components.look import Look
from ui.log.columns import Column, Told, told

Index = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
Fetch = Callable[[int, T | None], Sequence[T]]
"""Gives so many rows after this one, or the first ones; called in the background."""

TOLD = Qt.ItemDataRole.UserRole
PAGE = 100
KEPT = 24
AHEAD = 2 * PAGE
AT_ONCE = 2
ROWS_IN_A_GO = 10


class PagedRows(QAbstractTableModel, Generic[T]):
    """`loaded` comes after every page, `came` carries which one it is, `troubled` why one cannot be read.

    Args:
        key: What of a row stays the same when the rest of it changes.

    Attributes:
        complete: The last row is known.
        starting: Rows are wanted whose first page is not here yet.
        readings: How often rows were wanted from the first one on.
    """

    loaded = Signal()
    came = Signal(int)
    troubled = Signal(object)

    def __init__(
        self,
        look: Look,
        background: Background,
        columns: Sequence[Column[T]],
        key: Callable[[T], object] = lambda row: row,
    ) -> None:
        super().__init__()
        self._key = key
        self.columns = tuple(columns)
        self._look = look
        self._background = background
        self._fetch: Fetch[T] | None = None
        self.readings = 0
        self.starting = False
        self._beginnings = 0
        self._asked: set[int] = set()
        self._seen = (0, 0)
        self._ends: list[T] = []
        self._pages: OrderedDict[int, list[Told[T]]] = OrderedDict()
        self._rows = 0
        self.complete = False

    @property
    def awaited(self) -> bool:
        """The first page is on its way; one that failed is not, and may be asked for again."""
        return self._beginnings > 0

    def read(self, fetch: Fetch[T]) -> None:
        """Read these rows from the first one on; what is shown stays until they are here."""
        self._fetch = fetch
        self.readings += 1
        self.starting = True
        self._asked.clear()
        if self._beginnings < AT_ONCE:
            self._begin()

    def refresh(self) -> None:
        """Read the same anew."""
        if self._fetch is not None:
            self.read(self._fetch)

    def reread(self) -> None:
        """Read anew what is seen where that is far down: nothing moves there. Near the first row it is `refresh`."""
        seen = range(self._seen[0] // PAGE, self._seen[1] // PAGE + 1)
        if 0 in seen or not self._rows or self.starting:
            self.refresh()
            return
        self._pages = OrderedDict((page, rows) for page, rows in self._pages.items() if page in seen)
        for page in seen:
            if page <= len(self._ends) and page not in self._asked:
                self._ask(page)

    def need(self, first: int, last: int) -> None:
        """These rows are seen: have them here, and some more where the end is near."""
        self._seen = (max(0, first), min(last, self._rows - 1))
        self._ask_for_seen()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many rows are known so far."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 # Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, or its row; None while it is on its way."""
        shown = self.at(index.row()) if index.isValid() else None
        if shown is None:
            return None
        if role == TOLD:
            return shown
        return shown.texts[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """A column's name."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._look.text(self.columns[section].name)

    def at(self, row: int) -> Told[T] | None:
        """The row at a place, None while it is on its way."""
        page = self._pages.get(row // PAGE)
        return page[row % PAGE] if page is not None and row % PAGE < len(page) else None

    def before(self, row: int) -> T | None:
        """The row before this one, which is known even where its page was let go of; None before the first."""
        if row % PAGE == 0:
            return self._ends[row // PAGE - 1] if 0 < row // PAGE <= len(self._ends) else None
        told = self.at(row - 1)
        return told.row if told else None

    def place_of(self, row: T) -> int:
        """Where a row stands that was here in an earlier reading, if it is on the first page; else -1."""
        key = self._key(row)
        return next(
            (place for place, each in enumerate(self._pages.get(0, ())) if self._key(each.row) == key), -1
        )

    def _begin(self) -> None:
        """Ask for the first page; whoever types fast asks for few of the many that they would not see."""
        reading = self.readings
        self._beginnings += 1

        def settle(took: Callable[[], None]) -> None:
            self._beginnings -= 1
            if reading == self.readings:
                took()
            elif self.starting and not self._beginnings:
                self._begin()

        self._background.ask(
            self._question(None),
            lambda rows: settle(lambda: self._start(rows)),
            lambda error: settle(lambda: self.troubled.emit(error.sentence)),
        )

    def _ask_for_seen(self) -> None:
        """Ask for few pages at a time: whoever drags far passes many that they do not stop at."""
        if not self._rows or self.starting:
            return
        first, last = self._seen
        pages = [*range(first // PAGE, last // PAGE + 1)]
        if not self.complete and last + AHEAD >= self._rows:
            pages.append(len(self._ends))
        for page in pages:
            if page in self._pages:
                self._pages.move_to_end(page)
            elif page not in self._asked and len(self._asked) < AT_ONCE and page <= len(self._ends):
                self._ask(page)

    def _ask(self, page: int) -> None:
        self._asked.add(page)
        reading = self.readings

        def show(rows: list[Told[T]]) -> None:
            if reading == self.readings:
                self._asked.discard(page)
                self._show(page, rows)
                self._ask_for_seen()

        def fail(error: ScreenPopError) -> None:
            if reading == self.readings:
                self._asked.discard(page)
                self.troubled.emit(error.sentence)

        self._background.ask(self._question(self._ends[page - 1] if page else None), show, fail)

    def _question(self, after: T | None) -> Callable[[], list[Told[T]]]:
        fetch, columns, wording = self._fetch, self.columns, self._look.wording
        assert fetch is not None  # noqa: S101 # nothing is asked before `read`

        def read() -> list[Told[T]]:
            made: list[Told[T]] = []
            for row in fetch(PAGE, after):
                made.append(told(row, columns, wording))
                if len(made) % ROWS_IN_A_GO == 0:
                    time.sleep(0)  # the GUI thread goes on at once; it would wait 5 ms for each of its turns
            return made

        return read

    def _start(self, rows: list[Told[T]]) -> None:
        self.beginResetModel()
        self.starting = False
        self._pages, self._ends, self._rows = OrderedDict({0: rows}), [], len(rows)
        self._close(rows)
        self.endResetModel()
        self.came.emit(0)
        self.loaded.emit()

    def _show(self, page: int, rows: list[Told[T]]) -> None:
        if page * PAGE == self._rows:
            self._append(page, rows)
        else:
            self._keep(page, rows)
            last = self.index(min(self._rows, (page + 1) * PAGE) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(page * PAGE, 0), last)
        self.came.emit(page)
        self.loaded.emit()

    def _append(self, page: int, rows: list[Told[T]]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), self._rows, self._rows + len(rows) - 1)
            self._rows += len(rows)
            self._keep(page, rows)
            self.endInsertRows()
        self._close(rows)

    def _close(self, rows: list[Told[T]]) -> None:
        self.complete = len(rows) < PAGE
        if not self.complete:
            self._ends.append(rows[-1].row)

    def _keep(self, page: int, rows: list[Told[T]]) -> None:
        self._pages[page] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
