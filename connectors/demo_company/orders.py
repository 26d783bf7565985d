"""What customers order, and what they were offered in writing."""

from dataclasses import dataclass
from datetime import date

from connectors.demo_company.accounts import Account
from connectors.demo_company.words import Item


@dataclass(frozen=True, slots=True)
class Line:
    """One article of an order; a negative quantity came back."""

    item: Item
    quantity: int
    minor: int


@dataclass(slots=True)
class Order:
    """An order. `minor` amounts are in the currency's hundredths, without tax.

    Attributes:
        delivered: When it left; None while it is open.
        status: In the shop's words.
        promised: For when it was promised.
    """

    account: Account
    placed: date
    lines: list[Line]
    delivered: date | None
    status: str
    promised: date
    number: int = 0
    tracking: str | None = None

    @property
    def minor(self) -> int:
        """The order's total."""
        return sum(line.minor for line in self.lines)

    @property
    def parcel(self) -> str:
        """The carrier's number for it, once it is on its way."""
        return f"HW{self.number * 7919 % 10**9:09}{self.account.country.code}"


@dataclass(frozen=True, slots=True)
class Quotation:
    """An offer in writing that was not answered yet, or was let go."""

    number: str
    account: Account
    made: date
    valid_until: date
    minor: int
