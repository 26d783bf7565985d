"""The rows that accounting needs."""

from dataclasses import dataclass

from screenpop.ports.rows import Amount, Currency, Day, Flag, MaybeDay, MaybeText


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    """A document that is not paid in full; `balance` is what is left of it, negative for a credit note.

    `as_of` is the state of the books that the row is from, where the ledger tells.
    """

    due: Day
    balance: Amount
    currency: Currency
    document: MaybeText = None
    disputed: Flag = False
    as_of: MaybeDay = None


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money that came in."""

    at: Day
    amount: Amount
    currency: Currency


@dataclass(frozen=True, slots=True)
class BooksRow:
    """Until when the books are posted; asked where no open item tells."""

    as_of: Day
