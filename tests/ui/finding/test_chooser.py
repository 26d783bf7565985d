"""Searching in the chooser: what comes late is not shown under another caller's name."""

from collections.abc import Callable
from typing import cast

from pytestqt.qtbot import QtBot

from screenpop.customers import Person
from screenpop.sentences import Sentence
from tests.ui.scenes import ANNA, JAN, SEPARATE
from ui.components.look import Look
from ui.finding.chooser import Chooser
from ui.finding.finder import Finder
from ui.finding.searching import TYPING_MS


class LateFinder:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: list[Callable[[tuple[Person, ...]], None]] = []

    def find(
        self, text: str, then: Callable[[tuple[Person, ...]], None], _otherwise: Callable[[Sentence], None]
    ) -> None:
        self.asked.append(text)
        self.answers.append(then)


def chooser_on(qtbot: QtBot, look: Look) -> tuple[Chooser, LateFinder]:
    finder = LateFinder()
    chooser = Chooser(look, cast("Finder", finder))
    qtbot.addWidget(chooser)
    chooser.offer(())
    return chooser, finder


def test_what_was_searched_for_one_caller_is_not_shown_for_the_next(qtbot: QtBot, look: Look) -> None:
    chooser, finder = chooser_on(qtbot, look)
    qtbot.keyClicks(chooser.field.edit, "hurt")
    qtbot.waitUntil(lambda: bool(finder.answers))

    chooser.stop()
    chooser.offer((ANNA, JAN))
    finder.answers[0](SEPARATE)

    assert chooser.people.count() == 2


def test_only_the_answer_to_the_newest_question_counts(qtbot: QtBot, look: Look) -> None:
    chooser, finder = chooser_on(qtbot, look)
    qtbot.keyClicks(chooser.field.edit, "hu")
    qtbot.waitUntil(lambda: len(finder.answers) == 1)
    qtbot.keyClicks(chooser.field.edit, "rt")
    qtbot.wait(2 * TYPING_MS)
    assert finder.asked == ["hu"]

    finder.answers[0](SEPARATE)
    assert finder.asked == ["hu", "hurt"]
    assert chooser.people.count() == 0
    finder.answers[1]((ANNA,))
    assert chooser.people.count() == 1
