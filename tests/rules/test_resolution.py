"""Who is calling, judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screenpop.customers import Candidates, Customer, Identity, Match, Person
from screenpop.phone_numbers import PhoneNumber
from screenpop.rules.resolution import resolve

NUMBER = PhoneNumber("+48225550123")
HURT_BUD, PARIS = Customer("C1", "Hurt-Bud"), Customer("C2", "Paris")
ANNA, JAN, PIERRE = Person(HURT_BUD, "Anna Wąs"), Person(HURT_BUD, "Jan"), Person(PARIS, "Pierre")
LEFT = Person(HURT_BUD, "Ewa", active=False)
COMPANY, OTHER_COMPANY = Person(HURT_BUD, None), Person(PARIS, None)
CLOSED = Person(HURT_BUD, None, active=False)


def judge(*people: Person, trunk: bool = False, last_choice: Person | None = None) -> Identity:
    return resolve(NUMBER, Candidates(people, trunk, last_choice), withheld=False)


@pytest.mark.parametrize(
    ("people", "match", "entries", "customer", "person"),
    [
        ([ANNA], Match.EXACT, [ANNA], HURT_BUD, ANNA),
        ([ANNA, JAN], Match.SHARED, [ANNA, JAN], HURT_BUD, None),
        ([ANNA, PIERRE], Match.SHARED, [ANNA, PIERRE], None, None),
        ([ANNA, ANNA], Match.EXACT, [ANNA], HURT_BUD, ANNA),
        ([ANNA, Person(HURT_BUD, " anna  wąs ")], Match.EXACT, [ANNA], HURT_BUD, ANNA),
        ([ANNA, Person(PARIS, "Anna Wąs")], Match.SHARED, [ANNA, Person(PARIS, "Anna Wąs")], None, None),
        ([COMPANY], Match.EXACT, [COMPANY], HURT_BUD, COMPANY),
        ([COMPANY, COMPANY], Match.EXACT, [COMPANY], HURT_BUD, COMPANY),
        ([COMPANY, ANNA], Match.EXACT, [ANNA], HURT_BUD, ANNA),
        ([COMPANY, ANNA, JAN], Match.SHARED, [ANNA, JAN], HURT_BUD, None),
        ([COMPANY, PIERRE], Match.SHARED, [COMPANY, PIERRE], None, None),
        ([COMPANY, OTHER_COMPANY], Match.SHARED, [COMPANY, OTHER_COMPANY], None, None),
        ([LEFT], Match.EXACT, [LEFT], HURT_BUD, LEFT),
        ([LEFT, ANNA], Match.EXACT, [ANNA, LEFT], HURT_BUD, ANNA),
        ([LEFT, PIERRE], Match.EXACT, [PIERRE, LEFT], PARIS, PIERRE),
        ([LEFT, ANNA, JAN], Match.SHARED, [ANNA, JAN, LEFT], HURT_BUD, None),
        ([LEFT, COMPANY], Match.EXACT, [COMPANY, LEFT], HURT_BUD, COMPANY),
        ([LEFT, CLOSED], Match.EXACT, [LEFT], HURT_BUD, LEFT),
        ([ANNA, CLOSED], Match.EXACT, [ANNA], HURT_BUD, ANNA),
        ([CLOSED], Match.EXACT, [CLOSED], HURT_BUD, CLOSED),
        (
            [Person(HURT_BUD, "Ewa"), LEFT],
            Match.EXACT,
            [Person(HURT_BUD, "Ewa")],
            HURT_BUD,
            Person(HURT_BUD, "Ewa"),
        ),
        (
            [LEFT, Person(HURT_BUD, "Ewa")],
            Match.EXACT,
            [Person(HURT_BUD, "Ewa")],
            HURT_BUD,
            Person(HURT_BUD, "Ewa"),
        ),
        ([], Match.UNKNOWN, [], None, None),
    ],
)
def test_people_are_judged(
    people: list[Person],
    match: Match,
    entries: list[Person],
    customer: Customer | None,
    person: Person | None,
) -> None:
    assert judge(*people) == Identity(match, tuple(entries), customer, person)


def test_a_tail_behind_a_main_number_is_shared_among_the_companys_people() -> None:
    assert judge(COMPANY, ANNA, JAN, LEFT, trunk=True) == Identity(Match.SHARED, (ANNA, JAN, LEFT), HURT_BUD)


def test_a_tail_behind_a_main_number_is_shared_even_with_one_person() -> None:
    assert judge(ANNA, trunk=True) == Identity(Match.SHARED, (ANNA,), HURT_BUD)


def test_a_tail_behind_the_main_number_of_a_company_without_people_is_the_company() -> None:
    assert judge(COMPANY, trunk=True) == Identity(Match.SHARED, (COMPANY,), HURT_BUD)


def test_the_last_choice_comes_first_and_stays_a_choice() -> None:
    assert judge(ANNA, JAN, last_choice=JAN) == Identity(Match.SHARED, (JAN, ANNA), HURT_BUD)
    assert judge(ANNA, PIERRE, last_choice=PIERRE) == Identity(Match.SHARED, (PIERRE, ANNA))


def test_the_last_choice_does_not_come_before_active_people_once_it_has_left() -> None:
    assert judge(ANNA, JAN, LEFT, last_choice=LEFT).people == (ANNA, JAN, LEFT)


def test_the_last_choice_makes_nobody_of_an_unknown_number() -> None:
    assert judge(last_choice=ANNA) == Identity(Match.UNKNOWN)


def test_a_withheld_call_is_nobodys_whatever_the_directory_says() -> None:
    assert resolve(NUMBER, Candidates((ANNA,)), withheld=True) == Identity(Match.WITHHELD)


def test_a_number_that_could_not_be_read_is_unknown() -> None:
    assert resolve(None, Candidates(), withheld=False) == Identity(Match.UNKNOWN)


somebody = st.builds(
    Person,
    st.sampled_from([HURT_BUD, PARIS]),
    st.sampled_from([None, "Anna", "anna", "Jan", "Ewa"]),
    active=st.booleans(),
)


@given(people=st.lists(somebody, max_size=8), trunk=st.booleans(), last=st.none() | somebody)
def test_whoever_is_certain_is_so_for_a_reason(
    people: list[Person], trunk: bool, last: Person | None
) -> None:
    identity = judge(*people, trunk=trunk, last_choice=last)

    counting = [p for p in identity.people if p.active] or list(identity.people)
    entries = [(p.customer.id, p.contact and p.contact.lower()) for p in identity.people]
    assert len(set(entries)) == len(entries)
    assert [p.active for p in identity.people] == sorted((p.active for p in identity.people), reverse=True)
    assert (identity.match is Match.UNKNOWN) == (not people)
    assert (
        (identity.person is not None) == (identity.match is Match.EXACT) == (len(counting) == 1 and not trunk)
    )
    assert (identity.customer is not None) == (len({p.customer.id for p in counting}) == 1)
    assert all(any(p == q for q in people) for p in identity.people)


@pytest.mark.parametrize(
    ("people", "keyed", "match", "entries", "person"),
    [
        ([], [ANNA, JAN], Match.SHARED, [ANNA, JAN], None),
        ([], [ANNA], Match.SHARED, [ANNA], None),
        ([ANNA], [ANNA, JAN], Match.EXACT, [ANNA], ANNA),
        ([ANNA, PIERRE], [ANNA, JAN], Match.SHARED, [ANNA, PIERRE], None),
        ([PIERRE], [COMPANY, ANNA, JAN], Match.SHARED, [ANNA, JAN, PIERRE], None),
    ],
)
def test_a_keyed_customer_number_tells_the_customer_and_never_the_person(
    people: list[Person], keyed: list[Person], match: Match, entries: list[Person], person: Person | None
) -> None:
    judged = resolve(NUMBER, Candidates(tuple(people), keyed=tuple(keyed)), withheld=False)
    assert judged == Identity(match, tuple(entries), HURT_BUD, person)


def test_a_keyed_customer_number_counts_where_the_caller_is_withheld() -> None:
    judged = resolve(None, Candidates(keyed=(ANNA, JAN)), withheld=True)
    assert (judged.match, judged.customer) == (Match.SHARED, HURT_BUD)
