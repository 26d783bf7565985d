"""Who looked at whom, page by page, newest first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screenpop.events.acts import Look
from screenpop.record.entries import CheckMade, CustomerViewed
from screenpop.record.ids import new_id
from screenpop.record.looks import Audited, Checked, LookFilter
from screenpop.storage.database import Database
from screenpop.storage.looks import RecordLooks
from tests.storage.made_entries import NOON, Keeping, found, started


@pytest.fixture
def looks(database: Database) -> RecordLooks:
    return RecordLooks(database)


def viewed(
    minutes: int = 0, agent: str = "anna", customer_id: str = "K-1", look: Look = Look.CARD, what: str = ""
):
    return CustomerViewed(new_id(), None, NOON + timedelta(minutes=minutes), agent, customer_id, look, what)


def test_a_look_says_who_when_how_and_whom_by_the_name_called_last(
    record: Keeping, looks: RecordLooks
) -> None:
    for name, at in (("Hurt-Bud", NOON), ("Hurt-Bud S.A.", NOON + timedelta(hours=1))):
        call = started(name, at=at)
        record.keep(call)
        record.keep(replace(found(call.id, customer=name), at=at))
    record.keep(viewed(look=Look.REVEAL, what="balance"))

    [look] = looks.page(LookFilter(), at_most=10)

    assert (look.agent, look.customer_id, look.customer) == ("anna", "K-1", "Hurt-Bud S.A.")
    assert (look.at, look.look, look.what) == (NOON, Look.REVEAL, "balance")


def test_pages_hold_every_look_once_also_those_of_one_instant(record: Keeping, looks: RecordLooks) -> None:
    for number in range(10):
        record.keep(viewed(number // 3, customer_id=f"K-{number}"))

    seen, page = [], looks.page(LookFilter(), at_most=3)
    while page:
        seen += page
        page = looks.page(LookFilter(), at_most=3, older_than=seen[-1])

    assert [look.customer_id for look in seen] == [f"K-{number}" for number in reversed(range(10))]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (LookFilter(agent="ola"), {"other"}),
        (LookFilter(looks=frozenset({Look.EXPORT})), {"csv"}),
        (LookFilter(since=NOON + timedelta(minutes=2)), {"csv"}),
        (LookFilter(before=NOON + timedelta(minutes=1)), {"first"}),
        (LookFilter(customer_id="K-1"), {"first", "csv"}),
    ],
    ids=["agent", "look", "since", "before", "a customer, and files of many"],
)
def test_filters(record: Keeping, looks: RecordLooks, wanted: LookFilter, expected: set[str]) -> None:
    record.keep(viewed(0, what="first"))
    record.keep(viewed(1, agent="ola", customer_id="K-2", what="other"))
    record.keep(viewed(2, customer_id="", look=Look.EXPORT, what="csv"))

    assert {look.what for look in looks.page(wanted, at_most=10)} == expected


def test_everybody_who_looked_is_known(record: Keeping, looks: RecordLooks) -> None:
    for agent in ("ola", "anna", "ola"):
        record.keep(viewed(agent=agent))
    assert looks.lookers() == ["anna", "ola"]


def asked(
    minutes: int, check: str, *, right: bool, agent: str = "anna", customer_id: str = "K-1"
) -> CheckMade:
    return CheckMade(new_id(), None, NOON + timedelta(minutes=minutes), agent, customer_id, check, right)


@pytest.fixture
def audited(record: Keeping, looks: RecordLooks) -> RecordLooks:
    record.keep(asked(0, "born", right=False))
    record.keep(viewed(1, look=Look.REVEAL, what="accounting"))
    record.keep(asked(2, "postcode", right=True, agent="ola", customer_id="K-2"))
    record.keep(asked(3, "", right=True, agent="sven"))
    record.keep(viewed(4))
    return looks


def test_checks_stand_among_the_looks_in_the_order_of_time(audited: RecordLooks) -> None:
    seen = [(look.look, look.what, look.agent) for look in audited.page(LookFilter(), at_most=10)]
    assert seen == [
        (Look.CARD, "", "anna"),
        (Checked.UNLOCKED, "", "sven"),
        (Checked.RIGHT, "postcode", "ola"),
        (Look.REVEAL, "accounting", "anna"),
        (Checked.WRONG, "born", "anna"),
    ]
    assert audited.lookers() == ["anna", "ola", "sven"]


def test_pages_go_through_looks_and_checks_each_once(audited: RecordLooks) -> None:
    seen, page = [], audited.page(LookFilter(), at_most=2)
    while page:
        seen += page
        page = audited.page(LookFilter(), at_most=2, older_than=seen[-1])
    assert [look.id for look in seen] == [look.id for look in audited.page(LookFilter(), at_most=10)]
    assert len(seen) == 5


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({Checked.WRONG}, ["born"]),
        ({Checked.WRONG, Checked.RIGHT}, ["postcode", "born"]),
        ({Look.REVEAL}, ["accounting"]),
        ({Look.REVEAL, Checked.WRONG}, ["accounting", "born"]),
        ({Checked.UNLOCKED}, [""]),
    ],
)
def test_looks_and_checks_are_filtered_by_what_they_are(
    audited: RecordLooks, wanted: set[Audited], expected: list[str]
) -> None:
    page = audited.page(LookFilter(looks=frozenset(wanted)), at_most=10)
    assert [look.what for look in page] == expected


def test_checks_are_filtered_by_agent_customer_and_time(audited: RecordLooks) -> None:
    for wanted, expected in (
        (LookFilter(agent="ola"), ["postcode"]),
        (LookFilter(customer_id="K-2"), ["postcode"]),
        (LookFilter(before=NOON + timedelta(minutes=1)), ["born"]),
        (LookFilter(since=NOON + timedelta(minutes=3), agent="sven"), [""]),
    ):
        assert [look.what for look in audited.page(wanted, at_most=10)] == expected
