"""What the playbook makes of a call: the first rule that holds, service before selling, and nobody who objects."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest

from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.value import Relationship
from screenpop.called import Called
from screenpop.gestures import Given, Spent
from screenpop.memory import Fact, Noted, Recollection
from screenpop.permission import Channel, Marketing
from screenpop.rules.advice import advise
from screenpop.rules.gestures import budget_began, givable
from screenpop.rules.known import Circumstances
from screenpop.rules.playbook import Judged, Playbook, judge
from screenpop.rules.situation import Situation
from screenpop.sentences import Sentence, say
from screenpop.settings.playbook import read_playbook
from tests.rules.playing import (
    ANNA,
    CEMENT,
    DAY,
    DEALINGS,
    GLOVES,
    NOW,
    OWING,
    PAINT,
    RELATIONSHIP,
    STANDING,
    TODAY,
    balance,
    everything,
    situation,
)

Read = Callable[[str], Playbook]
SHIPPED = read_playbook()
SUGGESTED = Suggestions((GLOVES, CEMENT, PAINT))
FREE = replace(STANDING, hold=False, exposure=Decimal(100), may_offer=None)
LOYAL = Relationship(since=TODAY.replace(year=2019) + 5 * DAY)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str) -> Playbook:
        file = tmp_path / "own.toml"
        file.write_text(text, encoding="utf-8")
        return read_playbook(file, agent="anna")

    return read


def said(judged: Judged) -> str:
    return judged.winner.rule.name if judged.winner else ""


def fired(judged: Judged) -> set[str]:
    return {verdict.rule.name for verdict in judged.verdicts if verdict.fired}


def because(judged: Judged, rule: str) -> str:
    (verdict,) = (each for each in judged.verdicts if each.rule.name == rule)
    return str(verdict.because)


SAID = [
    (
        "long-overdue",
        situation(replace(OWING, balances=(balance("PLN", "5", 61),), open_items=())),
        "overdue-long",
    ),
    (
        "60-days-is-not-long",
        situation(replace(OWING, balances=(balance("PLN", "5", 60),), open_items=())),
        "",
    ),
    ("limit-nearly-used", situation(replace(FREE, exposure=Decimal(900)), SUGGESTED), "limit-nearly-used"),
    ("limit-not-nearly-used", situation(replace(FREE, exposure=Decimal(894)), SUGGESTED), "suggestion"),
    ("leaving", situation(RELATIONSHIP, SUGGESTED), "leaving"),
    ("anniversary", situation(LOYAL, SUGGESTED), "anniversary"),
    ("loyal", situation(replace(LOYAL, since=TODAY - 3000 * DAY)), "loyal"),
    ("not-loyal-yet", situation(replace(LOYAL, since=TODAY - 300 * DAY)), ""),
    (
        "birthday",
        situation(SUGGESTED, remembers=Recollection(facts=(Fact("birthday", "1980-03-10", NOW),))),
        "birthday",
    ),
    (
        "no-birthday",
        situation(SUGGESTED, remembers=Recollection(facts=(Fact("birthday", "1980-04-10", NOW),))),
        "suggestion",
    ),
]


@pytest.mark.parametrize(("name", "given", "rule"), SAID, ids=[case[0] for case in SAID])
def test_what_ships_says_the_one_best_thing(name: str, given: Situation, rule: str) -> None:
    assert said(judge(SHIPPED, given, NOW)) == rule


def test_every_rule_is_judged_and_tells_why_it_does_not_hold() -> None:
    judged = judge(SHIPPED, everything(), NOW)

    assert [verdict.rule for verdict in judged.verdicts] == list(SHIPPED.rules)
    for verdict in judged.verdicts:
        assert [verdict.fired, verdict.unmet is not None, verdict.because is not None].count(True) == 1


def test_nothing_is_offered_on_account_while_on_hold() -> None:
    judged = judge(SHIPPED, situation(STANDING, SUGGESTED, DEALINGS), NOW)

    assert not fired(judged) & {"terms", "quote-expiring", "suggestion", "campaign"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (situation(OWING, SUGGESTED), "Invoice FV/7 is disputed"),
        (situation(DEALINGS, SUGGESTED), "Order 8812 is late"),
        (situation(STANDING, SUGGESTED), "Credit hold"),
        (
            situation(
                SUGGESTED, remembers=Recollection(noted=(Noted(NOW - DAY, "e", "x", reason="Complaint"),))
            ),
            "A complaint is open",
        ),
    ],
    ids=["dispute", "late order", "hold", "complaint"],
)
def test_who_is_to_be_served_first_is_offered_nothing(given: Situation, why: str) -> None:
    judged = judge(SHIPPED, given, NOW)
    advice = advise(given, NOW, SHIPPED)

    assert str(advice.serve_first) == why
    assert because(judged, "suggestion") == f"served first: {why}"
    assert advice.saying is None or advice.saying.offer is None


def test_the_best_suggestion_that_does_not_rest_is_named() -> None:
    advice = advise(situation(SUGGESTED), NOW, SHIPPED, Circumstances(resting=frozenset({"P1"})))

    assert advice.saying is not None
    assert (advice.saying.offer, str(advice.saying.say), str(advice.saying.why)) == (
        GLOVES,
        "Offer gloves",
        "others bought it",
    )
    assert advice.resting == {"P1"}
    everything_rests = Circumstances(resting=frozenset({"P1", "P2", "P3"}))
    assert judge(SHIPPED, situation(SUGGESTED), NOW, everything_rests).winner is None


def test_a_rule_names_its_list(read: Read) -> None:
    playbook = read('[[rules]]\nname = "new"\noffers = "fits"\nsay = "{offer.product}"\nwhy = "x"\n')

    saying = advise(situation(SUGGESTED), NOW, playbook).saying

    assert saying is not None
    assert (saying.offer, str(saying.say)) == (GLOVES, "P2")
    assert said(judge(playbook, situation(Suggestions((CEMENT,))), NOW)) == "suggestion"


CAMPAIGNS = """
[[campaigns]]
name = "spring"
label = "Spring"
until = 2026-03-04
categories = ["PAINT"]
say = "15 % off {offer.name}"

