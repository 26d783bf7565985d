"""One question at a time, the most useful first, and never a nuisance."""

from datetime import UTC, datetime, timedelta

import pytest

from screenpop.memory import Fact, Question, Wanted
from screenpop.rules.facts import NOT_AGAIN_FOR, worth_asking

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PICKED_UP = NOW - timedelta(minutes=2)
DAY = timedelta(days=1)
BIRTHDAY, CHANNEL, TRADE = (
    Question(Wanted("birthday", "When is your birthday?", "date")),
    Question(Wanted("channel", "How shall we write?", "choice", ("e-mail", "post")), again_after=365 * DAY),
    Question(Wanted("trade", "What line of business are you in?")),
)
SITE = (BIRTHDAY, CHANNEL, TRADE)


def told(question: Question, value: str, ago: timedelta = 30 * DAY) -> Fact:
    return Fact(question.wanted.fact, value, NOW - ago)


def asked(*known: Fact, answered_at: datetime | None = PICKED_UP) -> Wanted | None:
    return worth_asking(SITE, known, answered_at=answered_at, now=NOW)


def test_the_first_of_the_sites_questions_without_an_answer_is_asked() -> None:
    assert asked() == BIRTHDAY.wanted
    assert asked(told(BIRTHDAY, "1980-05-03")) == CHANNEL.wanted
    assert asked(told(CHANNEL, "post")) == BIRTHDAY.wanted


def test_nothing_is_asked_while_it_only_rings() -> None:
    assert asked(answered_at=None) is None


def test_whoever_has_told_all_is_asked_for_nothing() -> None:
    assert asked(told(BIRTHDAY, "1980-05-03"), told(CHANNEL, "post"), told(TRADE, "roofs")) is None
    assert worth_asking((), (), answered_at=PICKED_UP, now=NOW) is None


@pytest.mark.parametrize(("ago", "again"), [(364 * DAY, False), (365 * DAY, True)])
def test_what_was_told_too_long_ago_is_asked_again_where_the_site_says_so(
    ago: timedelta, again: bool
) -> None:
    found = asked(told(BIRTHDAY, "1980-05-03", 3650 * DAY), told(CHANNEL, "post", ago), told(TRADE, "roofs"))

    assert found == (CHANNEL.wanted if again else None)


@pytest.mark.parametrize(("ago", "wanted"), [(DAY, CHANNEL), (NOT_AGAIN_FOR, BIRTHDAY)])
def test_what_nobody_wanted_to_say_is_left_alone_for_a_while(ago: timedelta, wanted: Question) -> None:
    assert asked(told(BIRTHDAY, "", ago)) == wanted.wanted


def test_an_answer_makes_way_for_the_next_question_and_a_refusal_for_none() -> None:
    on_this_call = timedelta(minutes=1)

    assert asked(told(BIRTHDAY, "1980-05-03", on_this_call)) == CHANNEL.wanted
    assert asked(told(BIRTHDAY, "", on_this_call)) is None


def test_facts_that_the_site_no_longer_asks_for_change_nothing() -> None:
    assert asked(Fact("shoe_size", "44", NOW - DAY)) == BIRTHDAY.wanted
