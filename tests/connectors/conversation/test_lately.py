"""Other systems are not asked again with every letter that a colleague writes."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from connectors.conversation.lately import A_MOMENT, Lately
from screenpop.answers.conversation import Said
from screenpop.customers import Customer
from screenpop.errors import SourceUnavailable
from screenpop.sentences import say
from tests.fakes import Clock

ONE, OTHER = Customer("C1", "Hurt-Bud"), Customer("C2", "Other")
SAID = (Said(datetime(2026, 3, 2, 9, tzinfo=UTC), "ticket", "Where is it?"),)
WITHIN = timedelta(seconds=2)


@dataclass
class Counted:
    """Counts how often it was asked of whom."""

    name: str = "tickets"
    failure: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def said(self, customer: Customer, within: timedelta, /) -> tuple[Said, ...]:
        self.asked.append(customer.id)
        if self.failure:
            raise self.failure
        return SAID


def test_what_was_said_a_moment_ago_is_not_asked_again() -> None:
    tickets, clock = Counted(), Clock()
    lately = Lately(tickets, clock)

    assert [lately.said(ONE, WITHIN) for _ in range(5)] == [SAID] * 5
    assert tickets.asked == ["C1"]
    clock.seconds += A_MOMENT
    lately.said(ONE, WITHIN)
    assert tickets.asked == ["C1", "C1"]


def test_another_customer_is_always_asked_about() -> None:
    tickets = Counted()
    lately = Lately(tickets, Clock())
    for customer in (ONE, OTHER, ONE):
        lately.said(customer, WITHIN)

    assert tickets.asked == ["C1", "C2", "C1"]


def test_a_failure_is_no_answer_to_remember() -> None:
    tickets = Counted(failure=SourceUnavailable(say("down")))
    lately = Lately(tickets, Clock())
    with pytest.raises(SourceUnavailable):
        lately.said(ONE, WITHIN)
    tickets.failure = None

    assert lately.said(ONE, WITHIN) == SAID
    assert lately.name == "tickets"
