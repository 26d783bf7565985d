"""Whatever the site's rules say, and however it masks: advice tells nothing of what the agent may not see."""

from dataclasses import dataclass, replace

import pytest

from screenpop.answers.advice import Advice
from screenpop.answers.any import Answer
from screenpop.answers.cross_sell import Suggestions
from screenpop.customers import Candidates
from screenpop.events import acts, news
from screenpop.memory import Noted
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.memory import Offered
from screenpop.rules.measures import MEASURES, Measures
from screenpop.rules.playbook import Playbook, Rule
from screenpop.rules.saying import read_text
from screenpop.verification import Check, VerificationPolicy
from tests.desk.conftest import ANNAS_NUMBER, SHIPPED, Bench, answered, ended, offered
from tests.fakes import FakeDepartment, FakeDirectory, FakeFailedChecks, FakeMemory, FakeRecord
from tests.rules.playing import (
    ANNA,
    CEMENT,
    DEALINGS,
    GLOVES,
    NOW,
    OWING,
    RELATIONSHIP,
    STANDING,
    TALK,
    recalled,
)

ANSWERS: dict[str, Answer] = {
    "accounting": OWING,
    "credit": STANDING,
    "sales": DEALINGS,
    "value": RELATIONSHIP,
    "cross_sell": Suggestions((CEMENT, GLOVES)),
    "conversation": TALK,
}
NEEDS = {name: name for name in ANSWERS} | {
    "offers.again": "cross_sell",
    "offers.fits": "cross_sell",
    "offers.declined_days": "conversation",
    "offers.accepted_days": "conversation",
    "notes": "conversation",
    "promise": "conversation",
    "gestures": "conversation",
    "complaint.days": "conversation",
}
"""By which department's answer a measure is masked; our own record is masked as `conversation` is."""

ALWAYS_KNOWN = ("promise.open", "notes.this_week")
"""Of our own record, where nothing is known there is nothing."""

SECRETS = {
    "accounting": ("FV/7", "310", "47"),
    "credit": ("insolvent", "credit desk", "prepay", "Credit hold", "spring"),
    "sales": ("8812", "Q-9", "in production"),
    "value": ("11 weeks", "Important", "2016"),
    "cross_sell": ("cement", "gloves", "P1", "P2"),
    "conversation": ("send it", "ewa", "Promised:", "complaint"),
}
MONEY = frozenset({"accounting", "credit"})
EVERYTHING = frozenset(ANSWERS)


def a_policy(policy: str, **more: object) -> VerificationPolicy:
    settled = {
        "policy": policy,
        "checks": (Check("born", "When?"), Check("street", "Where?")),
        "finance": MONEY,
        "notes": frozenset({"conversation"}),
        **more,
    }
    return VerificationPolicy(**settled)  # type: ignore[arg-type] # a test names real fields


def a_bench(policy: VerificationPolicy, playbook: Playbook, *, hears_finance: bool = True) -> Bench:
    anna = replace(ANNA, may_hear_finance=hears_finance)
    known = recalled()
    memory = FakeMemory(
        {"1001": (*known.noted, Noted(NOW, "ewa", "note", reason="Complaint"))},
        {"1001": known.facts},
        {"1001": known.promises},
        {"1001": Offered(known.answered, known.given)},
    )
    return Bench(
        FakeDirectory({PhoneNumber(ANNAS_NUMBER): Candidates((anna,))}),
        tuple(FakeDepartment(name, answer) for name, answer in ANSWERS.items()),
        FakeRecord(),
        memory=memory,
        verification=policy,
        failed_checks=FakeFailedChecks(),
        playbook=playbook,
    )


def rings(bench: Bench, *more: acts.Act) -> None:
    bench.happens(offered())
    bench.works()
    bench.happens(answered(), *more)
    bench.works()


