"""Writes a number as the desk phones of one site dial it: what `NumberReader` reads, the other way round."""

from screenpop.phone_numbers.words import PhoneNumber

_DIALLABLE = frozenset("0123456789*#")
_USUAL_ABROAD = {"ID": "001", "KH": "001", "KR": "001", "SG": "001", "TH": "001", "TW": "002"}
"""Where each carrier has a prefix of its own for calls abroad: the oldest one's, which every network takes."""


class Dialler:
    """Knows the site's country and what its PBX wants before outside numbers."""

    def __init__(self, region: str, outside_line: str = "", abroad: str = "") -> None:
        """Set the site up.

        Args:
            region: Where the PBX stands (ISO 3166).
            outside_line: What it wants before outside numbers; "" for nothing.
            abroad: What is dialled before a country code; "" for what is usual in the region.
        """
        self._region = region.upper()
        self._outside = "".join(filter(_DIALLABLE.__contains__, outside_line))
        self._abroad = abroad

    def dialled(self, number: PhoneNumber) -> str:
        """What is dialled for a number: a colleague's as it is, one of this country as people here dial it."""
        if number.e164 is None:
            return number.short or ""
        import phonenumbers  # noqa: PLC0415 # 31 ms, not before the first number

        full = phonenumbers.parse(number.e164)
        at_home = full.country_code == phonenumbers.country_code_for_region(self._region)
        prefix = "" if at_home else self._abroad or _USUAL_ABROAD.get(self._region, "")
        if prefix:
            return f"{self._outside}{prefix}{number.e164.removeprefix('+')}"
        written = phonenumbers.format_out_of_country_calling_number(full, self._region)
        if written.startswith("+"):  # nobody knows what is dialled here for abroad: the PBX may
            return number.e164
        return self._outside + "".join(filter(str.isdecimal, written))
