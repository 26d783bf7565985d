"""What is not to be suggested for a while."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.answers.sales import Dealings, Purchase
from screenpop.memory import Answered
from screenpop.offers import OfferOutcome
from screenpop.rules.offers import OfferPolicy, resting
from screenpop.sentences import say

NOW = datetime(2026, 3, 20, 10, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
TODAY = NOW.date()
DAY = timedelta(days=1)
POLICY = OfferPolicy(declined_rests=60 * DAY, bought_rests=3 * DAY)


def suggested(*products: str, as_of: date | None = TODAY) -> Suggestions:
    offers = [Offer(OfferList.AGAIN, product, product, 1.0, say("often bought")) for product in products]
    return Suggestions(tuple(offers), as_of)


def answered(product: str, outcome: OfferOutcome, days_ago: float) -> Answered:
    return Answered(product, outcome, NOW - timedelta(days=days_ago))


def bought(product: str, days_ago: int) -> Dealings:
    purchase = Purchase(TODAY - DAY * days_ago, product, product, Decimal(1), Decimal(5), "PLN")
    return Dealings((purchase,), {}, {})


def rests(
    suggestions: Suggestions | None, *told: Answered, dealings: Dealings | None = None
) -> frozenset[str]:
    return resting(suggestions, told, dealings, policy=POLICY, now=NOW)


def test_nothing_rests_of_which_nothing_was_said() -> None:
    assert rests(suggested("A", "B")) == frozenset()
    assert rests(None) == frozenset()


def test_what_was_declined_rests_as_long_as_the_site_wants() -> None:
    assert rests(suggested("A", "B"), answered("A", OfferOutcome.DECLINED, 59.9)) == {"A"}
    assert rests(suggested("A", "B"), answered("A", OfferOutcome.DECLINED, 60.1)) == frozenset()


def test_what_was_bought_since_it_was_learnt_rests() -> None:
    learnt = suggested("A", "B", as_of=TODAY - 10 * DAY)

    assert rests(learnt, dealings=bought("A", 10)) == {"A"}
    assert rests(learnt, dealings=bought("A", 11)) == frozenset()


def test_what_was_only_just_bought_rests_though_it_was_learnt() -> None:
    assert rests(suggested("A"), dealings=bought("A", 3)) == {"A"}
    assert rests(suggested("A"), dealings=bought("A", 4)) == frozenset()


def test_what_was_accepted_rests_until_it_is_learnt_that_it_was_bought() -> None:
    learnt = suggested("A", as_of=TODAY - 10 * DAY)

    assert rests(learnt, answered("A", OfferOutcome.ACCEPTED, 9)) == {"A"}
    assert rests(learnt, answered("A", OfferOutcome.ACCEPTED, 12)) == frozenset()
    assert rests(suggested("A"), answered("A", OfferOutcome.ACCEPTED, 0.01)) == {"A"}


def test_what_was_said_last_of_a_product_counts() -> None:
    declined, offered = (
        answered("A", OfferOutcome.DECLINED, 1),
        answered("A", OfferOutcome.OFFERED, 0.5),
    )

    assert rests(suggested("A"), declined, offered) == frozenset()
    assert rests(suggested("A"), offered, answered("A", OfferOutcome.DECLINED, 0.1)) == {"A"}


def test_only_what_is_suggested_rests() -> None:
    told = answered("Z", OfferOutcome.DECLINED, 1)

    assert rests(suggested("A"), told, dealings=bought("Y", 0)) == frozenset()
