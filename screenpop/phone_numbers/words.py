"""What reading a number gives."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that was read.

    Attributes:
        e164: The full number, "+48225550123"; None if it is short.
        short: A colleague's number inside the company, "101"; None if it is full.
        extension: What is dialled behind it, if that is said: it tells people apart who share the number, but
            makes no other number of it.
    """

    e164: str | None = None
    short: str | None = None
    extension: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StoredNumber:
    """What a ledger's cell holds.

    Attributes:
        numbers: The numbers that stand in it, none twice.
        trunk: What all numbers behind a company's main number begin with: "22 555 01-0" gives "+482255501".
    """

    numbers: tuple[PhoneNumber, ...]
    trunk: str | None = None
