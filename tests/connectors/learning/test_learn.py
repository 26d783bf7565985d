"""Every reason is counted again from the raw lines, in plain Python."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import floor
from random import Random
from statistics import median, median_low

import pytest

from connectors.demo_company.company import build
from connectors.learning.learn import learning
from screenpop.answers.cross_sell import OfferList
from screenpop.sentences import Sentence
from tests.connectors.learning.lines import after, bought, company_lines, together

TODAY = date(2026, 3, 2)
EARLIER = date(2025, 12, 1)


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    build(folder, customers=400, today=TODAY)
    return company_lines(folder)


def learnt(lines, at):
    told = []
    with learning(lines, at, told.append) as result:
        return dict(result.suggested), result.report(), told


@pytest.fixture(scope="module")
def offers(lines):
    return learnt(lines, TODAY)[0]


class Past:
    """What happened before a day, counted the slow way."""

    def __init__(self, lines, at):
        self.at = at
        self.seen = defaultdict(set)
        stacks = defaultdict(list)
        for line in sorted(lines, key=lambda line: (line.at, line.quantity < 0)):
            if line.at >= at or line.customer is None:
                continue
            self.seen[line.customer].add(line.product)
            stack = stacks[line.customer, line.product]
            if line.quantity >= 0:
                stack.append([line.at, line.quantity])
                continue
            back = -line.quantity
            while back and stack:
                taken = min(back, stack[-1][1])
                stack[-1][1] -= taken
                back -= taken
                if not stack[-1][1]:
                    stack.pop()
        self.days = defaultdict(lambda: defaultdict(int))
        self.own, self.buyers = defaultdict(set), defaultdict(set)
        for (customer, product), stack in stacks.items():
            for day, quantity in stack:
                self.days[customer, product][day] += quantity
                self.own[customer].add(product)
                self.buyers[product].add(customer)

    def share(self, x, y):
        return len(self.buyers[x] & self.buyers[y]) / len(self.buyers[x])


def whole(number):
    return floor(number + 0.5)


def span(days, one, many):
    if days < 14:
        unit, number = "day", whole(days)
    elif days < 120:
        unit, number = "week", whole(days / 7)
    else:
        unit, number = "month", whole(days / 30.44)
    return (one if number == 1 else many).format(unit=unit, number=number)


def rhythm_of(past, customer, product):
    occasions = past.days[customer, product]
    days = sorted(occasions)
    ago = span((past.at - days[-1]).days, "{number} {unit} ago", "{number} {unit}s ago")
    usual = median_low(occasions.values())
    if len(days) == 1:
        return f"bought once, {ago}, {usual}"
    if len(days) == 2:
        return f"bought twice, last {ago}, usually {usual}"
    gap = median((b - a).days for a, b in pairwise(days))
    return f"{span(gap, 'every {unit}', 'every {number} {unit}s')}, last {ago}, usually {usual}"


def of(offers, offer_list):
    return [
        (customer, offer) for customer, each in offers.items() for offer in each if offer.list is offer_list
    ]


def test_every_reason_to_need_something_again_is_true(lines, offers):
    past = Past(lines, TODAY)
    again = of(offers, OfferList.AGAIN)

    assert len(again) > 2000
    for customer, offer in again:
        assert str(offer.reason) == rhythm_of(past, customer, offer.product)


def test_every_reason_why_something_would_fit_is_true(lines, offers):
    past = Past(lines, TODAY)
    sold_as = {line.name: line.product for line in lines}
    fits = of(offers, OfferList.FITS)

    assert len(fits) > 2000
    for customer, offer in fits:
        values = offer.reason.values
        if "product" in values:
            because = sold_as[values["product"]]
            assert because in past.own[customer]
            assert values["percent"] == whole(100 * past.share(because, offer.product))
        else:
            everybody = sum(bool(products) for products in past.own.values())
            assert values["percent"] == whole(100 * len(past.buyers[offer.product]) / everybody)


def test_again_holds_only_what_was_bought_and_fits_only_what_never_was(lines, offers):
    past = Past(lines, TODAY)

    for customer, each in offers.items():
        again = [offer.product for offer in each if offer.list is OfferList.AGAIN]
        fits = [offer.product for offer in each if offer.list is OfferList.FITS]
        assert set(again) <= past.own[customer]
        assert not set(fits) & past.seen[customer]
        assert len(again) == len(set(again)) == min(10, len(past.own[customer]))
        assert len(fits) == len(set(fits)) <= 10


def test_everybody_who_bought_something_is_suggested_something_best_first(lines, offers):
    past = Past(lines, TODAY)

    assert set(offers) == set(past.own)
    for each in offers.values():
        for offer_list in OfferList:
            scores = [offer.score for offer in each if offer.list is offer_list]
            assert scores == sorted(scores, reverse=True)


def test_the_strongest_own_purchase_explains_what_would_fit():
    """Y goes with X more often than with W; who has both is told of X."""
    lines = together(
        *(bought(f"x{each}", "x", "y", day=each) for each in range(6)),
        *(bought(f"w{each}", "w", "y", day=each) for each in range(4)),
        *(bought(f"v{each}", "w", "u", day=each) for each in range(2)),
        *(bought(f"z{each}", "z", day=each) for each in range(20)),
        bought("c", "x", "w", day=3),
    )
    (fits,) = (offer for offer in learnt(lines, after(40))[0]["c"] if offer.product == "y")

    assert str(fits.reason) == f"{whole(600 / 7)} % of those who bought The x also bought this"


def test_as_of_a_day_later_lines_do_not_count(lines):
    early = [line for line in lines if line.at < EARLIER]
    late_only = {line.customer for line in lines} - {line.customer for line in early}

    as_of, report, _ = learnt(lines, EARLIER)

    assert late_only
    assert (as_of, report) == learnt(early, EARLIER)[:2]
    assert not late_only & set(as_of)
    assert report["lines"] == len(early)


def test_the_order_of_the_lines_does_not_matter(lines, offers):
    shuffled = list(lines)
    Random(1).shuffle(shuffled)

    assert learnt(shuffled, TODAY)[0] == offers


def test_the_report_names_each_methods_quality_and_the_chosen_one(lines):
    _, report, told = learnt(lines, TODAY)

    assert report["at"] == "2026-03-02"
    assert report["measured"]["until"] < "2026-03-02"
    for each in OfferList:
        methods = report["lists"][each.value]["methods"]
        chosen = report["lists"][each.value]["chosen"]
        assert len(methods) >= 3
        assert methods[chosen]["ndcg@10"] == max(quality["ndcg@10"] for quality in methods.values())
        assert 0 < methods[chosen]["hit@5"] <= 1
    assert all(isinstance(sentence, Sentence) for sentence in told)


def test_rhythm_beats_popularity_where_there_is_rhythm(lines):
    again = learnt(lines, TODAY)[1]["lists"]["again"]

    assert again["methods"][again["chosen"]]["ndcg@10"] > again["methods"]["most_popular"]["ndcg@10"] + 0.05


def test_a_history_too_short_to_measure_on_is_learnt_from_nevertheless():
    offers, report, _ = learnt(together(bought("c", "x", day=1), bought("c", "x", day=5)), after(9))

    assert [offer.product for offer in offers["c"]] == ["x"]
    assert report["measured"] is None
    assert set(report["lists"]["again"]["methods"].values()) == {None}


def test_no_lines_at_all_teach_nothing():
    offers, report, _ = learnt([], TODAY)

    assert offers == {}
    assert report["lines"] == 0


def test_a_product_without_a_name_goes_by_its_number():
    lines = [replace(line, name=None) for line in bought("c", "x", day=1)]

    assert learnt(lines, after(9))[0]["c"][0].name == "x"
