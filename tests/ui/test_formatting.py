"""Values as people in each country write them; pinned, because a library's update may change them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from screenpop.money import Money
from ui.formatting import Formatting


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("country", "amount", "written"),
    [
        ("pl_PL", Money(Decimal("-1234567.50"), "PLN"), "-1 234 567,50 zł"),
        ("pl_PL", Money(Decimal("3100"), "PLN"), "3 100,00 zł"),
        ("hu_HU", Money(Decimal("1234567.5"), "HUF"), "1 234 567,50 Ft"),
        ("th_TH", Money(Decimal("1234567.5"), "THB"), "฿1,234,567.50"),
        ("en_GB", Money(Decimal("1234567.5"), "GBP"), "£1,234,567.50"),
        ("en_GB", Money(Decimal("-3100"), "PLN"), "-PLN 3,100.00"),
        ("en_GB", Money(Decimal("3100"), "JPY"), "JP¥3,100"),
    ],
)
def test_money_is_written_as_the_country_does(country: str, amount: Money, written: str) -> None:
    assert plain(Formatting(country).money(amount)) == written


@pytest.mark.parametrize(
    ("country", "amount", "written"),
    [
        ("pl_PL", Money(Decimal("3100.00"), "PLN"), "3 100 zł"),
        ("pl_PL", Money(Decimal("3100.10"), "PLN"), "3 100,10 zł"),
        ("en_GB", Money(Decimal("12400"), "PLN"), "PLN 12,400"),
        ("hu_HU", Money(Decimal("123456789012"), "HUF"), "123 456 789 012 Ft"),
    ],
)
def test_a_large_figure_drops_zeros_that_mean_nothing(country: str, amount: Money, written: str) -> None:
    assert plain(Formatting(country).figure(amount)) == written


def test_dates_numbers_and_numbers_of_telephones() -> None:
    polish = Formatting("pl_PL")
    assert polish.day(date(2019, 3, 7)) == "7 mar 2019"
    assert plain(polish.number(Decimal("12345.5"))) == "12 345,5"
    assert plain(polish.percent(Decimal("0.12"))) == "12%"
    assert polish.country("PL") == "Polska"
    assert polish.country("XX") == "XX"
    assert polish.phone("+48225550123") == "+48 22 555 01 23"
    assert polish.phone("102") == "102"


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0:00"), (42, "0:42"), (3725, "1:02:05"), (-5, "0:00"), (90061, "25:01:01")]
)
def test_a_clock_counts_up_and_never_below_nothing(seconds: int, written: str) -> None:
    assert Formatting.duration(timedelta(seconds=seconds)) == written


def test_times_are_local_on_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Warsaw")
    time.tzset()
    try:
        assert Formatting("pl_PL").time(datetime(2026, 7, 1, 12, 30, tzinfo=UTC)) == "14:30"
        assert Formatting("pl_PL").time(datetime(2026, 1, 1, 12, 30, tzinfo=UTC)) == "13:30"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_on_the_nights_when_clocks_change_no_time_is_an_hour_off(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Warsaw")
    time.tzset()
    try:
        polish = Formatting("pl_PL")
        spring = [polish.time(datetime(2026, 3, 29, hour, 30, tzinfo=UTC)) for hour in (0, 1)]
        autumn = [polish.time(datetime(2026, 10, 25, hour, 30, tzinfo=UTC)) for hour in (0, 1, 2)]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert spring == ["01:30", "03:30"]
    assert autumn == ["02:30", "02:30", "03:30"]


def test_a_country_that_nobody_knows_is_no_reason_to_fail() -> None:
    assert Formatting("xx_YY").day(date(2019, 3, 7)) == "7 Mar 2019"
