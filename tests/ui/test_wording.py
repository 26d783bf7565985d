"""Sentences in other languages: plurals, nested sentences, values as the country writes them."""

import gettext
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.language import Language, language_for
from ui.wording import Wording


class Polish(gettext.NullTranslations):
    """Three plural forms, as a real catalogue has them."""

    def gettext(self, message: str) -> str:
        return {
            "left of {limit}": "z limitu {limit}",
            "Line down: {reason}": "Linia nie działa: {reason}",
        }.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if n == 1:
            return "{count} osoba"
        return "{count} osoby" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "{count} osób"


def polish() -> Wording:
    return Wording(Language("pl", "pl_PL", Polish()))


def test_amounts_and_nested_sentences_are_said_in_the_readers_language() -> None:
    limit = say("left of {limit}", limit=Money(Decimal(20000), "PLN"))
    told = polish().text(say("Line down: {reason}", reason=limit)).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Linia nie działa: z limitu 20 000,00 zł"


def test_polish_has_three_plural_forms() -> None:
    said = [polish().text(say_many("{count} person", "{count} people", count)) for count in (1, 2, 5, 12, 22)]
    assert said == ["1 osoba", "2 osoby", "5 osób", "12 osób", "22 osoby"]


def test_every_kind_of_value_is_written() -> None:
    english = Wording(language_for("en"))
    values = (
        date(2019, 3, 7),
        datetime(2019, 3, 7, tzinfo=UTC),
        timedelta(seconds=42),
        1234,
        Decimal("0.5"),
        "x",
        True,
    )
    said = [english.text(say("{value}", value=value)) for value in values]
    assert said[0] == "7 Mar 2019"
    assert said[1].startswith("7 Mar 2019")
    assert said[2:] == ["0:42", "1,234", "0.5", "x", "True"]


def test_nothing_to_say_is_nothing() -> None:
    assert polish().text(Sentence("")) == ""
    assert polish().word("") == ""


def test_a_word_of_the_site_may_hold_anything() -> None:
    assert polish().word("{x} 100 %") == "{x} 100 %"


def test_an_unknown_language_of_the_system_is_english() -> None:
    assert language_for("en").locale.startswith("en")
    assert language_for("pl").code == "pl"
    assert language_for("system").code in ("en", "pl", "hu", "th")
