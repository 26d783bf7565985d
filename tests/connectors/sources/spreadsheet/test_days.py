from datetime import date, datetime

import pytest

from connectors.sources.spreadsheet.days import iso, iso_of, order_of, written_day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024-12-31", "2024-12-31"),
        ("2024-1-5", "2024-01-05"),
        ("31.12.2024", "2024-12-31"),
        ("31. 12. 2024", "2024-12-31"),
        ("1.2.2024", "2024-02-01"),
        ("2024. 12. 31.", "2024-12-31"),
        ("2024.12.31", "2024-12-31"),
        ("2024/12/31", "2024-12-31"),
        ("31-12-2024", "2024-12-31"),
        ("31/12/2024", "2024-12-31"),
        ("12/31/2024", "2024-12-31"),
        ("31.12.2024 9:05", "2024-12-31 09:05:00"),
        ("2024-12-31T09:05:07", "2024-12-31 09:05:07"),
    ],
)
def test_a_date_is_told_as_iso(text, told):
    assert iso(written_day(text), None) == told


@pytest.mark.parametrize(
    "text", ["", "31.02.2024", "13/13/2024", "12", "1.2", "2024", "31.12.24", "0000-00-00"]
)
def test_what_is_no_date_of_the_calendar_stays_none(text):
    assert written_day(text) is None


def test_day_or_month_first_is_decided_by_a_neighbour_or_the_settings():
    doubtful = written_day("03/04/2024")

    assert iso(doubtful, None) is None
    assert iso(doubtful, order_of([doubtful, written_day("31/12/2024")])) == "2024-04-03"
    assert iso(doubtful, order_of([doubtful, written_day("12/31/2024")])) == "2024-03-04"
    assert order_of([written_day("31/12/2024"), written_day("12/31/2024")]) is None
    assert order_of([written_day("2024-12-31")]) is None


def test_a_workbook_s_midnight_is_left_out():
    assert iso_of(date(2024, 12, 31)) == "2024-12-31"
    assert iso_of(datetime(2024, 12, 31)) == "2024-12-31"  # noqa: DTZ001 # as workbooks have it
    assert iso_of(datetime(2024, 12, 31, 9, 5)) == "2024-12-31 09:05:00"  # noqa: DTZ001 # as above
