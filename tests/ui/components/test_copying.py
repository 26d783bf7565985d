"""Values are copied by a click or by Return, and the window says so."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.components.copying import CopyLine
from ui.components.look import Look
from ui.components.rows import Row, Rows


def copied() -> str:
    return QGuiApplication.clipboard().text()


def line(qtbot: QtBot, look: Look) -> CopyLine:
    made = CopyLine(look)
    qtbot.addWidget(made)
    made.resize(300, 20)
    made.offer("PLN 3,100.00", "3100.00")
    made.show()
    return made


def test_a_click_copies_the_value_and_not_its_looks(qtbot: QtBot, look: Look) -> None:
    figure = line(qtbot, look)
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)

    assert copied() == "3100.00"
    assert figure.copied
    figure.offer("PLN 5.00", "5.00")
    assert not figure.copied


def test_return_copies_for_those_who_use_no_mouse(qtbot: QtBot, look: Look) -> None:
    figure = line(qtbot, look)
    assert figure.focusPolicy() is Qt.FocusPolicy.TabFocus
    qtbot.keyClick(figure, Qt.Key.Key_Return)

    assert copied() == "3100.00"


def test_what_is_no_value_is_not_copied_nor_turned_to(qtbot: QtBot, look: Look) -> None:
    QGuiApplication.clipboard().setText("before")
    figure = line(qtbot, look)
    figure.still("HOLD")
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)

    assert copied() == "before"
    assert figure.focusPolicy() is Qt.FocusPolicy.NoFocus


def rows(qtbot: QtBot, look: Look, *shown: Row) -> Rows:
    made = Rows(look.theme)
    qtbot.addWidget(made)
    made.resize(300, 80)
    made.show_rows(shown)
    made.show()
    return made


def test_a_row_that_opens_nothing_copies_its_number(qtbot: QtBot, look: Look) -> None:
    listed = rows(qtbot, look, Row("FV/1, disputed", "4 Nov", "PLN 5.00", copies="FV/1"))
    listed.clicked.emit(listed.shown.index(0))

    assert copied() == "FV/1"


def test_the_number_of_a_row_that_opens_is_copied_by_its_key(qtbot: QtBot, look: Look) -> None:
    QGuiApplication.clipboard().setText("before")
    listed = rows(qtbot, look, Row("Order 8812", opens="the order", copies="8812"))
    listed.clicked.emit(listed.shown.index(0))
    assert copied() == "before"

    listed.setCurrentIndex(listed.shown.index(0))
    qtbot.keyClick(listed, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied() == "8812"
