import csv
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO, StringIO
from uuid import UUID

import pytest

from connectors.prospects.csv_file import COLUMNS, write_prospects
from screenpop.customers import Prospect

ID = UUID("01946f3e-0000-7000-8000-000000000001")
AT = datetime(2026, 3, 31, 14, 0, 0, 5, timezone(timedelta(hours=2)))


def noted(**changes):
    facts = {"number": "+48225550123", "name": "Anna Wąs", "company": "Hurt-Bud", "note": "wants a quote"}
    return Prospect(**{"id": ID, "agent": "anna", "at": AT} | facts | changes)


def written(*prospects):
    file = BytesIO()
    write_prospects(prospects, file)
    assert not file.closed
    return file.getvalue()


def read(content):
    return list(csv.DictReader(StringIO(content.decode(), newline="")))


def test_each_prospect_is_a_row():
    assert read(written(noted())) == [
        {
            "id": str(ID),
            "at": "2026-03-31T12:00:00.000005+00:00",
            "number": "+48225550123",
            "name": "Anna Wąs",
            "company": "Hurt-Bud",
            "note": "wants a quote",
            "agent": "anna",
            "customer_id": "",
        }
    ]


def test_a_customers_new_number_says_whose_it_is():
    assert read(written(noted(customer_id="1001")))[0]["customer_id"] == "1001"


def test_without_prospects_the_columns_are_named():
    assert written() == (",".join(COLUMNS) + "\r\n").encode()


def test_a_withheld_number_is_empty():
    assert read(written(noted(number=None)))[0]["number"] == ""


@pytest.mark.parametrize("cell", ["=cmd|'/C calc'!A1", "+1+1", "@SUM(1)", "\t=1", "＝1+1", "-2+3"])
def test_no_cell_is_a_formula(cell):
    (row,) = read(written(noted(name=cell, company=cell, note=cell, agent=cell)))

    assert {row[column] for column in ("name", "company", "note", "agent")} == {"'" + cell}


def test_quotes_commas_and_lines_stay_in_their_cell():
    odd = 'He said "no",\r\nthen; hung up'

    (row,) = read(written(noted(note=odd, at=AT.astimezone(UTC))))
    assert row["note"] == odd
