"""Purchases month by month: a year of them, or as far as what sales tells reaches back."""

from datetime import date
from decimal import Decimal

from pytestqt.qtbot import QtBot

from screenpop.answers.sales import Purchase
from tests.ui.panels.views import on_panel
from tests.ui.scenes import dealings
from ui.components.look import Look
from ui.panels.months import MONTHS, TOLD, by_month
from ui.panels.sales import DealingsView

TODAY = date(2026, 3, 2)


def bought(at: date, amount: str = "10", currency: str = "PLN") -> Purchase:
    return Purchase(at, "P", "Cement", Decimal(1), Decimal(amount), currency)


def test_every_month_of_a_year_has_its_sum_the_oldest_first() -> None:
    found = by_month(
        [bought(TODAY), bought(date(2026, 3, 1)), bought(date(2025, 12, 31)), bought(date(2025, 3, 31))],
        "PLN",
        TODAY,
    )

    assert len(found) == MONTHS
    assert next(iter(found)) == date(2025, 4, 1)
    assert list(found)[-1] == date(2026, 3, 1)
    assert found[date(2026, 3, 1)] == 20
    assert found[date(2025, 12, 1)] == 10
    assert sum(found.values()) == 30


def test_other_currencies_are_not_added() -> None:
    assert sum(by_month([bought(TODAY, currency="EUR")], "PLN", TODAY).values()) == 0


def test_months_before_the_oldest_purchase_that_was_told_are_not_shown_as_empty() -> None:
    often = [bought(date(2026, 2, 1 + day)) for day in range(TOLD)]

    assert list(by_month(often, "PLN", TODAY)) == [date(2026, 2, 1), date(2026, 3, 1)]


def test_the_panel_says_the_months_in_words_too(qtbot: QtBot, look: Look) -> None:
    view = on_panel(qtbot, look, DealingsView, dealings())

    assert max(view.months.shares) == 1
    assert "PLN" in view.months.accessibleName()
