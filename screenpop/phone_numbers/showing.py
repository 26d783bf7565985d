"""Full numbers for people: grouped as they are read aloud, the country they belong to, and their digits there."""

from functools import lru_cache


@lru_cache(maxsize=2048)
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


def national_digits(e164: str) -> str:
    """A full number without its country code; all digits where no country knows it."""
    from screenpop.phone_numbers.plan import code_of  # noqa: PLC0415 # 31 ms, not before the first number

    return e164[1 + len(code_of(e164[1:]) or "") :]
