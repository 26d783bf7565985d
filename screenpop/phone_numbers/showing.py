"""Full numbers for people: grouped as they are read aloud, and the country they belong to."""


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
