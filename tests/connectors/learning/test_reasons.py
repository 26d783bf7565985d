import pytest

from connectors.learning.reasons import partner, popularity, rhythm


@pytest.mark.parametrize(
    ("times", "gap", "since", "usual", "told"),
    [
        (7, 35.0, 42, 12.0, "every 5 weeks, last 6 weeks ago, usually 12"),
        (3, 1.0, 1, 2.5, "every day, last 1 day ago, usually 2.5"),
        (3, 13.0, 13, 1.0, "every 13 days, last 13 days ago, usually 1"),
        (3, 14.0, 14, 1.0, "every 2 weeks, last 2 weeks ago, usually 1"),
        (4, 17.5, 18, 3.0, "every 3 weeks, last 3 weeks ago, usually 3"),
        (4, 119.0, 119, 3.0, "every 17 weeks, last 17 weeks ago, usually 3"),
        (4, 120.0, 365, 3.0, "every 4 months, last 12 months ago, usually 3"),
        (2, 30.0, 7, 4.0, "bought twice, last 7 days ago, usually 4"),
        (1, None, 21, 4.0, "bought once, 3 weeks ago, 4"),
    ],
)
def test_rhythm_is_told_in_the_unit_that_people_would_use(times, gap, since, usual, told):
    assert str(rhythm(times, gap, since, usual)) == told


@pytest.mark.parametrize(
    ("years", "told"),
    [
        (0, "every 3 weeks, last 11 months ago, usually 2"),
        (1, "every 3 weeks, last 11 months ago, usually 2"),
        (2, "at this time of year, 2 years running, last 11 months ago, usually 2"),
        (5, "at this time of year, 5 years running, last 11 months ago, usually 2"),
    ],
)
def test_what_recurs_with_the_year_is_told_from_the_second_time_on(years, told):
    assert str(rhythm(6, 21.0, 330, 2.0, years)) == told


def test_shares_are_told_in_whole_percent():
    assert str(partner(41 / 100, "Joint tape")) == "41 % of those who bought Joint tape also bought this"
    assert str(partner(0.405, "Joint tape")).startswith("41 %")
    assert str(popularity(1 / 3)) == "33 % of all customers buy this"


def test_a_products_name_is_never_taken_for_a_template():
    assert str(partner(0.5, "Bag {100}")) == "50 % of those who bought Bag {100} also bought this"
