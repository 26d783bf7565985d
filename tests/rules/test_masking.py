"""What of a caller may be shown: every policy, every standing, every trust."""

import pytest

from screenpop.customers import Customer, Identity, Match, Person
from screenpop.rules.masking import (
    LOCKED,
    NO_FINANCE,
    NOT_VERIFIED,
    OVER,
    WHO_FIRST,
    Standing,
    are_notes_masked,
    end_of,
    initials,
    seen,
    why_masked,
)
from screenpop.sentences import Sentence
from screenpop.trust import Trust
from screenpop.verification import Policy, VerificationPolicy

FIRM = Customer("1001", "Hurt-Bud", {"accounting": "L-9"})
ANNA = Person(FIRM, "Anna Wąs", role="buyer", language="pl")
EWA = Person(FIRM, "Ewa Kot", may_hear_finance=False)
EXACT = Identity(Match.EXACT, (ANNA,), FIRM, ANNA)
TRAINEE = Identity(Match.EXACT, (EWA,), FIRM, EWA)
EITHER = Identity(Match.SHARED, (ANNA, EWA), FIRM, None)
FINANCE = frozenset({"accounting", "credit"})

VERIFIED = Standing(verified=True)
LOCKED_OUT = Standing(locked=True)
DONE = Standing(over=True)
REVEALED = Standing(revealed=frozenset({"accounting"}))


def a_policy(policy: Policy, *, opened: frozenset[str] = frozenset()) -> VerificationPolicy:
    return VerificationPolicy(policy, open=opened, finance=FINANCE, notes=frozenset({"conversation"}))


@pytest.mark.parametrize(
    ("policy", "standing", "identity", "department", "why"),
    [
        ("show", Standing(), EXACT, "accounting", None),
        ("show", Standing(), TRAINEE, "accounting", NO_FINANCE),
        ("show", Standing(), TRAINEE, "sales", None),
        ("show", Standing(), EITHER, "credit", WHO_FIRST),
        ("show", REVEALED, TRAINEE, "accounting", None),
        ("show", REVEALED, TRAINEE, "credit", NO_FINANCE),
        ("show", LOCKED_OUT, EXACT, "accounting", None),
        ("amounts", Standing(), EXACT, "sales", NOT_VERIFIED),
        ("amounts", Standing(), EXACT, "conversation", None),
        ("amounts", VERIFIED, EXACT, "accounting", None),
        ("amounts", VERIFIED, TRAINEE, "accounting", NO_FINANCE),
        ("amounts", DONE, EXACT, "accounting", OVER),
        ("amounts", DONE, EXACT, "conversation", None),
        ("amounts", LOCKED_OUT, EXACT, "conversation", LOCKED),
        ("amounts", Standing(locked=True, revealed=frozenset({"sales"})), EXACT, "sales", LOCKED),
        ("verify", Standing(), EXACT, "sales", NOT_VERIFIED),
        ("verify", REVEALED, EXACT, "accounting", None),
        ("verify", REVEALED, EXACT, "sales", NOT_VERIFIED),
        ("verify", VERIFIED, EXACT, "sales", None),
        ("verify", LOCKED_OUT, EXACT, "sales", LOCKED),
    ],
)
def test_a_department_is_masked_for_a_reason_or_shown(
    policy: Policy, standing: Standing, identity: Identity, department: str, why: Sentence | None
) -> None:
    opened = frozenset({"conversation"}) if policy == "amounts" else frozenset[str]()
    assert why_masked(department, a_policy(policy, opened=opened), standing, identity) == why


@pytest.mark.parametrize(
    ("policy", "standing", "masked"),
    [
        ("show", Standing(), False),
        ("amounts", Standing(), True),
        ("amounts", VERIFIED, False),
        ("verify", Standing(), True),
        ("verify", Standing(revealed=frozenset({"conversation"})), False),
        ("verify", VERIFIED, False),
        ("verify", LOCKED_OUT, True),
    ],
)
def test_notes_are_masked_as_the_department_that_tells_of_them(
    policy: Policy, standing: Standing, *, masked: bool
) -> None:
    assert are_notes_masked(a_policy(policy), standing, EXACT) is masked


def test_notes_that_no_department_tells_of_are_masked_as_the_name_is() -> None:
    no_department = VerificationPolicy("verify")
    assert are_notes_masked(no_department, Standing(), EXACT)
    assert not are_notes_masked(no_department, Standing(revealed=frozenset({""})), EXACT)
    assert not are_notes_masked(VerificationPolicy("amounts"), Standing(), EXACT)


