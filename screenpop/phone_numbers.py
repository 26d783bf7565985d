"""The one reader of telephone numbers: what a network or a ledger wrote becomes E.164, a short number, or nothing.

E.164: ITU-T recommendation, "+", country code, national number, 15 digits at most.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number that was read.

    Attributes:
        e164: The full number, "+48225550123"; None if it is short.
        short: A colleague's number inside the company, "101"; None if it is full.
    """

    e164: str | None = None
    short: str | None = None
