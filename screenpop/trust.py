"""How far a presented number can be believed (STIR/SHAKEN, RFC 8224, ATIS-1000074)."""

from enum import StrEnum


class Verification(StrEnum):
    """What the carrier said of the number; it speaks of the number, never of the person."""

    PASSED = "passed"  # attestation A, or not stated
    PARTLY = "partly"  # attestation B or C
    FAILED = "failed"
    NONE = "none"


class Trust(StrEnum):
    """The badge on the card."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    WITHHELD = "withheld"


def trust_in(verification: Verification, *, withheld: bool, contradicted: bool) -> Trust:
    """Judge a number.

    Args:
        verification: What the carrier said.
        withheld: The caller asked not to be known.
        contradicted: The network's assertion and the caller's own claim are different numbers.
    """
    if withheld:
        return Trust.WITHHELD
    if contradicted or verification is Verification.FAILED:
        return Trust.FAILED
    if verification is Verification.PASSED:
        return Trust.CONFIRMED
    return Trust.UNCONFIRMED