@pytest.mark.parametrize(
    ("trust", "contact", "company", "number"),
    [
        (Trust.CONFIRMED, "Anna Wąs", "Hurt-Bud", "…001"),
        (Trust.UNCONFIRMED, "A. W.", "Hurt-Bud", ""),
    ],
)
def test_the_name_is_shortened_as_far_as_the_number_cannot_be_believed(
    trust: Trust, contact: str, company: str, number: str
) -> None:
    shown = seen(EXACT, a_policy("verify"), Standing(), trust)
    expected = Person(Customer(number, company), contact)
    assert shown.identity == Identity(Match.EXACT, (expected,), expected.customer, expected, masked=True)
    assert shown.meant == (ANNA,)


@pytest.mark.parametrize("trust", [Trust.FAILED, Trust.WITHHELD])
def test_nobody_is_shown_where_the_number_says_nothing(trust: Trust) -> None:
    shown = seen(EXACT, a_policy("verify"), Standing(), trust)
    assert shown.identity == Identity(Match.EXACT, (), Customer("", ""), None, masked=True)
    assert shown.meant == ()


@pytest.mark.parametrize(
    ("policy", "standing"),
    [
        ("show", Standing()),
        ("amounts", DONE),
        ("verify", VERIFIED),
        ("verify", Standing(revealed=frozenset({""}))),
    ],
)
def test_who_it_is_is_shown_as_it_is_where_it_may_be(policy: Policy, standing: Standing) -> None:
    assert seen(EXACT, a_policy(policy), standing, Trust.FAILED).identity == EXACT


@pytest.mark.parametrize("policy", ["amounts", "verify"])
def test_of_a_locked_customer_nobody_sees_the_name(policy: Policy) -> None:
    shown = seen(EXACT, a_policy(policy), Standing(locked=True, revealed=frozenset({""})), Trust.CONFIRMED)
    assert shown.identity.people == ()
    assert "Hurt" not in repr(shown.identity)


@pytest.mark.parametrize(
    ("customer", "contact", "shown_customer"),
    [
        ("Nowak", "Jan Nowak", "N."),
        ("Anna Nowak", "Jan Nowak", "A. N."),
        ("Nowak Sp. z o.o.", "Jan Nowak", "N. S. z. o."),
        ("Jan Nowak", None, "J. N."),
        ("Ósemka", "Jan osemka", "Ó."),
        ("Hurt-Bud", "Jan Nowak", "Hurt-Bud"),
    ],
)
def test_a_company_that_is_called_like_its_person_tells_no_more_than_the_person(
    customer: str, contact: str | None, shown_customer: str
) -> None:
    person = Person(Customer("77001", customer), contact)
    identity = Identity(Match.EXACT, (person,), person.customer, person)
    shown = seen(identity, a_policy("verify"), Standing(), Trust.UNCONFIRMED).identity
    assert shown.customer
    assert shown.customer.name == shown_customer
    assert shown.person
    assert (shown.person.contact is None) == (contact is None)


def test_two_who_look_the_same_shortened_can_be_told_apart() -> None:
    others = (ANNA, Person(FIRM, "Adam Wilk"), Person(FIRM, "Ala Wrona"))
    shown = seen(Identity(Match.SHARED, others, FIRM), a_policy("verify"), Standing(), Trust.UNCONFIRMED)
    assert [person.contact for person in shown.identity.people] == ["A. W.", "A. W. (2)", "A. W. (3)"]
    assert shown.meant == others


def test_whom_the_agent_found_by_hand_is_named_and_the_others_of_the_number_are_not() -> None:
    identity = Identity(Match.SHARED, (ANNA, EWA), FIRM, ANNA)
    shown = seen(identity, a_policy("verify"), Standing(by_hand=ANNA), Trust.UNCONFIRMED).identity
    assert [person.contact for person in shown.people] == ["Anna Wąs", "E. K."]
    assert shown.person
    assert shown.person.customer.id == "…001"


def test_colleagues_are_shown_as_they_are() -> None:
    colleague = Person(Customer("us", "Our own"), "Marek", internal=True)
    identity = Identity(Match.EXACT, (colleague,), colleague.customer, colleague)
    assert seen(identity, a_policy("verify"), Standing(), Trust.UNCONFIRMED).identity == identity


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna Wąs-Świątkowska", "A. W."),
        ("  anna   wąs ", "a. w."),
        ("Æsir Øre", "Æ. Ø."),
        ("กัญญา ทองดี", "กั. ท."),
        ("4711 / 12", "…"),
        ("", "…"),
        ("(old) Anna", "o. A."),
        ("a b c d e f", "a. b. c. d."),
        ("<b>Anna</b>", "b."),
    ],
)
def test_initials_are_letters_and_nothing_else(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("number", "end"), [("KD-700431", "…431"), ("1001", "…001"), ("001", "…"), ("", "…")]
)
def test_the_end_of_a_number_is_never_all_of_it(number: str, end: str) -> None:
    assert end_of(number) == end
