"""A log of very many calls is scrolled and filtered while the window goes on: the GUI thread is never held up.

A million rows take two minutes to make; `SCREENPOP_LOG_ROWS=1000000` does it.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.exports import LogExports
from screenpop.storage.log_choices import RecordChoices
from tests.ui.supervisor.long_log import fill
from tests.ui.supervisor.records import FakeRecord
from ui.background import Background
from ui.components.look import Look
from ui.log.paged_rows import KEPT, PAGE
from ui.supervisor.exporting import Exporting
from ui.supervisor.log_view import LogView
from ui.supervisor.own_looks import OwnLooks
from ui.supervisor.story import Story

ROWS = int(os.environ.get("SCREENPOP_LOG_ROWS", "60000"))
WORK_MS = 500
"""The GUI thread may work so long in one go, on a slow machine: reading all rows there would take seconds."""
FREEZE_MS = 1_500
"""And so long may pass altogether, where other programs want the processors too."""


@pytest.fixture(scope="module")
def long_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "record.db"
    fill(path, ROWS)
    return path


class Heart:
    """Beats as often as the event loop lets it; keeps the longest pauses."""

    def __init__(self) -> None:
        self.worked, self.passed, self.beats = 0.0, 0.0, 0
        self._at, self._work = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.worked = max(self.worked, work - self._work)
        self.passed = max(self.passed, now - self._at)
        self._at, self._work = now, work
        self.beats += 1

    def stop(self) -> None:
        self._timer.stop()


@contextmanager
def beating(what: str) -> Iterator[None]:
    heart = Heart()
    yield
    heart.stop()
    told = f"{what}: {heart.worked * 1000:.0f} ms of work, {heart.passed * 1000:.0f} ms passed"
    assert heart.beats > 1
    assert heart.worked * 1000 <= WORK_MS, told
    assert heart.passed * 1000 <= FREEZE_MS, told


class Behind:
    """A log that keeps on which threads it was asked: none may be the window's, however fast it answers."""

    def __init__(self, log: DatabaseCallLog) -> None:
        self._log = log
        self.asked_on: set[int] = set()

    def __getattr__(self, name: str) -> Callable[..., object]:
        method = getattr(self._log, name)

        def asked(*arguments: object, **named: object) -> object:
            self.asked_on.add(threading.get_ident())
            return method(*arguments, **named)

        return asked


@pytest.fixture
def view(qtbot: QtBot, look: Look, background: Background, long_record: Path) -> Iterator[LogView]:
    with closing(Database(long_record)) as database:
        log, fake = Behind(DatabaseCallLog(database)), FakeRecord()
        looks = OwnLooks(fake, "anna")
        made = LogView(
            look,
            background,
            log,
            RecordChoices(database),
            read_number=str,
            exporting=Exporting(look, background, LogExports(log), looks),
            story=Story(look, background, fake, looks),
        )
        qtbot.addWidget(made)
        made.resize(1130, 800)
        made.show()
        made.shown()
        qtbot.waitUntil(lambda: made.rows.rowCount() >= PAGE and background.idle, timeout=20_000)
        yield made
        background.close()
        assert log.asked_on
        assert threading.get_ident() not in log.asked_on


def test_scrolling_far_down_holds_nothing_up_and_keeps_few_rows(qtbot: QtBot, view: LogView) -> None:
    bar = view.list.table.verticalScrollBar()
    far = min(ROWS, 20_000)
    with beating("scrolling"):
        while view.rows.rowCount() < far:
            known = view.rows.rowCount()
            bar.setValue(bar.maximum())
            qtbot.waitUntil(lambda known=known: view.rows.rowCount() > known, timeout=20_000)
    kept = sum(view.rows.at(row) is not None for row in range(view.rows.rowCount()))
    assert kept <= KEPT * PAGE

    with beating("back to the top"):
        bar.setValue(0)
        qtbot.waitUntil(lambda: view.rows.at(0) is not None, timeout=20_000)
    offered = [told.row.offered_at for row in range(PAGE) if (told := view.rows.at(row))]
    assert len(offered) == PAGE
    assert offered == sorted(offered, reverse=True)


def test_no_row_is_missing_or_twice_where_pages_meet(qtbot: QtBot, view: LogView) -> None:
    while view.rows.rowCount() < 5 * PAGE:
        view.rows.need(view.rows.rowCount() - 1, view.rows.rowCount() - 1)
        known = view.rows.rowCount()
        qtbot.waitUntil(lambda known=known: view.rows.rowCount() > known, timeout=20_000)
    numbers = [
        int(told.row.call_id.removeprefix("call-")) for row in range(5 * PAGE) if (told := view.rows.at(row))
    ]
    assert numbers == list(range(ROWS - 1, ROWS - 1 - 5 * PAGE, -1))


def test_filtering_holds_nothing_up(qtbot: QtBot, view: LogView, background: Background) -> None:
    filters = view.filters
    with beating("filtering"):
        for choose in (
            lambda: filters.agent.choose("agent3"),
            lambda: filters.agent.choose(None),
            lambda: filters.queue.choose("Sales"),
            lambda: filters.ending.choose("lost"),
            filters.clear_all,
            lambda: qtbot.keyClicks(filters.text.edit, "company 59"),
            lambda: qtbot.keyClick(filters.text.edit, Qt.Key.Key_Backspace),
            lambda: qtbot.keyClicks(filters.text.edit, "nobody is called so"),
        ):
            asked = view.rows.readings
            choose()
            qtbot.waitUntil(lambda asked=asked: view.rows.readings > asked, timeout=5_000)
            qtbot.waitUntil(lambda: background.idle and not view.rows.starting, timeout=20_000)
    assert view.rows.rowCount() == 0
    assert view.list.notice.isVisible()
