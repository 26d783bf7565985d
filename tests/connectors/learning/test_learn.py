"""Every reason is counted again from the raw lines, in plain Python."""

import json
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from connectors.demo_company.company import build
from connectors.learning.learn import learning
from screenpop.answers.cross_sell import OfferList
from screenpop.sentences import Sentence
from tests.connectors.learning.counted import Past, rhythm_of, whole
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


def test_what_was_chosen_and_trained_is_used_again_until_the_next_comparison(lines, offers):
    with learning(lines, TODAY, lambda _: None) as first:
        kept = json.loads(first.findings(json.dumps(first.report())).report)
    told = []
    with learning(lines, TODAY, told.append, kept) as second:
        again, report = dict(second.suggested), second.report()

    assert again == offers
    assert report["lists"] == first.report()["lists"]
    assert not any("Comparing" in str(sentence) for sentence in told)


def test_a_comparison_on_days_that_are_still_to_come_is_not_gone_by(lines):
    with learning(lines, TODAY, lambda _: None) as late:
        kept = json.loads(late.findings(json.dumps(late.report())).report)

    with learning(lines, EARLIER, lambda _: None, kept) as early:
        assert early.report()["measured"]["until"] < EARLIER.isoformat()
