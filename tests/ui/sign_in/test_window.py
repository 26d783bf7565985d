"""The sign-in asks for what is to be known of a seat and nothing else, and the keyboard alone will do."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from screenpop.errors import SeatUnknown
from screenpop.sentences import say
from screenpop.settings.model import WindowTable
from screenpop.settings.sitting import Sitting
from ui.components.look import Look
from ui.desktop.program import Program
from ui.sign_in.question import FEW
from ui.sign_in.window import Asked, SignInWindow


@pytest.fixture
def look(qtbot: QtBot) -> Iterator[Look]:
    program = Program(WindowTable(language="en"))
    yield program.look
    program.close()


def window_of(qtbot: QtBot, look: Look, asked: Asked) -> tuple[SignInWindow, list[Sitting]]:
    window = SignInWindow(look, asked)
    qtbot.addWidget(window)
    answered: list[Sitting] = []
    window.answered.connect(answered.append)
    with qtbot.waitExposed(window):
        window.come_up()
    return window, answered


def typed(window: SignInWindow, text: str) -> None:
    edit = window.focusWidget()
    assert isinstance(edit, QLineEdit)
    QTest.keyClicks(edit, text)


def test_name_and_extension_are_typed_and_return_signs_in(qtbot: QtBot, look: Look) -> None:
    window, answered = window_of(qtbot, look, Asked(agent=True, extension=True))

    typed(window, "Anna Was")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    typed(window, "101")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    assert answered == [Sitting(agent="Anna Was", extension="101")]


def test_the_last_one_is_offered_and_can_be_typed_over(qtbot: QtBot, look: Look) -> None:
    offered = Sitting(agent="Anna", extension="101")
    window, answered = window_of(qtbot, look, Asked(agent=True, extension=True, offered=offered))

    typed(window, "Marek")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    assert answered == [Sitting(agent="Marek", extension="101")]


def test_the_keyboard_begins_where_nothing_is_known(qtbot: QtBot, look: Look) -> None:
    window, _ = window_of(qtbot, look, Asked(agent=True, extension=True, offered=Sitting(agent="Anna")))

    assert window.extension is not None
    assert window.focusWidget() is window.extension.field.edit  # type: ignore[union-attr] # it is typed


@pytest.mark.parametrize("asked", [Asked(agent=True, extension=False), Asked(agent=False, extension=True)])
def test_what_is_known_is_not_asked(qtbot: QtBot, look: Look, asked: Asked) -> None:
    window, answered = window_of(qtbot, look, asked)

    assert len(window.questions) == 1
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert answered == []
    assert window.questions[0].trouble.text() == "It is needed."


def test_few_agents_are_chosen_by_key_and_many_by_typing(qtbot: QtBot, look: Look) -> None:
    few = ("Anna", "Marek")
    window, answered = window_of(qtbot, look, Asked(agent=True, extension=False, agents=few))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert answered == [Sitting(agent="Marek")]

    many = tuple(f"Agent {number}" for number in range(FEW + 1))
    window, _ = window_of(qtbot, look, Asked(agent=True, extension=False, agents=many))
    edit = window.focusWidget()
    assert isinstance(edit, QLineEdit)
    assert edit.completer().completionCount() == len(many)


def test_what_is_wrong_stands_beside_its_field_and_a_screen_reader_hears_it_there(
    qtbot: QtBot, look: Look
) -> None:
    offered = Sitting(agent="Anna", extension="9")
    window, answered = window_of(qtbot, look, Asked(agent=True, extension=True, offered=offered))
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    window.wait()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert len(answered) == 1

    window.refuse_seat(SeatUnknown(say("“{extension}” is no extension.", extension="9"), "extension"))

    assert window.extension is not None
    edit = window.extension.field.edit  # type: ignore[union-attr] # it is typed
    assert window.extension.trouble.text() == "“9” is no extension."
    assert edit.accessibleName() == "Extension of this telephone"
    assert edit.accessibleDescription() == "“9” is no extension."
    assert window.focusWidget() is edit
    QTest.keyClicks(edit, "101")
    assert window.extension.trouble.isHidden()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert answered[1] == Sitting(agent="Anna", extension="101")


def test_what_is_wrong_with_the_settings_stands_below(qtbot: QtBot, look: Look) -> None:
    window, _ = window_of(qtbot, look, Asked(agent=True, extension=False, offered=Sitting(agent="Anna")))

    window.refuse_seat(SeatUnknown(say("This computer is in no list."), "machine"))

    assert window.trouble.text() == "This computer is in no list."
    assert window.enter.isEnabled()


def test_an_agents_name_is_never_markup(qtbot: QtBot, look: Look) -> None:
    hostile = "<img src=x>\u202eEve"
    window, _ = window_of(qtbot, look, Asked(agent=True, extension=False, agents=(hostile,)))

    window.refuse(say("{problem}", problem="<b>no</b>\n" * 200), "agent")

    labels = [label for label in window.findChildren(QLabel) if label.text()]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    assert window.agent is not None
    assert window.agent.chips is not None
    (chip,) = window.agent.chips.chips.values()
    assert "\u202e" not in chip.text()


def test_escape_leaves_without_anybody_signed_in(qtbot: QtBot, look: Look) -> None:
    window, answered = window_of(qtbot, look, Asked(agent=True, extension=True))
    left: list[bool] = []
    window.left.connect(lambda: left.append(True))

    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)

    assert (left, answered) == ([True], [])
    assert window.isHidden()
