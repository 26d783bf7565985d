"""Who may be offered what: every condition, every rank, every segment, held against the table by hand."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from connectors.credit.condition import Condition
from connectors.credit.offering import Leeway, leeway
from connectors.credit.policy import Policy, Rule
from connectors.credit.rows import OfferableRow, StandingRow
from screenpop.answers.credit import Offerable
from screenpop.sentences import Sentence, say

TODAY = date(2026, 3, 2)
DESK = "Credit desk, ext. 210"
EXPOSURES = {Condition.NEAR_LIMIT: Decimal(95), Condition.OVER_LIMIT: Decimal(120)}
PREPAYMENT = Leeway(Offerable(say("prepayment only"), None, None, "FV/1 unpaid"))
RANKS = {"anna": 0, "marek": 1, "ewa": 2}


def standing(condition, segment=None):
    hold = condition is Condition.HOLD
    return StandingRow(
        credit_limit=Decimal(100),
        exposure=EXPOSURES.get(condition, Decimal(0)),
        hold=hold,
        currency="PLN",
        hold_reason="FV/1 unpaid" if hold else None,
        overdue=Decimal(5) if condition is Condition.OVERDUE else None,
        segment=segment,
    )


def told(condition, rules, *, agent="anna", segment=None, refer_to=DESK, proposals=()):
    policy = Policy(rules, RANKS, refer_to=refer_to)
    found = leeway(standing(condition, segment), proposals, policy, agent, TODAY)
    assert not (found.may_offer and found.refer_to)
    return found.may_offer.terms if found.may_offer else found.refer_to


@pytest.mark.parametrize("condition", list(Condition))
def test_a_rule_without_conditions_is_for_everybody_but_a_hold(condition):
    terms = told(condition, [Rule(terms="net 30")])

    assert terms == (DESK if condition is Condition.HOLD else "net 30")


@pytest.mark.parametrize(("named", "condition"), list(product(Condition, Condition)))
def test_a_rule_is_for_the_conditions_that_it_names(named, condition):
    terms = told(condition, [Rule(conditions=frozenset({named}), terms="net 7")])

    assert terms == ("net 7" if named is condition else DESK)


@pytest.mark.parametrize(
    ("rules", "proposals"),
    [
        ([], []),
        ([Rule(terms="net 60", rank=0)], []),
        ([Rule(terms="net 60", segments=frozenset({"vip"}))], []),
        ([Rule(terms="net 60", conditions=frozenset(set(Condition) - {Condition.HOLD}))], []),
        ([Rule(terms="net 60", conditions=frozenset({Condition.HOLD}), rank=1)], []),
        ([Rule(terms="net 60", conditions=frozenset({Condition.HOLD}), until=date(2026, 3, 1))], []),
        ([], [OfferableRow("net 60"), OfferableRow("2/10 net 30", until=TODAY)]),
        ([], [OfferableRow("net 60", on_hold=True, until=date(2026, 3, 1))]),
    ],
)
def test_a_hold_gives_prepayment_and_nothing_better_or_whom_to_refer_to(rules, proposals):
    row = standing(Condition.HOLD, "vip")

    assert leeway(row, proposals, Policy(rules), "anna", TODAY) == PREPAYMENT
    assert leeway(row, proposals, Policy(rules, refer_to=DESK), "anna", TODAY) == Leeway(refer_to=DESK)


def test_prepayment_on_hold_is_said_in_words_that_can_be_translated():
    assert isinstance(PREPAYMENT.may_offer.terms, Sentence)


def test_what_is_meant_for_holds_may_be_offered_on_hold():
    assert (
        told(Condition.HOLD, [Rule(conditions=frozenset({Condition.HOLD}), terms="half now")]) == "half now"
    )
    assert told(Condition.HOLD, [], proposals=[OfferableRow("half now", on_hold=True)]) == "half now"
    assert told(Condition.HOLD, [], proposals=[OfferableRow("Prepayment")]) == "Prepayment"
    lead = [Rule(conditions=frozenset({Condition.HOLD}), refer_to="K. Lis")]
    assert told(Condition.HOLD, lead) == "K. Lis"


@pytest.mark.parametrize(
    ("agent", "terms"),
    [("anna", "net 14"), ("marek", "net 30"), ("EWA ", "net 60"), ("somebody", "net 14"), ("", "net 14")],
)
def test_an_agent_offers_what_their_authority_reaches_to(agent, terms):
    rules = [Rule(rank=2, terms="net 60"), Rule(rank=1, terms="net 30"), Rule(terms="net 14")]

    assert told(Condition.GOOD, rules, agent=agent) == terms


def test_everybody_else_has_the_usual_authority():
    policy = Policy([Rule(rank=1, terms="net 30")], RANKS, usual_rank=1)

    assert leeway(standing(Condition.GOOD), [], policy, "somebody", TODAY).may_offer.terms == "net 30"
    assert leeway(standing(Condition.GOOD), [], policy, "anna", TODAY) == Leeway()


@pytest.mark.parametrize(
    ("segment", "terms"), [("A", "net 60"), (" a", "net 60"), ("B", "net 30"), ("C", DESK), (None, DESK)]
)
def test_a_segment_that_nobody_tells_is_none_of_those_that_are_named(segment, terms):
    rules = [
        Rule(segments=frozenset({"a"}), terms="net 60"),
        Rule(segments=frozenset({"a", "b"}), terms="net 30"),
    ]

    assert told(Condition.GOOD, rules, segment=segment) == terms


@pytest.mark.parametrize(
    ("until", "terms"),
    [(None, "net 30"), (date(2026, 3, 3), "net 30"), (TODAY, "net 30"), (date(2026, 3, 1), DESK)],
)
def test_terms_are_good_until_the_end_of_their_last_day(until, terms):
    assert told(Condition.GOOD, [Rule(terms="net 30", until=until)]) == terms
    assert told(Condition.GOOD, [], proposals=[OfferableRow("net 30", until=until)]) == terms


def test_the_first_rule_that_fits_wins():
    rules = [
        Rule(conditions=frozenset({Condition.OVERDUE}), refer_to="Dunning, ext. 220"),
        Rule(terms="net 30", discount=Decimal(2), reason="usual"),
        Rule(terms="net 60"),
    ]

    assert told(Condition.OVERDUE, rules) == "Dunning, ext. 220"
    found = leeway(standing(Condition.GOOD), [], Policy(rules), "anna", TODAY)
    assert found == Leeway(Offerable("net 30", Decimal(2), None, "usual"))


def test_the_departments_own_word_comes_before_the_table():
    rules = [Rule(terms="net 30")]

    assert told(Condition.GOOD, rules, proposals=[OfferableRow("net 45")]) == "net 45"
    assert told(Condition.GOOD, rules, proposals=[OfferableRow(None, refer_to="K. Lis")]) == "K. Lis"
    assert told(Condition.GOOD, rules, proposals=[OfferableRow("old", until=date(2026, 1, 1))]) == "net 30"


@pytest.mark.parametrize("condition", [each for each in Condition if each is not Condition.HOLD])
def test_where_nobody_says_anything_nothing_is_offered(condition):
    assert leeway(standing(condition), [], Policy(), "anna", TODAY) == Leeway()
