"""The demo company's customers: what is known of each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from connectors.demo_company.telephones import Telephone
from connectors.demo_company.words import Country


class Habit(StrEnum):
    """How an account pays."""

    PROMPT = "prompt"
    PUNCTUAL = "punctual"
    SLOW = "slow"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Whether somebody may be approached at all, and how, as the customer file has it; None was never spoken of."""

    at_all: bool | None = None
    phone: bool | None = None
    email: bool | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who calls for an account."""

    name: str
    role: str | None
    numbers: tuple[Telephone, ...]
    active: bool = True
    wishes: Wishes = Wishes()


@dataclass(frozen=True, slots=True)
class Account:
    """One customer, with the number that each department keeps it under.

    Attributes:
        number: In the customer file.
        ledger: In the ledger; None where accounting keeps it under the customer file's number.
        shop: In the shop.
        credit: With the credit department; None for who only pays in advance.
        trade: The line of business, which decides what is bought.
        size: 3 for a large customer, 1 for a small one.
        phones: The company's own numbers.
    """

    number: str
    ledger: str | None
    shop: int
    credit: str | None
    name: str
    country: Country
    street: str
    postcode: str
    city: str
    since: date
    active: bool
    trade: str
    size: int
    habit: Habit
    phones: tuple[Telephone, ...]
    contacts: tuple[Contact, ...]
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is fixed of an account before chance decides the rest."""

    country: str | None = None
    size: int | None = None
    habit: Habit | None = None
    trade: str | None = None
    trunk: bool | None = None
    people: int | None = None
    years: int | None = None
    company: str | None = None
    buyer: str | None = None
