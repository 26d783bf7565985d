"""A company's own panel: each kind of column as it should be, and what has no room opens in full."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from screenpop.answers.table import Cell, Column, ColumnKind, Link, TableAnswer
from screenpop.money import Money
from tests.ui.panels.views import on_panel
from tests.ui.scenes import contracts
from ui.components.look import Look
from ui.panels.table import TableView
from ui.panels.table_cells import address_of, name_of, told
from ui.theme.palette import Ink


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("as it stands", "as it stands"),
        ("<b>x</b>\n\u202ey", "<b>x</b> y"),
        (Decimal("1234.500"), "1,234.5"),
        (Money(Decimal(1250), "PLN"), "PLN 1,250.00"),
        (date(2019, 3, 7), "7 Mar 2019"),
        (Link("file", "https://x.example/1"), "file"),
        (Link("", "https://x.example/1"), "https://x.example/1"),
    ],
)
def test_each_cell_is_written_as_the_reader_writes_it(look: Look, cell: Cell, text: str) -> None:
    assert told(cell, look).replace("\N{NO-BREAK SPACE}", " ") == text


def test_names_of_columns_are_words() -> None:
    assert name_of(Column("promised_on")) == "Promised on"


def test_figures_stand_at_the_right_and_all_that_fits_is_there(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, TableView, contracts())
    view.resize(600, 156)
    view.show()

    assert view.names.names == ("Contract", "Level", "Ends", "Fee", "File", "Trouble")
    assert [place.column for place in view.rows.places] == [0, 1, 2, 3, 4, 5]
    assert view.rows.right == {3}
    assert view.rows.count() == 4


def test_without_room_columns_are_left_out_but_not_the_warning(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, TableView, contracts())
    view.resize(274, 156)
    view.show()

    shown = [place.column for place in view.rows.places]
    assert shown[0] == 0
    assert shown[-1] == 5
    assert len(shown) < 6
    assert view.rows.without_room == 6 - len(shown)


def test_a_row_opens_with_every_column_and_its_links(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, TableView, contracts(), roomy=False)
    view.show()
    with qtbot.waitSignal(view.opened) as opened:
        view.rows.setCurrentIndex(view.rows.model().index(0, 0))
        qtbot.keyClick(view.rows, Qt.Key.Key_Return)

    whole = opened.args[0]
    assert whole.title == "SC-4711 Forklift truck service"
    assert whole.text.splitlines()[1] == "Level: Gold"
    assert whole.text.splitlines()[-1] == "Trouble: inspection overdue"
    assert whole.links == (("open", "https://contracts.example/0"),)


def test_a_click_on_a_link_opens_its_page_and_one_beside_it_the_row(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, TableView, contracts())
    view.resize(600, 156)
    view.show()
    link = next(place for place in view.rows.places if place.column == 4)
    top = view.rows.visualRect(view.rows.model().index(0, 0)).center().y()
    view.rows.followed.disconnect()
    followed: list[str] = []
    view.rows.followed.connect(followed.append)

    with qtbot.assertNotEmitted(view.opened):
        qtbot.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(link.left + 5, top))
    assert followed == ["https://contracts.example/0"]
    with qtbot.waitSignal(view.opened):
        qtbot.mouseClick(view.rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, top))
    assert len(followed) == 1


def test_only_pages_of_the_web_are_links() -> None:
    assert address_of(Link("x", "https://x.example")) == "https://x.example"
    assert address_of(Link("x", "smb://x.example/share")) is None
    assert address_of("https://x.example") is None


def test_no_rows_say_so_and_rows_that_are_left_out_are_counted(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, TableView, TableAnswer(contracts().columns, ()))
    assert view.nothing.isVisibleTo(view)
    assert not view.names.isVisibleTo(view)

    view.show_answer(replace(contracts(), left_out=300))
    assert view.left_out.full == "300 more rows"
    assert not view.nothing.isVisibleTo(view)
    view.show_answer(contracts())
    assert not view.left_out.isVisibleTo(view)


def test_the_headline_is_the_first_warning_else_the_first_row(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, TableView, contracts())

    warned = view.headline(replace(contracts(), left_out=6))
    assert (warned.text, warned.ink) == ("inspection overdue  ·  10 rows", Ink.BAD)
    columns = (Column("a"), Column("b", ColumnKind.BADGE))
    calm = view.headline(TableAnswer(columns, (("Lift", "Gold"),)))
    assert (calm.text, calm.ink) == ("Lift  ·  Gold", Ink.PLAIN)
