"""Answers are checked before they are kept: dates and numbers as the country types them, nothing else taken for one."""

from datetime import date

import pytest

from screenpop.memory import Wanted
from ui.formatting import Formatting
from ui.language import Language, language_for
from ui.remembering.answers import LONGEST, Unreadable, read, shown, typed
from ui.wording import Wording

DATE, NUMBER, TEXT = (Wanted(kind, "?", kind) for kind in ("date", "number", "text"))
CHOICE = Wanted("channel", "?", "choice", ("telephone", "e-mail"))
YES_NO = Wanted("news", "?", "yes-no")


def wording(country: str) -> Wording:
    return Wording(Language(country[:2], country, language_for("en").catalogue))


@pytest.mark.parametrize(
    ("country", "written", "kept"),
    [
        ("en_GB", "3/5/1980", "1980-05-03"),
        ("en_US", "5/3/1980", "1980-05-03"),
        ("pl_PL", " 3.05.1980 ", "1980-05-03"),
        ("pl_PL", "03 05 1980", "1980-05-03"),
        ("hu_HU", "1980. 05. 03.", "1980-05-03"),
        ("th_TH", "3/5/1980", "1980-05-03"),
        ("th_TH", "3/5/2523", "1980-05-03"),
        ("th_TH", "๓/๕/๒๕๒๓", "1980-05-03"),
        ("en_GB", "1980-05-03", "1980-05-03"),
        ("en_GB", "29.02.2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_its_country_types_it(country: str, written: str, kept: str) -> None:
    assert read(written, DATE, wording(country)) == kept


@pytest.mark.parametrize(
    "written",
    [
        "3 May",
        "tomorrow",
        "3/5/80",
        "29/2/2023",
        "13/13/1980",
        "0/0/0000",
        "3/5/19800",
        "1/2/3/4",
        "𝟛",
        "-1/2/1980",
    ],
)
def test_what_is_no_date_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Unreadable) as told:
        read(written, DATE, wording("en_GB"))
    assert str(told.value.sentence) == "Write the date like 24/05/1980"


@pytest.mark.parametrize(
    ("country", "written", "kept"),
    [
        ("en_GB", "1,234.50", "1234.50"),
        ("pl_PL", "1 234,50", "1234.50"),
        ("pl_PL", "1\N{NO-BREAK SPACE}234", "1234"),
        ("hu_HU", "-7", "-7"),
        ("en_GB", "\N{MINUS SIGN}7", "-7"),
        ("en_GB", "007", "7"),
        ("th_TH", "12.0", "12.0"),
    ],
)
def test_a_number_is_kept_with_a_decimal_point(country: str, written: str, kept: str) -> None:
    assert read(written, NUMBER, wording(country)) == kept


@pytest.mark.parametrize(
    "written", ["many", "NaN", "Infinity", "1e9", "1,2,3", "1 2", "--1", "12 or 13", "=1+1", "1" * 31]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read(written, NUMBER, wording("en_GB"))


def test_a_text_is_kept_as_it_is_typed_up_to_a_length() -> None:
    british = wording("en_GB")
    assert read("  <b>a neighbour</b> ", TEXT, british) == "<b>a neighbour</b>"
    assert read("x" * LONGEST, TEXT, british) == "x" * LONGEST
    with pytest.raises(Unreadable, match="At most 500 characters"):
        read("x" * (LONGEST + 1), TEXT, british)
    with pytest.raises(Unreadable, match="Nothing is written yet"):
        read("   ", TEXT, british)


@pytest.mark.parametrize(("wanted", "kept"), [(CHOICE, "e-mail"), (YES_NO, "no")])
def test_of_a_choice_only_the_answers_that_are_offered_count(wanted: Wanted, kept: str) -> None:
    assert read(kept, wanted, wording("en_GB")) == kept
    with pytest.raises(Unreadable):
        read("pigeon", wanted, wording("en_GB"))


@pytest.mark.parametrize(
    ("kind", "value", "told", "again"),
    [
        ("date", "1980-05-03", "3 maj 1980", "3.05.1980"),
        ("number", "1234.50", "1 234,5", "1 234,5"),
        ("text", "\u202ea neighbour", "a neighbour", "\u202ea neighbour"),
        ("choice", "e-mail", "e-mail", "e-mail"),
        ("yes-no", "yes", "yes", "yes"),
        ("date", "in May", "in May", "in May"),
        ("number", "a dozen", "a dozen", "a dozen"),
    ],
)
def test_what_is_kept_is_shown_as_the_country_writes_it(kind: str, value: str, told: str, again: str) -> None:
    polish = wording("pl_PL")
    assert shown(value, kind, polish).replace("\N{NO-BREAK SPACE}", " ") == told
    assert typed(value, kind, polish).replace("\N{NO-BREAK SPACE}", " ") == again


@pytest.mark.parametrize("country", ["en_GB", "en_US", "pl_PL", "hu_HU", "th_TH", "de_DE", "sv_SE", "ja_JP"])
def test_a_date_that_is_typed_as_it_is_shown_to_be_typed_is_the_same(country: str) -> None:
    written = Formatting(country)
    for day in (date(1980, 5, 3), date(2024, 12, 31), date(1999, 10, 9)):
        assert written.read_day(written.typed_day(day)) == day
