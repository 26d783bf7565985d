"""A question is asked on another thread; what follows it runs on the window's."""

import threading

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from screenpop.errors import ScreenPopError, SourceUnavailable
from screenpop.sentences import say
from ui.background import Background


def test_the_answer_comes_back_on_the_gui_thread(qtbot: QtBot) -> None:
    background, gui, heard = Background(), QThread.currentThread(), []
    background.ask(
        lambda: QThread.currentThread() is not gui,
        lambda elsewhere: heard.append((elsewhere, QThread.currentThread() is gui)),
        heard.append,
    )
    qtbot.waitUntil(lambda: heard == [(True, True)])
    background.close()


def test_an_error_that_explains_itself_goes_to_whoever_shows_it(qtbot: QtBot) -> None:
    background, heard = Background(), []

    def fail() -> None:
        raise SourceUnavailable(say("the disk is full"))

    background.ask(fail, heard.append, lambda error: heard.append(str(error)))
    qtbot.waitUntil(lambda: heard == ["the disk is full"])
    background.close()


def test_a_mistake_of_ours_is_not_hidden_and_nobody_waits_for_ever(qtbot: QtBot) -> None:
    background, heard = Background(), []
    with qtbot.captureExceptions() as raised:
        background.ask(lambda: 1 // 0, heard.append, lambda error: heard.append(str(error)))
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert heard == ["internal error"]
    background.close()


def test_after_closing_nothing_follows_and_no_thread_is_left(qtbot: QtBot) -> None:
    background, heard = Background(), []
    started, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        started.set()
        go_on.wait(5)
        return "late"

    background.ask(slow, heard.append, heard.append)
    assert started.wait(5)
    go_on.set()
    background.close()
    qtbot.wait(20)
    assert heard == []


@pytest.mark.parametrize("count", [50])
def test_every_question_has_its_own_answer(qtbot: QtBot, count: int) -> None:
    background, heard = Background(), {}

    def ask(number: int) -> None:
        def unexpected(error: ScreenPopError) -> None:
            raise error

        background.ask(lambda: number * number, lambda answer: heard.update({number: answer}), unexpected)

    for number in range(count):
        ask(number)
    qtbot.waitUntil(lambda: len(heard) == count)
    assert heard == {number: number * number for number in range(count)}
    background.close()


def test_who_asked_is_let_go_of_when_the_answer_has_come(qtbot: QtBot) -> None:
    background, asker, answered = Background(), QObject(), threading.Event()
    came: list[bool] = []
    background.ask(answered.wait, came.append, lambda _error: None)
    gone: list[bool] = []
    asker.destroyed.connect(lambda: gone.append(True))

    background.let_go(asker)
    qtbot.wait(0)
    assert gone == []

    answered.set()
    qtbot.waitUntil(lambda: gone == [True])
    assert came == [True]
    background.close()


def test_who_asked_nothing_is_let_go_of_at_once(qtbot: QtBot) -> None:
    background, asker = Background(), QObject()
    with qtbot.waitSignal(asker.destroyed):
        background.let_go(asker)
    background.close()
