"""A table of pages on its surface, or in its place what there is to say instead."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from screenpop.sentences import Sentence, say
from ui.components.look import Look
from ui.components.surface import Surface
from ui.log.paged_rows import Fetch, PagedRows
from ui.supervisor.notice import Notice
from ui.supervisor.paged_table import PagedTable

T = TypeVar("T")
Empty = Callable[[], tuple[Sentence, Sentence | None, Sentence | None]]
"""What to say where there is nothing: a title, what is more, and what could be done."""


class PagedList(Surface, Generic[T]):
    """`stands` comes after every reading, with its trouble if there is one; `wanted` when a notice is obeyed."""

    stands = Signal(object)
    wanted = Signal()

    def __init__(self, look: Look, rows: PagedRows[T], name: str, empty: Empty) -> None:
        super().__init__(look.theme, "surface")
        self.rows = rows
        self.table: PagedTable[T] = PagedTable(look, rows, name)
        self.notice = Notice(look)
        self._empty = empty
        self._failed = False
        self._pages = QStackedLayout(self)
        self._pages.setContentsMargins(4, 4, 4, 4)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.notice)
        self.notice.wanted.connect(self._press)
        rows.loaded.connect(self._loaded)
        rows.troubled.connect(self._troubled)
        self._say(say("Reading …"))

    @property
    def shows_rows(self) -> bool:
        """Rows are seen, and no notice in their place."""
        return self._pages.currentIndex() == 0

    def read(self, fetch: Fetch[T]) -> None:
        """Show these rows from the first one on."""
        if self.rows.rowCount() == 0 or self._failed:
            self._say(say("Reading …"))
        self.rows.read(fetch)

    def refresh(self) -> None:
        """Read the same anew."""
        self.rows.refresh()

    def _loaded(self) -> None:
        self._failed = False
        if self.rows.rowCount():
            self._pages.setCurrentIndex(0)
        else:
            self._say(*self._empty())
        self.stands.emit(None)

    def _troubled(self, trouble: Sentence) -> None:
        if self.shows_rows and not self.rows.starting:
            self.stands.emit(trouble)
            return
        self._failed = True
        self._say(say("The record cannot be read"), trouble, say("Try again"))
        self.stands.emit(None)

    def _press(self) -> None:
        if self._failed:
            self._say(say("Reading …"))
            self.refresh()
        else:
            self.wanted.emit()

    def _say(self, title: Sentence, more: Sentence | None = None, button: Sentence | None = None) -> None:
        self.notice.tell(title, more, button)
        self._pages.setCurrentIndex(1)
