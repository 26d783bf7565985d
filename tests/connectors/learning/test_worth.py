"""Each customer's worth is counted again from the raw lines, in plain Python."""

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

import numpy as np
import pytest

from connectors.learning.buyers import PurchaseDays, buyers_of
from connectors.learning.learn import learning
from connectors.learning.lifetime import fit_lifetime
from connectors.learning.lines import read_history
from connectors.learning.snapshot import Snapshot
from connectors.learning.worth import appraise
from screenpop.answers.value import SEGMENTS
from tests.connectors.learning.cdnow import sold
from tests.connectors.learning.lines import after, bought, together

WATCHED, END = date(1997, 10, 1), date(1998, 7, 1)


@pytest.fixture(scope="module")
def record_shop():
    return sold()


def appraised(lines, at, without=()):
    history = read_history(lines, at, without)
    with Snapshot(history, at) as snapshot:
        valuation = appraise(PurchaseDays.of(snapshot.engine), at, history.currencies)
    told = {score.customer: (worth, score) for worth, score in valuation.told(history.customers)}
    return told, json.loads(json.dumps(valuation.report(), allow_nan=False))


def paid(lines, amount, currency="PLN"):
    return [replace(line, amount=Decimal(amount), currency=currency) for line in lines]


def regulars(number=60, every=14, currency="PLN"):
    """Customers who come back at random, and pay each as they do."""
    chance = np.random.default_rng(9)
    days = [np.flatnonzero(chance.random(400) < chance.gamma(1, 1 / every)) for _ in range(number)]
    return together(
        *(
            paid(bought(f"c{who}", "x", day=int(day)), 10 + who + int(day) % 7, currency)
            for who, history in enumerate(days)
            for day in (history if len(history) else [0])
        )
    )


def test_the_published_fit_comes_out_of_the_sold_lines(record_shop):
    report = appraised(record_shop, WATCHED)[1]

    expected = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426, "weeks": 38.86}
    assert report["bg_nbd"] == pytest.approx(expected, rel=0.01)
    assert report["gamma_gamma"] == pytest.approx({"p": 6.25, "q": 3.74, "v": 15.45}, rel=0.01)
    assert report["why"] == {}
    assert report["currency"] == "USD"


def test_the_next_39_weeks_are_foreseen_as_published(record_shop):
    history = read_history(record_shop, END)
    with Snapshot(history, END) as snapshot:
        days = PurchaseDays.of(snapshot.engine)
    buyers = buyers_of(days, WATCHED.toordinal())
    expected = fit_lifetime(buyers.purchasing).expected(buyers.purchasing, 39)
    later = days.customer[days.day >= WATCHED.toordinal()]
    actual = np.bincount(later, minlength=len(history.customers))[buyers.customer]

    assert np.corrcoef(expected, actual)[0, 1] >= 0.62


def test_the_report_says_how_well_the_last_weeks_were_foreseen(record_shop):
    measured = appraised(record_shop, END)[1]["measured"]

    assert (measured["from"], measured["until"]) == ("1997-12-31", "1998-06-30")
    assert measured["bg_nbd"]["correlation"] > measured["as_before"]["correlation"] > 0.5
    assert measured["bg_nbd"]["mean_absolute_error"] < measured["as_before"]["mean_absolute_error"]


def test_what_is_told_of_a_customer_can_be_counted_in_the_lines(record_shop):
    told, report = appraised(record_shop, END)
    days, spent = defaultdict(set), defaultdict(Decimal)
    for line in record_shop:
        days[line.customer].add(line.at)
        spent[line.customer] += line.amount

    assert told.keys() == days.keys()
    assert sum(report["segments"].values()) == len(days)
    for customer, (worth, score) in told.items():
        ordered = sorted(days[customer])
        gaps = [(b - a).days for a, b in pairwise(ordered)]
        since = (END - ordered[-1]).days
        assert worth.since == ordered[0]
        assert (score.alive is None) == (len(ordered) == 1)
        if worth.leaving:
            assert since > max(gaps)
            assert since > 2 * median(gaps)
            assert score.alive < 0.5
        if "last 90 days" in str(worth.why):
            lately = sum((END - day).days <= 90 for day in ordered)
            before = sum(90 < (END - day).days <= 455 for day in ordered)
            assert f"bought on {lately} of the last 90 days, on {before} of the 365 before" in str(worth.why)
    best = sorted(told.values(), key=lambda each: -each[1].value)[: len(told) // 10]
    assert all(worth.important for worth, _ in best)
    assert sum(worth.important for worth, _ in told.values()) == len(best) == report["important"]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "Fewer than 30 customers ever came back."),
        (together(*(bought(f"c{each}", "x", day=9) for each in range(50))), "Fewer than 30"),
        (together(*(bought(f"c{each}", "x", day=each) for each in range(50))), "Fewer than 30"),
        (together(bought("c", "x", day=1), bought("c", "x", day=8)), "Fewer than 30"),
        (bought("c", "x", quantity=-2), "Fewer than 30"),
    ],
    ids=["no lines", "all on one day", "nobody came back", "one customer", "only a return"],
)
def test_where_there_is_too_little_to_tell_that_is_said(lines, why):
    told, report = appraised(lines, after(60))

    assert report["bg_nbd"] is None
    assert report["gamma_gamma"] is None
    assert report["measured"] is None
    assert why in report["why"]["bg_nbd"]
    assert report["why"]["gamma_gamma"] == "No amounts are known."
    assert all((s.alive, s.purchases, s.value) == (None, None, None) for _, s in told.values())


