"""Signing out asks in a call, sends what is saved here, tells what still waits, and lets nobody lose a note."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from screenpop.bootstrap import seat_leaving, seat_sending
from screenpop.bootstrap.seat_leaving import SeatLeaving
from screenpop.bootstrap.seat_sending import AtHand, LeavingWish
from screenpop.errors import ConfigurationError, RecordUnavailable
from screenpop.events import news
from screenpop.events.calls import Ending
from screenpop.ports.record import SpoolState
from screenpop.sentences import say
from screenpop.settings.model import WindowTable, WrapUpTable
from screenpop.trust import Trust
from ui.application import Application
from ui.components.copying import copy

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
AWAY = say("The server does not answer.")


@dataclass
class Spooling:
    """A desk's record: each delivery leaves what comes next."""

    left: list[SpoolState] = field(default_factory=list)
    asked: int = 0
    unreadable: bool = False

    def deliver(self, patience: float = 2.0) -> SpoolState:
        self.asked += 1
        if self.unreadable:
            raise RecordUnavailable(AWAY)
        return self.left.pop(0) if self.left else SpoolState(0, None)


@pytest.fixture
def application(qtbot: QtBot) -> Iterator[Application]:
    made = Application(
        window=WindowTable(language="en"),
        wrap_up=WrapUpTable(),
        departments=(),
        line_names=(),
        elsewhere="keep",
        dial="off",
        post=lambda _: None,
    )
    yield made
    made.close()


@dataclass
class Scene:
    record: Spooling
    at_hand: AtHand
    leaving: SeatLeaving
    left: list[bool]


@pytest.fixture
def scene(application: Application) -> Iterator[Scene]:
    record, at_hand, left = Spooling(), AtHand(), [False]
    left.clear()
    leaving = SeatLeaving(application, lambda: record, at_hand, lambda: left.append(True), shared=True)
    yield Scene(record, at_hand, leaving, left)
    leaving.close()


def rings(at_hand: AtHand, *, practice: bool = False) -> None:
    caller = news.Caller(
        "+48225550123", "0225550123", None, withheld=False, internal=False, trust=Trust.UNCONFIRMED
    )
    at_hand.hear(news.PopOpened("c1", NOW, caller, None, practice=practice))


def test_with_nothing_waiting_the_seat_is_free_at_once(qtbot: QtBot, scene: Scene) -> None:
    scene.leaving.open()

    qtbot.waitUntil(lambda: scene.left == [True])
    assert scene.leaving.window is None
    assert scene.record.asked == 1


def test_what_waits_is_sent_until_all_has_arrived(qtbot: QtBot, scene: Scene) -> None:
    scene.record.left = [SpoolState(2, NOW), SpoolState(1, NOW)]

    scene.leaving.open()

    qtbot.waitUntil(lambda: scene.left == [True])
    assert scene.record.asked == 3


def test_what_cannot_arrive_is_told_and_the_agent_decides(qtbot: QtBot, scene: Scene) -> None:
    scene.record.left = [SpoolState(2, NOW, 0, AWAY)]
    scene.leaving.open()
    window = scene.leaving.window
    assert window is not None
    qtbot.waitUntil(window.leave.isVisible)

    assert window.told.text() == "2 entries that you saved have not reached the database."
    assert scene.left == []
    window.leave.click()
    assert scene.left == [True]


def test_a_database_that_is_slow_is_not_waited_for_for_ever(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seat_leaving, "WITHIN", 0.0)
    scene.record.left = [SpoolState(2, NOW)]
    scene.leaving.open()
    window = scene.leaving.window
    assert window is not None

    qtbot.waitUntil(window.again.isVisible)
    window.again.click()
    qtbot.waitUntil(lambda: scene.left == [True])


def test_in_a_call_the_agent_is_asked_first(qtbot: QtBot, scene: Scene) -> None:
    rings(scene.at_hand)
    scene.leaving.open()
    window = scene.leaving.window
    assert window is not None
    assert window.told.text() == "A call is still on."
    assert scene.record.asked == 0

    window.stay.click()
    assert (scene.leaving.window, scene.left) == (None, [])

    scene.at_hand.hear(news.PopClosed("c1", NOW, Ending.ENDED))
    scene.leaving.open()
    qtbot.waitUntil(lambda: scene.left == [True])


def test_a_call_to_practise_with_is_none(qtbot: QtBot, scene: Scene) -> None:
    rings(scene.at_hand, practice=True)

    assert not scene.at_hand.in_a_call


def test_where_this_computer_keeps_nothing_one_must_wait_until_it_is_saved(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.at_hand.hear(news.SpoolTold(NOW, 0, trouble=AWAY, on_server=True))
    scene.leaving.open()
    window = scene.leaving.window
    assert window is not None
    qtbot.waitUntil(window.again.isVisible)

    assert "this computer keeps nothing" in window.told.text()
    assert window.leave.isHidden()
    scene.at_hand.hear(news.SpoolTold(NOW, 0, on_server=True))
    window.again.click()
    qtbot.waitUntil(lambda: scene.left == [True])


def test_what_was_copied_is_not_left_for_the_next_one(qtbot: QtBot, scene: Scene) -> None:
    copy("+48225550123")

    scene.leaving.go()

    assert QGuiApplication.clipboard().text() == ""


def test_who_stays_while_it_is_sent_is_not_signed_out_afterwards(qtbot: QtBot, scene: Scene) -> None:
    scene.leaving.open()
    window = scene.leaving.window
    assert window is not None
    window.stay.click()

    background = scene.leaving._background
    assert background is not None
    qtbot.waitUntil(lambda: background.idle)
    assert scene.left == []


def wish_of(scene: Scene) -> LeavingWish:
    return LeavingWish(lambda: scene.record, scene.at_hand, lambda: scene.left.append(True))


def test_a_command_signs_out_and_says_what_still_waits(scene: Scene) -> None:
    scene.record.left = [SpoolState(1, NOW, 0, AWAY)]

    reply = wish_of(scene).fulfil("")

    assert reply["told"].startswith("1 entry has not reached the database; it is kept on this computer")
    assert scene.left == [True]


def test_a_command_disturbs_no_call_unless_it_says_so(scene: Scene) -> None:
    rings(scene.at_hand)

    with pytest.raises(ConfigurationError, match="A call is still on"):
        wish_of(scene).fulfil("")
    assert scene.left == []
    assert wish_of(scene).fulfil("in a call") == {}
    assert scene.left == [True]


def test_a_command_gives_up_nothing_that_cannot_be_saved(scene: Scene) -> None:
    scene.at_hand.hear(news.SpoolTold(NOW, 0, trouble=AWAY, on_server=True))

    with pytest.raises(ConfigurationError, match="nothing can be saved now: The server does not answer"):
        wish_of(scene).fulfil("in a call")
    assert scene.left == []


def test_a_spool_that_cannot_be_read_keeps_nobody_at_the_seat(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.record.unreadable = True

    assert wish_of(scene).fulfil("") == {}
    assert scene.left == [True]
    assert str(AWAY) in caplog.text


def test_before_the_desk_is_built_there_is_nothing_to_send() -> None:
    assert seat_sending.sent(None, 1.0) == SpoolState(0, None)
