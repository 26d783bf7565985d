from datetime import date, datetime, time

import pytest

from connectors.sources.spreadsheet.columns import read_columns
from connectors.sources.spreadsheet.looking import look_at


def read(cells, header="x", *, mark=None, order=None, beside=()):
    looked = [look_at(header, cells), *(look_at("y", other) for other in beside)]
    return read_columns(looked, mark, order)[0]


@pytest.mark.parametrize(
    ("cells", "kind", "values"),
    [
        (["1", "2", ""], "INTEGER", [1, 2, None]),
        (["1 234,50", "12,00"], "NUMERIC", [1234.5, 12]),
        (["31.12.2024", ""], "DATE", ["2024-12-31", None]),
        (["00123", "456"], "TEXT", ["00123", "456"]),
        (["+48225550123", "48225550123"], "TEXT", ["+48225550123", "48225550123"]),
        (["600 100 200", "501 222 333"], "TEXT", ["600 100 200", "501 222 333"]),
        (["1 234", "600 100 200"], "INTEGER", [1234, 600100200]),
        (["61109010140000071219812874"], "TEXT", ["61109010140000071219812874"]),
        (["12,50 zł", "3,00 zł"], "NUMERIC", [12.5, 3]),
        (["12,50 PLN", "3,00 EUR"], "TEXT", ["12,50 PLN", "3,00 EUR"]),
        (["SKU 123", "SKU 124"], "TEXT", ["SKU 123", "SKU 124"]),
        (["yes", "no", "tak"], "TEXT", ["yes", "no", "tak"]),
        ([" K-17 ", "x"], "TEXT", ["K-17", "x"]),
        (["", ""], "TEXT", [None, None]),
        ([], "TEXT", []),
        ([1.0, 2.0], "INTEGER", [1, 2]),
        ([1.0, 2.5, ""], "NUMERIC", [1, 2.5, None]),
        ([1001.0, "K-17"], "TEXT", ["1001", "K-17"]),
        ([1001.0, "0017"], "TEXT", ["1001", "0017"]),
        ([1234.5, "1 234,50"], "NUMERIC", [1234.5, 1234.5]),
        ([True, False, ""], "INTEGER", [1, 0, None]),
        ([date(2024, 12, 31), ""], "DATE", ["2024-12-31", None]),
        ([date(2024, 12, 31), "1.2.2025"], "DATE", ["2024-12-31", "2025-02-01"]),
        ([datetime(2024, 12, 31, 9)], "DATE", ["2024-12-31 09:00:00"]),  # noqa: DTZ001 # as workbooks have it
        ([time(9, 5)], "TEXT", ["09:05:00"]),
    ],
)
def test_a_column_is_what_its_cells_say(cells, kind, values):
    column = read(cells)

    assert (column.type, list(column.values)) == (kind, values)


@pytest.mark.parametrize("header", ["Phone", "Telefon", "Nr tel.", "Mobile no", "Komórka", "Fax"])
def test_a_column_of_telephone_numbers_stays_text(header):
    assert read([48225550123.0, 225550123.0], header).values == ["48225550123", "225550123"]
    assert list(read(["225550123", "600100200"], header).values) == ["225550123", "600100200"]


@pytest.mark.parametrize("header", ["Product", "Article no.", "Kod", "SKU", "Numer"])
def test_codes_that_look_like_numbers_keep_their_writing(header):
    assert list(read(["1.10", "1.1"], header).values) == ["1.10", "1.1"]
    assert list(read(["1001", "1002"], header).values) == [1001, 1002]
    assert list(read(["1.10", "1.1"], "Order value").values) == [1.1, 1.1]


def test_a_few_texts_among_numbers_stay_and_are_told():
    column = read([*map(str, range(97)), "N/A", "N/A", "unknown"])

    assert (column.type, column.odd) == ("INTEGER", 3)
    assert column.example in {"N/A", "unknown"}
    assert list(column.values)[96:] == [96, "N/A", "N/A", "unknown"]


def test_errors_are_nothing_and_counted():
    column = read(["1,50", "#N/A", "#DZIEL/0!", "#HIÁNYZIK"])

    assert (list(column.values), column.errors, column.odd) == ([1.5, None, None, None], 3, 0)


def test_a_neighbour_column_tells_what_the_decimal_mark_is():
    assert list(read(["1.234"], beside=[["5,50"]]).values) == [1234]
    assert list(read(["1.234"], beside=[["5.50"]]).values) == [1.234]
    assert list(read(["1.234"], mark=",").values) == [1234]


def test_what_can_be_read_in_two_ways_stays_text_and_is_told():
    amounts, days = read(["1.234", "5.678"]), read(["03/04/2024"])

    assert (amounts.type, amounts.doubtful in {"1.234", "5.678"}) == ("TEXT", True)
    assert (days.type, days.doubtful) == ("TEXT", "03/04/2024")
    assert list(read(["03/04/2024"], order="dmy").values) == ["2024-04-03"]
