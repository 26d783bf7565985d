"""Ctrl-C and SIGTERM reach a program that sleeps in Qt."""

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from ui.desktop.interruption import Interruption


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_wakes_the_program_and_is_put_back_afterwards(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    told: list[str] = []
    interruption = Interruption(lambda: told.append("quit"))
    try:
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: told == ["quit"])
    finally:
        interruption.close()
    assert signal.getsignal(number) is before
