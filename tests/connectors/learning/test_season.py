"""A shop of three years, where some things sell in a season only: that is seen, foreseen, and told as it was."""

from random import Random

import pytest

from connectors.learning.evaluation import evaluate
from connectors.learning.judging import Teacher
from connectors.learning.learn import learning
from connectors.learning.lines import read_history
from connectors.learning.methods import METHODS
from connectors.learning.snapshot import Snapshot
from screenpop.answers.cross_sell import OfferList
from tests.connectors.learning.counted import Past, at_this_time, rhythm_of
from tests.connectors.learning.lines import after, bought, together

YEARS = 3
END = 365 * YEARS
SEASONS = {f"season {begin}": begin for begin in range(0, 360, 60)}
AHEAD_AT_THE_END = "season 0"


def is_in_season(product, day):
    return (day - SEASONS[product]) % 365 < 60


@pytest.fixture(scope="module")
def lines():
    """Each of sixty customers has things that they buy all the year, and three that they buy in their season."""
    chance, told = Random(11), []
    for number in range(60):
        always = [f"always {each}" for each in chance.sample(range(40), 16)]
        seasonal = chance.sample(sorted(SEASONS), 3)
        day = chance.randrange(14)
        while day < END:
            basket = [each for each in always if chance.random() < 0.25]
            basket += [
                each for each in seasonal if chance.random() < (0.7 if is_in_season(each, day) else 0.01)
            ]
            if basket:
                told.append(bought(f"c{number}", *basket, day=day, quantity=chance.randint(1, 4)))
            day += chance.randint(8, 20)
    return together(*told)


@pytest.fixture(scope="module")
def history(lines):
    return read_history(lines, after(END))


def seasons_of(history, day):
    with Snapshot(history, after(day), candidates=False) as snapshot:
        rows = snapshot.engine.execute("select product, part, lift from season").fetchall()
    return {history.products[product]: (part, lift) for product, part, lift in rows}


def test_what_sells_at_this_time_of_the_year_is_seen(history):
    seen = seasons_of(history, END)

    assert max(seen, key=lambda product: seen[product][1]) == AHEAD_AT_THE_END
    assert seen[AHEAD_AT_THE_END][1] > 2.5
    assert all(seen[product][1] < 0.7 for product, begin in SEASONS.items() if 60 < begin < 300)
    assert all(0.6 < lift < 1.5 for product, (_, lift) in seen.items() if product.startswith("always"))


def test_a_history_of_less_than_a_year_shows_no_season(history):
    first = history.span[0]

    assert seasons_of(history, 364 + (first - after(0)).days) == {}
    assert seasons_of(history, 365 + (first - after(0)).days) != {}


def test_what_was_not_sold_a_year_ago_has_no_season(lines):
    new = together(*(bought(f"c{each}", "new", day=END - 100 + each) for each in range(30)))

    assert seasons_of(read_history(lines + new, after(END)), END)["new"][1] == 1


def test_who_bought_it_then_and_how_often_is_counted_right(history, lines):
    past, recurring = Past(lines, after(END)), {}
    for (customer, product), days in past.days.items():
        then = [years for day in days if (years := at_this_time(past, day))]
        if then:
            running = max(then) if set(then) == {*range(1, max(then) + 1)} else 0
            recurring[customer, product] = (len(then), running)

    with Snapshot(history, after(END), candidates=False) as snapshot:
        rows = snapshot.engine.execute("select customer, product, recurred, years from recurring").fetchall()

    found = {(history.customers[row[0]], history.products[row[1]]): (row[2], row[3]) for row in rows}
    assert found == recurring
    assert {running for _, running in recurring.values()} >= {0, 1, 2}


def test_the_season_is_foreseen_better_than_without_it(history):
    evaluation = evaluate(history, Teacher(history))
    quality = {
        each.name: told.ndcg_at_10
        for each, told in evaluation.qualities.items()
        if each.list is OfferList.AGAIN
    }

    assert quality["in_season"] > 1.05 * quality["frequency_recency_demand"], quality
    assert evaluation.chosen(OfferList.AGAIN).name in ("in_season", "learned_ranker")


def test_before_a_year_is_over_it_is_the_method_without_a_season(lines):
    early = read_history([line for line in lines if line.at < after(300)], after(300))
    ranked = {each.name: each.ranked for each in METHODS if each.list is OfferList.AGAIN}

    with Snapshot(early, after(300), candidates=False) as snapshot:
        plain, seasonal = (
            snapshot.engine.execute(f"{ranked[name]} order by all").fetchall()
            for name in ("frequency_recency_demand", "in_season")
        )
    assert len(plain) > 100
    assert plain == seasonal


def test_every_reason_is_true_and_says_what_recurs_with_the_year(lines):
    at = after(END - 1)
    past = Past(lines, at)
    with learning(lines, at, lambda _: None) as learnt:
        again = [
            (customer, offer)
            for customer, offers in learnt.suggested
            for offer in offers
            if offer.list is OfferList.AGAIN
        ]

    assert [str(offer.reason) for _, offer in again] == [
        rhythm_of(past, customer, offer.product) for customer, offer in again
    ]
    recurs = [offer for _, offer in again if str(offer.reason).startswith("at this time of year, ")]
    assert {offer.product for offer in recurs} >= {AHEAD_AT_THE_END}
