"""Searching in the chooser: what comes late is not shown under another caller's name."""

from collections.abc import Callable
from typing import cast

from pytestqt.qtbot import QtBot

from screenpop.customers import Person
from screenpop.sentences import Sentence
from tests.ui.scenes import ANNA, JAN, SEPARATE
from ui.components.look import Look
from ui.pop.chooser import Chooser
from ui.pop.finder import Finder


class LateFinder:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.answers: list[Callable[[tuple[Person, ...]], None]] = []

    def find(
        self, _text: str, then: Callable[[tuple[Person, ...]], None], _otherwise: Callable[[Sentence], None]
    ) -> None:
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
    qtbot.waitUntil(lambda: len(finder.answers) == 2)

    finder.answers[1]((ANNA,))
    finder.answers[0](SEPARATE)

    assert chooser.people.count() == 1
