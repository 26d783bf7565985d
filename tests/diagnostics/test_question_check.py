"""Rubbish here and there is told column by column, with what would fit and how long the answer took."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from connectors.accounting.rows import OpenItemRow
from screenpop.customers import Customer
from screenpop.diagnostics.question_check import AskedQuestion, FaultyRows, examine_question
from screenpop.ports.inquiry import parameters_for

CUSTOMERS = tuple(Customer(f"K{number}", f"Firm {number}") for number in range(30))


class Ledger:
    """Gives ten rows a customer; the balance of some of them is what the test says."""

    name = "ledger"

    def __init__(self, odd: dict[int, object], **more: object) -> None:
        self.odd = odd
        self.more = more
        self.given = 0

    def rows(self, question, parameters, *, within, at_most=10_000):
        self.given += 10
        return [self._row(number) for number in range(self.given - 9, self.given + 1)]

    def _row(self, number: int) -> dict[str, object]:
        balance = self.odd.get(number, Decimal("1.50"))
        return {"due": "2026-01-31", "balance": balance, "currency": "PLN", **self.more}


def examined(ledger: Ledger) -> str:
    asked = AskedQuestion(
        key="open_items",
        text="select",
        row=OpenItemRow,
        source=ledger,
        parameters=lambda customer: parameters_for(customer, "accounting"),
        hold=None,
        deadline=timedelta(seconds=2),
    )
    return str(examine_question(asked, CUSTOMERS))


def test_rows_that_hold_rubbish_are_counted_among_all_that_were_looked_at():
    with pytest.raises(FaultyRows) as faulty:
        examined(Ledger({5: "N/A", 77: "n/a", 200: "?", 201: "N/A"}))

    told = "column “balance” is text “N/A” in 3 of 200 rows, and must be an amount, as in 1234.50"
    assert str(faulty.value) == told


def test_a_column_that_would_fit_is_named():
    with pytest.raises(FaultyRows, match=r"what would fit: residual$"):
        examined(Ledger({3: "N/A"}, residual=Decimal(7), note="x"))


def test_empty_cells_are_counted():
    with pytest.raises(FaultyRows, match="column “balance” is empty in 1 of 200 rows"):
        examined(Ledger({3: None}))


def test_a_very_long_value_is_cut():
    with pytest.raises(FaultyRows) as faulty:
        examined(Ledger({3: "<html>" * 10_000}))

    assert len(str(faulty.value)) < 200


def test_each_question_is_timed_against_its_deadline():
    told = examined(Ledger({}))

    assert re.fullmatch(r"200 rows for 20 customers, such as Firm 0 \(K0\); \d+ ms of 2000", told)
