"""A question is asked on another thread; what follows it runs on the window's."""

import threading

import pytest
from PySide6.QtCore import QThread
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


def test_a_mistake_of_ours_is_not_hidden(qtbot: QtBot) -> None:
    background = Background()
    with qtbot.captureExceptions() as raised:
        background.ask(lambda: 1 // 0, lambda _: None, lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
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