def test_customers_who_always_come_on_the_same_days_break_nothing():
    lines = together(*(paid(bought(f"c{who}", "x", day=day), 5) for who in range(40) for day in (1, 8, 15)))
    told, report = appraised(lines, after(20))

    assert report["gamma_gamma"] is None
    assert report["why"]["gamma_gamma"] == "What customers paid does not determine the model."
    assert len(told) == 40


def test_value_is_told_in_one_currency_only():
    lines = [
        *regulars(),
        *paid(bought("e", "x", day=5), 9999, "EUR"),
        *paid(bought("e", "x", day=50), 9999, "EUR"),
        *paid(bought("m", "x", day=5), 9999, "EUR"),
        *paid(bought("m", "x", day=50), 10),
    ]
    told, report = appraised(lines, after(401))

    assert report["currency"] == "PLN"
    for mixed in ("e", "m"):
        score = told[mixed][1]
        assert (score.value, score.currency, score.monetary) == (None, None, 0)
        assert score.purchases is not None
    assert told["c1"][1].currency == "PLN"
    assert told["c1"][1].value > 0


def test_amounts_without_a_currency_have_a_value_too():
    told, report = appraised(regulars(currency=None), after(401))

    assert report["currency"] is None
    assert report["gamma_gamma"] is not None
    assert told["c1"][1].value > 0


def test_of_who_objects_nothing_is_told():
    lines = regulars()
    told, report = appraised(lines, after(401), without=("c1",))

    assert "c1" not in told
    assert report["customers"] == 59


def test_learning_hands_over_worth_pairs_and_rhythms():
    lines = together(
        *(bought(f"c{who}", "tea", "milk", day=day) for who in range(6) for day in (who, who + 14, who + 30)),
        *(bought(f"d{who}", "sand", day=who) for who in range(6)),
    )
    with learning(lines, after(60), lambda _: None) as result:
        findings = result.findings("{}")
        worth, pairs, rhythms = list(findings.worth), list(findings.pairs), list(findings.rhythms)
        report = result.report()

    assert {score.customer for _, score in worth} == {line.customer for line in lines}
    assert {each.segment for each, _ in worth} <= set(SEGMENTS)
    assert {(pair.product, pair.partner) for pair in pairs} == {("tea", "milk"), ("milk", "tea")}
    assert {(pair.share, pair.customers) for pair in pairs} == {(1.0, 6)}
    assert len(rhythms) == 12
    assert {(each.times, each.gap) for each in rhythms} == {(3, 15.0)}
    assert rhythms[0].last == after(30)
    assert report["value"]["customers"] == 12


def test_where_hardly_anybody_leaves_the_rhythm_alone_tells_who_does():
    chance = np.random.default_rng(2)
    faithful = together(
        *(
            bought(f"f{who}", "x", day=int(day))
            for who in range(60)
            for day in np.flatnonzero(chance.random(400) < chance.uniform(0.02, 0.2))
        )
    )
    told, report = appraised(
        together(faithful, *(bought("gone", "x", day=day) for day in range(0, 300, 21))), after(400)
    )

    assert report["why"]["bg_nbd"].startswith("Hardly anybody seems to leave")
    assert report["bg_nbd"] is not None
    worth, score = told["gone"]
    assert (worth.leaving, str(worth.why)[:39]) == (True, "orders every 3 weeks, last 15 weeks ago")
    assert score.alive is None
    assert score.purchases is not None