[[campaigns]]
name = "gold"
segments = ["Champions"]
queues = ["Brand A"]
say = "Gold for {customer.name}"
"""


def test_a_campaign_that_runs_and_matches_is_said_with_what_it_is_about(read: Read) -> None:
    playbook = read(CAMPAIGNS)
    saying = advise(situation(SUGGESTED), NOW, playbook).saying

    assert saying is not None
    assert (saying.rule, str(saying.say), str(saying.why), saying.offer) == (
        "campaign",
        "15 % off paint",
        "Spring, until 2026-03-04",
        PAINT,
    )
    assert said(judge(playbook, situation(SUGGESTED), NOW + DAY)) == "suggestion"
    assert said(judge(playbook, situation(Suggestions((CEMENT,))), NOW)) == "suggestion"
    resting = Circumstances(resting=frozenset({"P3"}))
    assert said(judge(playbook, situation(SUGGESTED), NOW, resting)) == "suggestion"


def test_a_campaign_is_only_for_its_customers_and_its_numbers(read: Read) -> None:
    playbook = read(CAMPAIGNS)
    champion = replace(situation(Relationship(segment="champions")), called=Called(label="brand a"))

    saying = advise(champion, NOW, playbook).saying
    assert saying is not None
    assert (str(saying.say), str(saying.why)) == ("Gold for Hurt-Bud", "gold")
    assert said(judge(playbook, replace(champion, called=None, queue="BRAND A"), NOW)) == "campaign"
    for other in (
        replace(champion, called=None),
        replace(champion, called=Called(label="Brand B")),
        replace(situation(Relationship(segment="lost")), called=Called(label="brand a")),
        replace(situation(), called=Called(label="brand a")),
    ):
        assert said(judge(playbook, other, NOW)) == ""


def test_rules_may_test_a_campaign(read: Read) -> None:
    playbook = read(
        CAMPAIGNS + '[[rules]]\nname = "own"\nwhen = "campaign.spring"\nsay = "It is spring"\nwhy = "x"\n'
    )

    assert said(judge(playbook, situation(SUGGESTED), NOW)) == "own"
    assert said(judge(playbook, situation(SUGGESTED), NOW + DAY)) == "suggestion"


@pytest.mark.parametrize("how", ["the directory knows", "the desk knows", "suggestions are withheld"])
def test_who_objects_is_told_of_no_suggestion_and_no_campaign(read: Read, how: str) -> None:
    playbook, circumstances, person, suggested = read(CAMPAIGNS), Circumstances(), ANNA, SUGGESTED
    match how:
        case "the directory knows":
            person = replace(ANNA, marketing=Marketing({Channel.PHONE: False}))
        case "the desk knows":
            circumstances = Circumstances(objected=Channel.ALL)
        case _:
            suggested = replace(SUGGESTED, withheld=say("objects"))
    judged = judge(playbook, situation(suggested, person=person), NOW, circumstances)

    assert judged.winner is None
    assert because(judged, "campaign") == because(judged, "suggestion")
    assert "objects" in because(judged, "suggestion")


GIFT = """
[[gestures]]
name = "thanks"
label = "a hamper"
worth = "60 PLN"
budget = "100 PLN"
rests = "30d"
"""


def spent(worth: str, gesture: str = "thanks") -> Circumstances:
    return Circumstances(spent=(Spent(gesture, 1, Decimal(worth)),))


def test_a_gesture_is_made_within_its_budget(read: Read) -> None:
    playbook = read(GIFT)
    saying = advise(situation(LOYAL), NOW, playbook, spent("40")).saying

    assert saying is not None
    assert saying.gesture == playbook.givings["thanks"].gesture
    assert str(saying.say) == "Make a gesture: a hamper"
    assert said(judge(playbook, situation(LOYAL), NOW, spent("40.01"))) == ""
    assert said(judge(playbook, situation(LOYAL), NOW, spent("900", "birthday"))) == "anniversary"


def test_while_nobody_knows_what_was_spent_nothing_with_a_budget_is_promised(read: Read) -> None:
    judged = judge(read(GIFT), situation(LOYAL), NOW)

    assert because(judged, "loyal").endswith("nobody knows what is left of its budget")
    assert said(judge(SHIPPED, situation(LOYAL), NOW)) == "anniversary"


def test_a_gesture_is_not_made_twice(read: Read) -> None:
    given = Recollection(given=(Given("thanks", NOW - 29 * DAY),))
    longer_ago = Recollection(given=(Given("thanks", NOW - 30 * DAY), Given("birthday", NOW)))

    assert said(judge(read(GIFT), situation(LOYAL, remembers=given), NOW, spent("0"))) == ""
    assert said(judge(read(GIFT), situation(LOYAL, remembers=longer_ago), NOW, spent("0"))) == "anniversary"


def test_a_gesture_is_only_for_those_who_may_make_it(read: Read) -> None:
    playbook = read('[[gestures]]\nname = "thanks"\nwho = ["ewa"]\n')

    assert because(judge(playbook, situation(LOYAL), NOW), "loyal").endswith("not for this agent to give")
    assert [each.name for each in givable(playbook.givings.values(), (), None, NOW)] == ["birthday"]


def test_a_budget_begins_with_the_month_by_the_clock_on_the_wall() -> None:
    assert budget_began(NOW).isoformat() == "2026-03-01T00:00:00+01:00"


def test_a_rule_whose_words_are_not_known_is_silent(read: Read) -> None:
    playbook = read('[[rules]]\nname = "own"\nsay = "{credit.terms}"\nwhy = "x"\n')
    judged = judge(playbook, situation(SUGGESTED), NOW)

    assert said(judged) == "suggestion"
    assert because(judged, "own") == "something in its words is not known"


def test_a_text_of_the_site_may_hold_braces_and_is_never_a_template_of_another(read: Read) -> None:
    playbook = read('[[rules]]\nname = "own"\nsay = "{{50 %}} {caller.name}"\nwhy = "x"\n')
    evil = replace(ANNA, contact="{credit.limit} <b>%s</b>")

    saying = advise(situation(person=evil), NOW, playbook).saying

    assert saying is not None
    assert str(saying.say) == "{50 %} {credit.limit} <b>%s</b>"


def test_the_site_may_call_a_complaint_by_its_own_word(read: Read) -> None:
    playbook = read('[words]\ncomplaint = ["Reklamacja"]\n')
    complained = situation(
        SUGGESTED, remembers=Recollection(noted=(Noted(NOW - DAY, "e", "x", disposition="reklamacja"),))
    )

    assert judge(playbook, complained, NOW).serve_first is not None
    assert judge(SHIPPED, complained, NOW).serve_first is None


def test_a_complaint_that_was_solved_is_open_no_more_nor_is_one_before_it() -> None:
    complained = Noted(NOW - 2 * DAY, "e", "late again", reason="Complaint", disposition="Passed on")
    solved = Noted(NOW - DAY, "e", "all is well", reason="Complaint", disposition="Solved")
    again = Noted(NOW, "e", "late once more", reason="Complaint")

    def first(*noted: Noted) -> Sentence | None:
        return judge(SHIPPED, situation(SUGGESTED, remembers=Recollection(noted=noted)), NOW).serve_first

    assert first(complained) is not None
    assert first(solved, complained) is None
    assert first(again, solved, complained) is not None


def test_who_objects_is_made_no_gesture() -> None:
    judged = judge(SHIPPED, situation(LOYAL), NOW, Circumstances(objected=Channel.ALL))

    assert because(judged, "loyal") == "this customer objects to being offered anything"


def test_advice_takes_no_time_that_anybody_feels() -> None:
    given, took = everything(), []
    for _ in range(50):
        began = time.perf_counter()
        advise(given, NOW, SHIPPED)
        took.append(timedelta(seconds=time.perf_counter() - began))

    assert median(took) < timedelta(milliseconds=5)
