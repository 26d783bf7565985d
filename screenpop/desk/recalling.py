"""What our own record knows of a call's customer, and what was told on this call, which it may not know yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from screenpop.customers import Person
from screenpop.gestures import Given, Spent
from screenpop.memory import Answered, Fact, Recollection
from screenpop.permission import Channel, Permission
from screenpop.ports.memory import Offered

InMind = Fact | Answered | Given | Permission
"""What a customer has told, or was given."""

T = TypeVar("T", Answered, Given, Permission)

_CLOCKS_DIFFER = timedelta(hours=1)
"""A shared record puts right when something was told; who was given the same twice within it was given it once."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found out of a customer; None is what could not be asked.

    Attributes:
        people: Everybody of this customer of whom the directory knows whether they may be approached.
        spent: What gestures have cost, for those that have a budget.
    """

    recollection: Recollection | None
    offered: Offered | None
    people: tuple[Person, ...] | None = None
    spent: tuple[Spent, ...] | None = None


@dataclass(slots=True)
class Recalling:
    """What is known of one customer.

    Attributes:
        customer_id: Of whom.
        recalled: What our own record said; None until it has said anything.
        offered: The same of offers, gestures and permissions.
        told: What the customer has told on this call.
        told_offers, told_gestures, told_permissions: The same of these.
        people, spent: As of `Known`.
        awaited: It was asked, and has said neither anything nor that it cannot.
    """

    customer_id: str
    recalled: Recollection | None = None
    offered: Offered = field(default_factory=Offered)
    told: dict[str, Fact] = field(default_factory=dict)
    told_offers: list[Answered] = field(default_factory=list)
    told_gestures: list[Given] = field(default_factory=list)
    told_permissions: list[Permission] = field(default_factory=list)
    people: tuple[Person, ...] = ()
    spent: tuple[Spent, ...] | None = None
    awaited: bool = False

    @property
    def owes(self) -> bool:
        """Something is still owed to this customer, as far as is known."""
        return bool(self.recalled and self.recalled.promises)

    @property
    def answered(self) -> tuple[Answered, ...]:
        """How offers fared, each product as it was told last, the newest first."""
        latest: dict[str, Answered] = {}
        for each in _newest_first([*self.told_offers, *self.offered.answered]):
            latest.setdefault(each.product, each)
        return tuple(latest.values())

    @property
    def given(self) -> tuple[Given, ...]:
        """Every gesture, the newest first."""
        known = self.offered.given
        fresh = (told for told in self.told_gestures if not any(_is_same(told, each) for each in known))
        return tuple(_newest_first([*fresh, *known]))

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Each contact and channel as it was said last, the newest first."""
        latest: dict[tuple[str | None, Channel], Permission] = {}
        for each in _newest_first([*self.told_permissions, *self.offered.permissions]):
            latest.setdefault((each.contact, each.channel), each)
        return tuple(latest.values())

    @property
    def is_told(self) -> bool:
        """Anything is worth telling: what was said of offers on this call counts even while the record is away."""
        said = (self.offered.permissions, self.told_permissions, self.told_gestures, self.told_offers)
        return self.recalled is not None or any(said)

    def hear(self, told: InMind) -> None:
        """The customer has told this on the call, or was given it."""
        match told:
            case Fact():
                self.told[told.fact] = told
            case Answered():
                self.told_offers.insert(0, told)
            case Given():
                self.told_gestures.insert(0, told)
            case Permission():
                self.told_permissions.insert(0, told)

    def take(self, known: Known) -> None:
        """Take in what was found out; what could not be asked stays as it was."""
        self.recalled = known.recollection or self.recalled
        self.offered = known.offered or self.offered
        self.people = self.people if known.people is None else known.people
        self.spent = self.spent if known.spent is None else known.spent


def _newest_first(told: Iterable[T]) -> list[T]:
    """Of two of one moment the one that stands first stays first: what was told on this call."""
    return sorted(told, key=lambda each: each.at, reverse=True)


def _is_same(told: Given, known: Given) -> bool:
    return told.gesture == known.gesture and abs(told.at - known.at) <= _CLOCKS_DIFFER