REVEALS = acts.RevealWanted("c1", "accounting")
VERIFIES = (acts.CheckAnswered("c1", "born", right=True), acts.CheckAnswered("c1", "street", right=True))
FAILS = tuple(acts.CheckAnswered("c1", name, right=False) for name in ("born", "street"))


@dataclass(frozen=True)
class Masking:
    """A policy, what happens on the call, and what is masked then."""

    name: str
    policy: VerificationPolicy
    masked: frozenset[str]
    happens: tuple[acts.Act, ...] = ()
    hears_finance: bool = True


NOTES = frozenset({"conversation"})
SOME = frozenset({"sales", "value"})
MASKING = [
    Masking("show", a_policy("show"), frozenset()),
    Masking("no finance", a_policy("show"), MONEY, hears_finance=False),
    Masking("amounts", a_policy("amounts", open=NOTES), EVERYTHING - NOTES),
    Masking("verify", a_policy("verify"), EVERYTHING),
    Masking("some open", a_policy("verify", open=SOME), EVERYTHING - SOME),
    Masking("revealed", a_policy("verify"), EVERYTHING - {"accounting"}, (REVEALS,)),
    Masking("verified", a_policy("verify"), frozenset(), VERIFIES),
    Masking("verified, no finance", a_policy("verify"), MONEY, VERIFIES, hears_finance=False),
    Masking("locked", a_policy("verify", wrong=2), EVERYTHING, FAILS),
    Masking("locked, though open", a_policy("verify", wrong=2, open=SOME), EVERYTHING, FAILS),
]
masking = pytest.mark.parametrize("masking", MASKING, ids=[case.name for case in MASKING])


def department_of(measure: str) -> str | None:
    return NEEDS.get(measure) or NEEDS.get(measure.partition(".")[0])


def telling_all_of(department: str) -> Playbook:
    """A rule for each measure: the first of which anything is known is said."""
    names = [name for name in MEASURES if department_of(name) == department and name not in ALWAYS_KNOWN]
    texts = tuple(read_text("{" + name + "}", Measures()) for name in names)
    return Playbook(tuple(Rule(f"r{place}", say=(text,), why=(text,)) for place, text in enumerate(texts)))


def advised(bench: Bench) -> Advice:
    """What stands on the card now: with an identity it begins anew."""
    advice = Advice()
    for told in bench.told:
        match told:
            case news.CallerIdentified() | news.PartyChanged():
                advice = Advice()
            case news.Advised():
                advice = told.advice
    return advice


@pytest.mark.parametrize("department", ANSWERS)
@masking
def test_no_rule_says_what_is_masked_and_any_says_what_is_not(masking: Masking, department: str) -> None:
    bench = a_bench(masking.policy, telling_all_of(department), hears_finance=masking.hears_finance)
    rings(bench, *masking.happens)

    assert (advised(bench).saying is None) == (department in masking.masked)


@masking
def test_advice_by_the_rules_that_ship_holds_nothing_of_what_is_masked(masking: Masking) -> None:
    bench = a_bench(masking.policy, SHIPPED, hears_finance=masking.hears_finance)
    rings(bench, *masking.happens)
    told = repr(advised(bench))

    for department in masking.masked:
        assert not [secret for secret in SECRETS[department] if secret in told], department


def test_the_secrets_would_be_seen() -> None:
    bench = a_bench(a_policy("show"), SHIPPED)
    rings(bench)
    told = "\n".join(repr(each.advice) for each in bench.heard(news.Advised))

    assert {"310", "8812", "Promised:", "send it", "Important", "Credit hold"} <= {
        secret for secrets in SECRETS.values() for secret in secrets if secret in told
    }


def test_once_the_call_is_wrapped_up_advice_is_masked_again() -> None:
    bench = a_bench(a_policy("verify"), telling_all_of("credit"))
    rings(bench, *VERIFIES)
    assert advised(bench).saying is not None

    bench.happens(ended(), acts.WrappedUp("c1", "Order", "Solved", "done"))
    bench.works()

    assert advised(bench) == Advice()
