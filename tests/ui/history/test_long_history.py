"""A hundred thousand calls in the home window: scrolled and walked through while the window goes on."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from tests.ui.scenes import Scene
from tests.ui.supervisor.long_log import fill
from tests.ui.supervisor.test_long_log import Heart
from ui.history.window import HistoryWindow
from ui.log.calls import CALL
from ui.log.paged_rows import KEPT, PAGE

ROWS = 100_000
WORK_MS = 250
"""The GUI thread may work so long in one go where machines are slow; `screenpop bench` measures how long it is."""


@pytest.fixture(scope="module")
def long_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "record.db"
    fill(path, ROWS)
    return path


@pytest.fixture
def window(qtbot: QtBot, scene: Scene, long_record: Path) -> Iterator[HistoryWindow]:
    with closing(Database(long_record)) as database:
        scene.application.attach(call_log=DatabaseCallLog(database))
        made = scene.application.history
        made.show()
        qtbot.waitUntil(lambda: made.calls.rowCount() >= PAGE, timeout=20_000)
        yield made
        scene.application.close()


@contextmanager
def nothing_held_up(what: str) -> Iterator[None]:
    heart = Heart()
    yield
    heart.stop()
    assert heart.beats > 1
    assert heart.worked * 1000 <= WORK_MS, f"{what}: {heart.worked * 1000:.0f} ms of work in one go"


def test_scrolling_far_down_holds_nothing_up_and_keeps_few_calls(qtbot: QtBot, window: HistoryWindow) -> None:
    bar, calls = window.list.verticalScrollBar(), window.calls
    with nothing_held_up("scrolling"):
        while calls.rowCount() < 5_000:
            known = calls.rowCount()
            bar.setValue(bar.maximum())
            qtbot.waitUntil(lambda known=known: calls.rowCount() > known, timeout=20_000)
        bar.setValue(0)
        qtbot.waitUntil(lambda: calls.at(0) is not None, timeout=20_000)
    assert sum(calls.at(row) is not None for row in range(calls.rowCount())) <= KEPT * PAGE


def test_walking_by_arrow_key_shows_each_call_at_once(qtbot: QtBot, window: HistoryWindow) -> None:
    window.list.setFocus()
    with nothing_held_up("walking"):
        for _ in range(60):
            qtbot.keyClick(window.list, Qt.Key.Key_Down, delay=2)
    assert window.list.currentIndex().row() == 60
    assert window.detail.call == window.calls.index(60).data(CALL)


def test_a_search_in_all_of_them_holds_nothing_up(qtbot: QtBot, window: HistoryWindow) -> None:
    with nothing_held_up("searching"):
        qtbot.keyClicks(window.search.edit, "company 5999")
        until = time.monotonic() + 20
        while window.calls.wanted.text is None or window.calls.starting:
            qtbot.wait(5)
            assert time.monotonic() < until
    assert 0 < window.calls.rowCount() < PAGE
