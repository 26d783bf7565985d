"""Choosing who it is: by keys, among many, and never somebody whom the agent has not seen."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.customers import Customer, Person
from screenpop.sentences import Sentence
from tests.ui.scenes import ANNA, JAN, OTHER, SEPARATE
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


def crowd() -> tuple[Person, ...]:
    """Forty people of several customers behind one number, every fifth of whom has left."""
    return tuple(
        Person(Customer(str(n // 3), f"Firma {n // 3}"), f"Osoba {n} Łęcka", active=n % 5 != 0)
        for n in range(40)
    )


def names(chooser: Chooser) -> list[str]:
    return [person.contact or person.customer.name for person in chooser.people.shown.items]


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


def test_forty_people_behind_one_number_are_all_there_and_can_be_scrolled(qtbot: QtBot, look: Look) -> None:
    chooser, _ = chooser_on(qtbot, look)
    chooser.resize(536, 264)
    chooser.show()
    chooser.offer(crowd())

    assert chooser.people.count() == 40
    assert chooser.people.verticalScrollBar().maximum() > 0
    with qtbot.waitSignal(chooser.chosen) as chosen:
        for _ in range(9):
            qtbot.keyClick(chooser.field.edit, Qt.Key.Key_PageDown)
        qtbot.keyClick(chooser.field.edit, Qt.Key.Key_Return)
    last = chooser.people.shown.items[-1]
    assert chosen.args == [last]
    assert chooser.people.visualRect(chooser.people.currentIndex()).bottom() <= chooser.people.height()


def test_who_has_left_stands_last_and_is_marked(qtbot: QtBot, look: Look) -> None:
    chooser, _ = chooser_on(qtbot, look)
    chooser.offer(crowd())

    people = list(chooser.people.shown.items)
    assert [person.active for person in people] == [True] * 32 + [False] * 8
    assert people[:2] == [crowd()[1], crowd()[2]]
    told = chooser.people.model().index(39, 0).data()
    assert told.endswith("no longer active")


def test_a_prospect_and_a_colleague_are_marked_as_such(qtbot: QtBot, look: Look) -> None:
    chooser, _ = chooser_on(qtbot, look)
    chooser.offer((replace(ANNA, prospect=True), replace(JAN, internal=True)))

    model = chooser.people.model()
    assert model.index(0, 0).data().endswith(", prospect")
    assert model.index(1, 0).data().endswith(", colleague")


def test_typing_narrows_those_who_share_the_number_at_once_without_marks(qtbot: QtBot, look: Look) -> None:
    chooser, finder = chooser_on(qtbot, look)
    chooser.offer(crowd())
    qtbot.keyClicks(chooser.field.edit, "lecka 17")
    assert names(chooser) == ["Osoba 17 Łęcka"]

    qtbot.waitUntil(lambda: bool(finder.answers))
    finder.answers[0]((ANNA, crowd()[17]))
    assert names(chooser) == ["Osoba 17 Łęcka", ANNA.contact]

    chooser.field.edit.clear()
    chooser.field.edit.textEdited.emit("")
    assert chooser.people.count() == 40


def test_enter_chooses_nobody_while_the_answer_to_what_was_typed_is_not_there(
    qtbot: QtBot, look: Look
) -> None:
    chooser, finder = chooser_on(qtbot, look)
    chooser.offer(SEPARATE)
    qtbot.keyClicks(chooser.field.edit, "nowak")
    with qtbot.assertNotEmitted(chooser.chosen):
        qtbot.keyClick(chooser.field.edit, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: bool(finder.answers))
    finder.answers[0]((JAN,))
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClick(chooser.field.edit, Qt.Key.Key_Return)
    assert chosen.args == [JAN]


def test_whom_the_agent_has_moved_to_stays_at_hand_when_more_people_are_found(
    qtbot: QtBot, look: Look
) -> None:
    chooser, finder = chooser_on(qtbot, look)
    chooser.offer((ANNA, JAN))
    qtbot.keyClicks(chooser.field.edit, "hurt")
    qtbot.keyClick(chooser.field.edit, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(finder.answers))
    finder.answers[0]((OTHER, ANNA))

    assert names(chooser) == [ANNA.contact, JAN.contact, OTHER.customer.name]
    with qtbot.waitSignal(chooser.chosen) as chosen:
        qtbot.keyClick(chooser.field.edit, Qt.Key.Key_Return)
    assert chosen.args == [JAN]


def test_one_letter_is_enough_to_search_and_a_key_is_asked_about_soon(qtbot: QtBot, look: Look) -> None:
    chooser, finder = chooser_on(qtbot, look)
    qtbot.keyClicks(chooser.field.edit, "h")

    qtbot.waitUntil(lambda: finder.asked == ["h"])
    assert TYPING_MS <= 30
