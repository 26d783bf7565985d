import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.spreadsheet.names import identifier, numbered


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Customer no.", "customer_no"),
        ("  Do zapłaty (PLN) ", "do_zaplaty_pln"),
        ("Ügyfél", "ugyfel"),
        ("Order", "order_"),
        ("2024", "_2024"),
        ("%", "column_c"),
        ("", "column_c"),
        ("ลูกค้า", "ลูกค้า"),
        ('x"; drop table y; --', "x_drop_table_y"),
    ],
)
def test_a_name_needs_no_quotes(text, name):
    assert identifier(text, "column_c") == name


@given(st.text(max_size=80))
def test_sqlite_takes_any_name_as_it_is(text):
    name = identifier(text, "column_a")

    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"create table t ({name})")
        (_, told, *_), *others = database.execute("pragma table_info(t)").fetchall()
    assert (told, others) == (name, [])


def test_names_that_are_there_already_are_numbered():
    assert numbered(["amount", "amount", "amount_2", "amount"]) == [
        "amount",
        "amount_2",
        "amount_2_2",
        "amount_3",
    ]
