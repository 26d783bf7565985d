import pytest

from connectors.sources.spreadsheet.headers import find_headers

TABLE = [["Nr", "Name", "Amount"], ["1", "Anna", "5"], ["2", "Béla", "6"]]


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["Customers 2024", "", ""]],
        [["Customers 2024"], [], ["as of", "2024-12-31", ""]][:2],
        [["", "", ""], ["List", "", ""], ["", "", ""]],
    ],
)
def test_headers_are_found_beneath_titles(above):
    headers = find_headers([*above, *TABLE], None)

    assert headers.row == len(above)
    assert headers.names == ("nr", "name", "amount")


def test_a_row_of_numbers_is_no_header():
    assert find_headers([["1", "2", "3.5"], ["2", "3", "4"]], None) is None
    assert find_headers([], None) is None


def test_years_may_stand_among_headers():
    headers = find_headers([["Customer", "Name", 2023.0, "2024"][:3], ["1", "Anna", 5.0]], None)

    assert headers.names == ("customer", "name", "_2023")


def test_the_settings_row_goes_before_what_is_found():
    rows = [["Nr", "Name"], ["Number", "Called"], ["1", "Anna"]]

    assert find_headers(rows, 1).names == ("number", "called")
    assert find_headers(rows, 7) is None


def test_a_column_without_a_header_is_called_by_its_letter_if_it_holds_something():
    headers = find_headers([["Nr", "", "", "Name"], ["1", "", "x", "Anna"]], None)

    assert headers.names == ("nr", "column_c", "name")


def test_columns_of_one_name_are_numbered():
    assert find_headers([["Amount", "amount", "AMOUNT."], ["1", "2", "3"]], None).names == (
        "amount",
        "amount_2",
        "amount_3",
    )
