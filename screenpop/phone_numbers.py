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


def international(e164: str) -> str:
    """A full number as it is read aloud: "+48 22 555 01 23"; as it stands where no country knows it."""
    import phonenumbers  # noqa: PLC0415 # 31 ms, not before the first number

    try:
        return phonenumbers.format_number(
            phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    except phonenumbers.NumberParseException:
        return e164


def region_of(e164: str) -> str | None:
    """The country (ISO 3166) that a full number belongs to; None where the number does not tell, as +800."""
    import phonenumbers  # noqa: PLC0415 # 31 ms, not before the first number

    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None
    return region if region and region.isalpha() else None
