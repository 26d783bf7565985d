"""Who may be offered something on the phone: the directory's word, what was noted, and whose word counts."""

from datetime import UTC, datetime, timedelta

import pytest

from screenpop.customers import Customer, Identity, Match, Person
from screenpop.permission import Channel, Marketing, Permission
from screenpop.rules.permission import objection, objections, people_of

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HURT = Customer("1001", "Hurt-Bud")
DOM = Customer("1002", "Dom")


def person(contact: str | None, *, active: bool = True, of: Customer = HURT, **allowed: bool) -> Person:
    said = {Channel(name): may for name, may in allowed.items()}
    return Person(of, contact, active=active, marketing=Marketing(said))


def noted(contact: str | None, channel: str, *, allowed: bool, day: int = 0) -> Permission:
    return Permission(contact, Channel(channel), allowed, MONDAY + timedelta(days=day))


ANNA, JAN = person("Anna"), person("Jan")


def test_nobody_who_was_never_asked_objects() -> None:
    assert objection([ANNA, JAN], [], caller=ANNA) is None
    assert objection([], [], caller=None) is None


@pytest.mark.parametrize("caller", [ANNA, JAN, None])
def test_an_objection_to_everything_counts_for_the_whole_customer_whoever_says_so(
    caller: Person | None,
) -> None:
    assert objection([person("Anna", all=False), JAN], [], caller=caller) is Channel.ALL
    assert objection([ANNA, JAN], [noted("Anna", "all", allowed=False)], caller=caller) is Channel.ALL
    assert objection([ANNA, JAN], [noted(None, "all", allowed=False)], caller=caller) is Channel.ALL


def test_an_objection_to_the_phone_is_its_speaker_s_own_and_of_everybody_where_nobody_is_certain() -> None:
    people = [person("Anna", phone=False), JAN]

    assert objection(people, [], caller=people[0]) is Channel.PHONE
    assert objection(people, [], caller=JAN) is None
    assert objection(people, [], caller=None) is Channel.PHONE
    assert objection([ANNA, JAN], [noted(None, "phone", allowed=False)], caller=JAN) is Channel.PHONE


def test_an_objection_to_another_channel_says_nothing_of_the_phone() -> None:
    people = [person("Anna", email=False, post=False, message=False)]

    assert objection(people, [], caller=people[0]) is None
    assert objection(people, [], caller=people[0], channel=Channel.POST) is Channel.POST


def test_the_newest_note_of_a_contact_and_channel_counts() -> None:
    before, after = noted("Anna", "phone", allowed=False), noted("Anna", "phone", allowed=True, day=1)

    assert objection([ANNA], [before, after], caller=ANNA) is None
    assert objection([ANNA], [after, before], caller=ANNA) is None
    again = noted("Anna", "phone", allowed=False, day=2)
    assert objection([ANNA], [after, before, again], caller=ANNA) is Channel.PHONE


def test_a_note_comes_after_whatever_the_directory_says() -> None:
    forbids, allows = person("Anna", phone=False, all=False), person("Anna", phone=True, all=True)

    assert objection([forbids], [noted("Anna", "all", allowed=True)], caller=forbids) is None
    assert objection([allows], [noted("Anna", "phone", allowed=False)], caller=allows) is Channel.PHONE


def test_of_what_the_directory_says_itself_the_objection_counts() -> None:
    both = person("Anna", all=True, phone=False)
    assert objection([both], [], caller=both) is Channel.PHONE
    other = person("Anna", all=False, phone=True)
    assert objection([other], [], caller=other) is Channel.ALL
    twice = [person("Anna", phone=False), person("Anna", phone=True)]
    assert objection(twice, [], caller=twice[0]) is Channel.PHONE
    assert objection(twice[::-1], [], caller=twice[0]) is Channel.PHONE


def test_who_allows_everything_later_allows_the_phone_and_not_the_other_way_round() -> None:
    against_phone = noted("Anna", "phone", allowed=False)
    assert objection([ANNA], [against_phone, noted("Anna", "all", allowed=True, day=1)], caller=ANNA) is None

    against_all = noted("Anna", "all", allowed=False)
    later = noted("Anna", "phone", allowed=True, day=1)
    assert objection([ANNA], [against_all, later], caller=ANNA) is Channel.ALL


def test_nobody_takes_back_what_another_one_said_but_who_speaks_for_all() -> None:
    said = noted("Anna", "all", allowed=False)

    assert objection([ANNA, JAN], [said, noted("Jan", "all", allowed=True, day=1)], caller=JAN) is Channel.ALL
    assert objection([ANNA, JAN], [said, noted(None, "all", allowed=True, day=1)], caller=JAN) is None


def test_what_nobody_in_particular_said_a_caller_takes_back_for_their_own_calls() -> None:
    said = [noted(None, "phone", allowed=False), noted("Anna", "phone", allowed=True, day=1)]

    assert objection([ANNA, JAN], said, caller=ANNA) is None
    assert objection([ANNA, JAN], said, caller=JAN) is Channel.PHONE
    everything = [noted(None, "all", allowed=False), noted("Anna", "all", allowed=True, day=1)]
    assert objection([ANNA, JAN], everything, caller=None) is None


def test_who_has_left_does_not_speak_for_a_customer_where_somebody_is_still_there() -> None:
    left = person("Ewa", active=False, all=False)

    of_number = Identity(Match.SHARED, (ANNA, left), HURT)
    assert objection(people_of(of_number), [], caller=None) is None
    nobody_else = Identity(Match.EXACT, (left,), HURT, left)
    assert objection(people_of(nobody_else), [], caller=left) is Channel.ALL


def test_people_of_other_customers_who_share_the_number_have_no_say() -> None:
    stranger = person("Piotr", of=DOM, all=False)
    shared = Identity(Match.SHARED, (ANNA, stranger), HURT, ANNA)

    assert people_of(shared) == (ANNA, ANNA)
    assert people_of(Identity(Match.SHARED, (ANNA, stranger))) == ()
    besides = person("Jan", all=False)
    assert objection(people_of(shared, [besides]), [], caller=ANNA) is Channel.ALL


def test_the_newest_word_counts_for_every_channel() -> None:
    anna = person("Anna", phone=False, post=True)

    def stands(*said: Permission) -> set[str]:
        return {each.value for each in objections([anna, JAN], said, caller=anna)}

    assert stands() == {"phone"}
    assert stands(noted("Anna", "phone", allowed=True)) == set()
    assert stands(noted("Anna", "post", allowed=False)) == {"phone", "post"}
    assert stands(noted(None, "email", allowed=False)) == {"phone", "email"}
    assert stands(noted(None, "email", allowed=False), noted("Anna", "email", allowed=True, day=1)) == {
        "phone"
    }
    assert stands(noted("Jan", "email", allowed=False)) == {"phone"}
    assert stands(noted("Jan", "all", allowed=False)) == {"all"}
    assert stands(noted("Jan", "all", allowed=False), noted(None, "all", allowed=True, day=1)) == set()
