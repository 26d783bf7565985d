"""How many calls wait: counted behind the window, told when it changes, and not asked for twice at once."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.events.calls import Ending
from tests.ui.scenes import NOW, FakeLog, caller, logged
from ui.background import Background
from ui.history.questions import missed, to_wrap_up
from ui.log import counts as counts_module
from ui.log.counts import Counts

OVER = news.PopClosed("call-1", NOW, Ending.ENDED)


@pytest.fixture
def told() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def counts(background: Background, told: list[tuple[str, int]]) -> Iterator[Counts]:
    made = Counts(background, {"missed": lambda: missed("anna"), "to_wrap_up": lambda: to_wrap_up("anna")})
    made.changed.connect(lambda what, number: told.append((what, number)))
    yield made
    made.stop()


def test_what_waits_is_told_once_and_again_when_it_is_another_number(
    qtbot: QtBot, counts: Counts, told: list[tuple[str, int]], background: Background
) -> None:
    log = FakeLog(
        [logged(0), logged(1, Ending.MISSED), logged(2, Ending.MISSED), logged(3, disposition="Solved")]
    )
    counts.read(log)
    qtbot.waitUntil(lambda: sorted(told) == [("missed", 2), ("to_wrap_up", 1)])

    counts.count()
    qtbot.waitUntil(lambda: background.idle)
    assert len(told) == 2

    log.calls.pop(1)
    counts.hear(OVER)
    counts.hear(OVER)
    qtbot.waitUntil(lambda: told[2:] == [("missed", 1)])


def test_nobody_waiting_is_told_when_somebody_did(
    qtbot: QtBot, counts: Counts, told: list[tuple[str, int]]
) -> None:
    log = FakeLog([logged(1, Ending.MISSED)])
    counts.read(log)
    qtbot.waitUntil(lambda: told == [("missed", 1)])
    log.calls.clear()
    counts.count()
    qtbot.waitUntil(lambda: told == [("missed", 1), ("missed", 0)])


def test_a_colleague_s_call_back_is_seen_though_nobody_tells_of_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, background: Background, told: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(counts_module, "AGAIN_MS", 30)
    counts = Counts(background, {"missed": lambda: missed("anna")})
    counts.changed.connect(lambda what, number: told.append((what, number)))
    log = FakeLog([logged(1, Ending.MISSED)])
    counts.read(log)
    qtbot.waitUntil(lambda: told == [("missed", 1)])
    log.calls.clear()

    qtbot.waitUntil(lambda: told[1:] == [("missed", 0)])
    counts.stop()


def test_a_call_that_goes_on_does_not_wait_yet(
    qtbot: QtBot, counts: Counts, told: list[tuple[str, int]], background: Background
) -> None:
    counts.hear(news.PopOpened("call-1", NOW, caller(), None))
    counts.read(FakeLog([logged(1)]))
    qtbot.waitUntil(lambda: background.idle)
    assert told == []

    counts.hear(OVER)
    qtbot.waitUntil(lambda: told == [("to_wrap_up", 1)])


def test_a_record_that_cannot_be_read_leaves_what_was_counted(
    qtbot: QtBot, counts: Counts, told: list[tuple[str, int]], background: Background
) -> None:
    log = FakeLog([logged(1, Ending.MISSED)])
    counts.read(log)
    qtbot.waitUntil(lambda: told == [("missed", 1)])
    log.broken = True
    counts.count()
    qtbot.waitUntil(lambda: background.idle)
    assert told == [("missed", 1)]

    log.broken = False
    log.calls.clear()
    counts.count()
    qtbot.waitUntil(lambda: told[1:] == [("missed", 0)])
