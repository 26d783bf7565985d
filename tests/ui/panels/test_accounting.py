"""Accounting: each open document, the last payment, what is disputed, and the day of the books."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from screenpop.answers.accounting import Receivables
from tests.ui.panels.views import on_panel, told
from tests.ui.scenes import TODAY, ago, receivables
from ui.components.look import Look
from ui.panels.accounting import ReceivablesView


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_each_open_document_is_there_the_oldest_first_and_late_ones_in_red(qtbot: QtBot, look: Look) -> None:
    items = receivables().open_items * 9
    view = on_panel(qtbot, look, ReceivablesView, replace(receivables(), open_items=items))

    assert view.items.count() == 27
    rows = view.items.rows
    assert told(rows[0]).endswith("| FV/2 | PLN 1,550.00")
    assert [rows[0].ink, rows[-1].ink] == ["bad", "ink"]
    assert "FV/1, disputed" in [row.text for row in rows]


def test_last_payment_and_disputed_documents_stand_beside_what_is_overdue(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, ReceivablesView, receivables())

    paid = look.wording.written.short_day(ago(9))
    assert plain(view.known.full) == f"last paid PLN 2,210.50 on {paid}  ·  1 disputed"
    assert plain(view.owed.full) == "overdue, 47 days  ·  owes PLN 12,400.00 in all"


@pytest.mark.parametrize(("days", "shown"), [(0, ""), (3, "books as of ")])
def test_the_day_of_the_books_is_told_where_it_is_not_today(
    qtbot: QtBot, look: Look, days: int, shown: str
) -> None:
    as_of = TODAY - timedelta(days=days)
    view = on_panel(qtbot, look, ReceivablesView, replace(receivables(), as_of=as_of), roomy=False)

    day = look.wording.written.short_day(as_of)
    assert view.as_of.full == (shown + day if shown else "")


def test_who_owes_nothing_is_told_with_the_last_payment(qtbot: QtBot, look: Look) -> None:
    answer = Receivables((), (), receivables().last_payment)
    view = on_panel(qtbot, look, ReceivablesView, answer, roomy=False)

    assert view.figure.full == "Nothing owed"
    assert plain(view.owed.full).startswith("last paid PLN 2,210.50 on ")
    assert view.headline(answer).text == "Nothing owed"


def test_nothing_of_the_answer_before_stays(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, ReceivablesView, replace(receivables(), as_of=ago(3)))
    view.show_answer(Receivables((), ()))

    assert (view.as_of.full, view.known.full, view.owed.full, view.meaning.full) == ("", "", "", "")
    assert view.items.count() == 0
