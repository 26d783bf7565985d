"""Who is calling, whom for, and which of our numbers."""

from collections.abc import Callable
from datetime import date

from screenpop.customers import Customer, Person
from screenpop.permission import Channel
from screenpop.rules.known import Known
from screenpop.rules.measure import Kind, Measure, Value
from screenpop.rules.permission import objection, people_of


def _caller(of: Callable[[Person], Value | None]) -> Callable[[Known], Value | None]:
    """Of the one person that is certain."""

    def read(known: Known) -> Value | None:
        person = known.situation.person
        return of(person) if person else None

    return read


def _customer(of: Callable[[Customer], Value | None]) -> Callable[[Known], Value | None]:
    def read(known: Known) -> Value | None:
        identity = known.situation.identity
        return of(identity.customer) if identity and identity.customer else None

    return read


def _allowed(channel: Channel) -> Callable[[Known], bool | None]:
    """No where somebody who speaks for them objects; yes where it was allowed; else nobody ever spoke of it."""

    def read(known: Known) -> bool | None:
        identity = known.situation.identity
        if identity is None or identity.customer is None:
            return None
        people, noted = people_of(identity), known.situation.recollection.permissions
        if objection(people, noted, caller=identity.person, channel=channel):
            return False
        wanted = (channel, Channel.ALL)
        told = any(each.allowed and each.channel in wanted for each in noted)
        known_before = any(person.marketing.allowed.get(each) for person in people for each in wanted)
        return True if told or known_before else None

    return read


def _today(known: Known) -> date:
    return known.today


MEASURES = (
    Measure("today", Kind.DATE, _today),
    Measure("caller.name", Kind.TEXT, _caller(lambda person: person.contact)),
    Measure("caller.role", Kind.TEXT, _caller(lambda person: person.role)),
    Measure("caller.language", Kind.TEXT, _caller(lambda person: person.language)),
    Measure("caller.active", Kind.YES_NO, _caller(lambda person: person.active)),
    Measure("caller.prospect", Kind.YES_NO, _caller(lambda person: person.prospect)),
    Measure("customer.name", Kind.TEXT, _customer(lambda customer: customer.name)),
    Measure("customer.since", Kind.DATE, _customer(lambda customer: customer.since)),
    Measure(
        "call.called",
        Kind.TEXT,
        lambda known: (known.situation.called.label or None) if known.situation.called else None,
    ),
    Measure("call.queue", Kind.TEXT, lambda known: known.situation.queue),
    *(Measure(f"permission.{channel}", Kind.YES_NO, _allowed(channel)) for channel in Channel),
)
