"""The state of the line is told by the tray icon's shape, not by its colour alone."""

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from screenpop.sentences import say
from ui.components.look import Look
from ui.desktop.line_state import Standing
from ui.desktop.program_menu import Entry, ProgramMenu
from ui.desktop.standby import Standby
from ui.desktop.tray import Reminders, Tray, state_icon


def test_each_state_has_a_shape_of_its_own(qtbot: QtBot, look: Look) -> None:
    grey = {
        standing: bytes(
            state_icon(standing, look)
            .pixmap(QSize(64, 64))
            .toImage()
            .convertToFormat(state_icon(standing, look).pixmap(1, 1).toImage().Format.Format_Grayscale8)
            .constBits()
        )
        for standing in Standing
    }
    assert len(set(grey.values())) == len(Standing)


def test_each_reminder_is_seen_on_the_icon(qtbot: QtBot, look: Look) -> None:
    kinds = [
        Reminders(),
        Reminders(missed=1),
        Reminders(missed=12),
        Reminders(to_wrap_up=1),
        Reminders(no_cards=True),
        Reminders(waiting=(say("The server cannot be reached."),)),
    ]
    pictures = {
        bytes(state_icon(Standing.UP, look, told).pixmap(QSize(64, 64)).toImage().constBits())
        for told in kinds
    }
    assert len(pictures) == len(kinds)


def test_without_a_tray_there_is_no_icon_and_the_menu_has_all_the_same(qtbot: QtBot, look: Look) -> None:
    standby = Standby(look)
    assert not standby.has_icon
    chosen: list[Entry] = []
    standby.menu.offer(Entry.CALLS, lambda: chosen.append(Entry.CALLS))
    standby.show_missed(3)
    standby.menu.choose(Entry.CALLS)

    assert chosen == [Entry.CALLS]
    assert "Calls (3)" in [action.text() for action in standby.menu.menu.actions()]
    standby.close()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # offscreen there is no tray
def test_hovering_over_the_icon_tells_what_must_not_be_forgotten(qtbot: QtBot, look: Look) -> None:
    menu = ProgramMenu(look)
    tray = Tray(look, menu)
    tray.remind(
        Reminders(missed=2, to_wrap_up=1, due=3, no_cards=True, troubles=(say("Ctrl+Alt+C is taken."),))
    )

    assert tray.tooltip.splitlines()[1:] == [
        "No cards: calls are only logged",
        "2 missed calls",
        "1 call to wrap up",
        "3 promises due",
        "Ctrl+Alt+C is taken.",
    ]
    tray.hide()
    menu.close()


def test_what_is_not_offered_is_not_in_the_menu(qtbot: QtBot, look: Look) -> None:
    menu = ProgramMenu(look)
    assert not menu.offers(Entry.SUPERVISOR)
    menu.offer(Entry.SUPERVISOR, lambda: None)
    assert menu.offers(Entry.SUPERVISOR)
    menu.close()


def test_the_switch_for_no_cards_says_what_is_wanted(qtbot: QtBot, look: Look) -> None:
    menu = ProgramMenu(look)
    wanted: list[bool] = []
    menu.no_cards_wanted.connect(wanted.append)
    menu.choose(Entry.NO_CARDS)
    menu.choose(Entry.NO_CARDS)
    assert wanted == [True, False]
    menu.close()
