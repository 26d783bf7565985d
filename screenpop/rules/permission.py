"""May a customer be offered anything on the phone? What the directory knows, what was noted, and whose word counts."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from screenpop.customers import Identity, Person
from screenpop.permission import Channel, Permission

_NONE: frozenset[Channel] = frozenset()
_EVERYTHING = frozenset({Channel.ALL})
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
"""A directory does not say when it was told: whatever was noted came later."""


def objection(
    people: Iterable[Person],
    noted: Sequence[Permission],
    *,
    caller: Person | None,
    channel: Channel = Channel.PHONE,
) -> Channel | None:
    """What the customer objects to: ALL is everything, whoever of them says so; None allows the channel.

    An objection to one channel is its speaker's own; the customer's as a whole, and where it is not certain who calls
    everybody's, counts for the caller too.

    Args:
        people: Everybody who speaks for the customer, as the directory knows them.
        noted: What was said on calls.
        caller: The one person that is certain, if any.
        channel: On which somebody wants to approach them.
    """
    stand = objections(people, noted, caller=caller)
    return next((each for each in (Channel.ALL, channel) if each in stand), None)


def objections(
    people: Iterable[Person], noted: Sequence[Permission], *, caller: Person | None
) -> frozenset[Channel]:
    """All that the customer objects to, as of `objection`; who objects to everything objects to nothing besides."""
    told = [*_of_directory(people), *noted]
    if not told:
        return _NONE
    said = _newest(told)
    stand = [each for each in said if not each.allowed and not _is_lifted(each, said, caller)]
    if any(each.channel is Channel.ALL for each in stand):
        return _EVERYTHING
    of_caller = (each for each in stand if caller is None or each.contact in {None, caller.contact})
    return frozenset(each.channel for each in of_caller)


def people_of(identity: Identity, everybody: Iterable[Person] = ()) -> tuple[Person, ...]:
    """Everybody of the one customer that is certain, those of a number and those whom the directory knows besides."""
    customer = identity.customer
    if customer is None:
        return ()
    certain = [identity.person] if identity.person else []
    everywhere = (*certain, *identity.people, *everybody)
    return who_speak(person for person in everywhere if person.customer.id == customer.id)


def who_speak(people: Iterable[Person]) -> tuple[Person, ...]:
    """Those of one customer's people who speak for it: where somebody is still there, nobody who has left."""
    known = tuple(people)
    return tuple(person for person in known if person.active) or known


def _of_directory(people: Iterable[Person]) -> Iterable[Permission]:
    """What forbids comes last: of two rows of one person it counts."""
    said = [
        Permission(person.contact, channel, allowed, _LONG_AGO)
        for person in people
        for channel, allowed in person.marketing.allowed.items()
    ]
    return sorted(said, key=lambda each: not each.allowed)


def _newest(said: Iterable[Permission]) -> Sequence[Permission]:
    """Each contact and channel as it was said last."""
    latest: dict[tuple[str | None, Channel], Permission] = {}
    for each in sorted(said, key=lambda each: each.at):
        latest[each.contact, each.channel] = each
    return tuple(latest.values())


def _is_lifted(objection: Permission, said: Iterable[Permission], caller: Person | None) -> bool:
    """Somebody who may take it back has allowed the same, or everything, later."""
    return any(
        each.allowed
        and each.at > objection.at
        and each.channel in {Channel.ALL, objection.channel}
        and _may_lift(each.contact, objection, caller)
        for each in said
    )


def _may_lift(contact: str | None, objection: Permission, caller: Person | None) -> bool:
    """Who objected may, and who speaks for all; what nobody in particular said, a caller takes back for themselves."""
    if contact is None or contact == objection.contact:
        return True
    is_callers = caller is not None and contact == caller.contact
    return objection.contact is None and (objection.channel is Channel.ALL or is_callers)
