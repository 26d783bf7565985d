"""Signing out says what becomes of calls and of what is saved here, before anything is given up."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screenpop.ports.record import SpoolState
from screenpop.sentences import say
from screenpop.settings.model import WindowTable
from ui.desktop.program import Program
from ui.sign_in.leaving import LeavingWindow


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[LeavingWindow]:
    program = Program(WindowTable(language="en"))
    window = LeavingWindow(program.look)
    qtbot.addWidget(window)
    window.ask_in_a_call()
    with qtbot.waitExposed(window):
        window.show()
        window.activateWindow()
    yield window
    program.close()


def heard(window: LeavingWindow) -> list[str]:
    told: list[str] = []
    window.sending_wanted.connect(lambda: told.append("send"))
    window.leaving_wanted.connect(lambda: told.append("leave"))
    window.left.connect(lambda: told.append("stay"))
    return told


def buttons(window: LeavingWindow) -> list[str]:
    return [each.text() for each in (window.stay, window.again, window.leave) if each.isVisible()]


def test_in_a_call_the_agent_is_asked_and_return_stays(window: LeavingWindow) -> None:
    told = heard(window)

    assert window.told.text() == "A call is still on."
    assert buttons(window) == ["Stay signed in", "Sign out"]
    assert window.focusWidget() is window.stay
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert told == ["stay"]


def test_who_signs_out_in_a_call_still_has_what_is_saved_sent(window: LeavingWindow) -> None:
    told = heard(window)

    window.leave.click()

    assert told == ["send"]


def test_what_is_on_its_way_is_counted(window: LeavingWindow) -> None:
    window.show_sending(SpoolState(3, None))

    assert window.more.text() == "3 entries are on their way"
    assert buttons(window) == ["Stay signed in"]


def test_what_did_not_arrive_is_told_and_stays_on_this_computer(window: LeavingWindow) -> None:
    told = heard(window)

    window.show_left(SpoolState(2, None, 0, say("The server does not answer.")))

    assert window.told.text() == "2 entries that you saved have not reached the database."
    assert "kept on this computer" in window.more.text()
    assert "The server does not answer." in window.more.text()
    assert window.accessibleDescription().startswith(window.told.text())
    window.again.click()
    window.leave.click()
    assert told == ["send", "leave"]


def test_where_nothing_is_kept_nobody_can_leave_what_is_not_saved(window: LeavingWindow) -> None:
    window.show_unsaved(say("The server does not answer."))

    assert buttons(window) == ["Stay signed in", "Try again"]
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isHidden()
