"""The world's numbering plans (libphonenumber's metadata), as one region dials them.

The library reads any number in about 30 µs. Nearly all numbers are plainly written and lie in their country's
ranges, which a few patterns of the same metadata tell in 2 µs; only the others go through the library.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import CountryCodeSource, PhoneMetadata, PhoneNumberDesc, ValidationResult

from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_GENERAL_TRUNK = "0"
_FORMER_AT_HOME = {"52": ("01", "044", "045")}
"""Country code → what was dialled there before national numbers, and still stands in ledgers: Mexico until 2020."""
_FORMER_MOBILE = {"52": "1"}
"""Country code → what stood between it and mobile numbers, and still comes from some networks."""
_EXPLICIT = (CountryCodeSource.FROM_NUMBER_WITH_PLUS_SIGN, CountryCodeSource.FROM_NUMBER_WITH_IDD)
_POSSIBLE = (ValidationResult.IS_POSSIBLE, ValidationResult.IS_POSSIBLE_LOCAL_ONLY)
_CODES = frozenset(map(str, phonenumbers.COUNTRY_CODE_TO_REGION_CODE))


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The ranges of one country code, in patterns of national numbers.

    Attributes:
        general: What all of them have in common.
        valid: Those that are given out, or may be.
        longest: How many digits they have at most.
        trunk: The prefix for trunk calls.
        drops_trunk: The plan does nothing with that prefix but drop it.
        alone: No other country shares the code, so that nothing else is valid behind it.
    """

    general: re.Pattern[str]
    valid: re.Pattern[str]
    longest: int
    trunk: re.Pattern[str] | None
    drops_trunk: bool
    alone: bool

    def hold(self, national: str) -> bool:
        return self.valid.fullmatch(national) is not None

    def without_trunk(self, dialled: str) -> str | None:
        """What is dialled, less the prefix for trunk calls; None where the plan does more than drop it."""
        prefix = self.trunk.match(dialled) if self.trunk else None
        if prefix is None or not prefix.end():
            return dialled
        return dialled[prefix.end() :] if self.drops_trunk else None


@cache
def _ranges(code: str) -> _Ranges | None:
    """The ranges of a country code's main region; None if no country has the code."""
    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE.get(int(code))
    metadata = regions and PhoneMetadata.metadata_for_region_or_calling_code(int(code), regions[0])
    if not regions or not metadata or metadata.leading_digits or metadata.general_desc is None:
        return None
    general = metadata.general_desc
    described: tuple[PhoneNumberDesc | None, ...] = (
        metadata.fixed_line,
        metadata.mobile,
        metadata.toll_free,
        metadata.premium_rate,
        metadata.shared_cost,
        metadata.voip,
        metadata.personal_number,
        metadata.pager,
        metadata.uan,
        metadata.voicemail,
    )
    kinds = [
        _of_length(kind.national_number_pattern, kind.possible_length or general.possible_length)
        for kind in described
        if kind is not None and kind.national_number_pattern
    ]
    shape = _of_length(general.national_number_pattern or "", general.possible_length)
    trunk = re.compile(metadata.national_prefix_for_parsing or "")
    return _Ranges(
        re.compile(general.national_number_pattern or ""),
        re.compile(rf"(?={shape}\Z)(?:{'|'.join(kinds) or '(?!)'})"),
        max(general.possible_length, default=0),
        trunk if trunk.pattern else None,
        drops_trunk=not trunk.groups and not metadata.national_prefix_transform_rule,
        alone=len(regions) == 1,
    )


def _of_length(pattern: str, lengths: Iterable[int]) -> str:
    """The pattern of numbers that also have one of these lengths."""
    long = "|".join(rf"\d{{{length}}}" for length in lengths if length > 0)
    return rf"(?=(?:{long or '(?!)'})\Z)(?:{pattern})"


def code_of(digits: str) -> str | None:
    """The country code that these digits begin with; no code begins another one."""
    for length in (1, 2, 3):
        if digits[:length] in _CODES:
            return digits[:length]
    return None


class Plan:
    """Reads digits as they are dialled from one region."""

    def __init__(self, region: str) -> None:
        """Raise ConfigurationError if there is no such region."""
        known = region.upper()
        if known not in phonenumbers.SUPPORTED_REGIONS:
            raise ConfigurationError(
                say(
                    "there is no region “{region}”: it is a country's two letters of ISO 3166, as PL, HU or US",
                    region=region[:20],
                )
            )
        self._region = known
        self._code = str(phonenumbers.country_code_for_region(known))
        self._home = _ranges(self._code)
        metadata = PhoneMetadata.metadata_for_region(known, None)
        self._abroad = re.compile((metadata and metadata.international_prefix) or "00")
        self._usual = {
            len(phonenumbers.national_significant_number(example))
            for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE)
            if (example := phonenumbers.example_number_for_type(known, kind))
        }
        has_trunk = bool(metadata and metadata.national_prefix)
        self._former = _FORMER_AT_HOME.get(self._code, () if has_trunk else (_GENERAL_TRUNK,))

    @property
    def signature(self) -> str:
        """The region, and which edition of the plans reads it."""
        return f"{self._region} {phonenumbers.__version__}"

    def abroad(self, digits: str) -> str | None:
        """The full number that these digits (country code first) are, if it is a valid one."""
        code = code_of(digits)
        if code is None:
            return None
        national, ranges = digits[len(code) :], _ranges(code)
        if ranges and ranges.without_trunk(national) == national:
            read = self._held(code, national, ranges)
        else:
            read = self._valid(f"+{digits}")
        for prefix in (_GENERAL_TRUNK, _FORMER_MOBILE.get(code)) if read is None else ():
            if prefix and national.startswith(prefix):
                read = read or self._valid(f"+{code}{national[len(prefix) :]}")
        return read

    def at_home(self, digits: str) -> str | None:
        """The full number that is meant by dialling these digits here, if it is a valid one."""
        home = self._home
        if home and not self._abroad.match(digits):
            national = home.without_trunk(digits)
            if national and home.hold(national):
                return f"+{self._code}{national}"
            if home.alone and national == digits and digits.isdecimal():
                return self._behind_own_code(digits, home)
        return self._valid(digits)

    def former(self, digits: str) -> str | None:
        """As `at_home`, behind a prefix that the country no longer dials: the 0 of Poland until 2009."""
        for prefix in self._former:
            if digits.startswith(prefix) and (number := self.at_home(digits[len(prefix) :])):
                return number
        return None

    def spelt(self, text: str) -> str | None:
        """The full number whose digits are partly spelt in letters, if it is a valid one."""
        return self._valid(text)

    def possible(self, digits: str) -> str | None:
        """An explicit international number of a possible length that lies in no known range, as +15551230000.

        The length may be one that is dialled within an area only, as +353123456: PBXs present such numbers.

        Args:
            digits: Either with "+", or as dialled here, with the prefix for calls abroad.
        """
        number = self._parsed(digits)
        if number is None or number.country_code_source not in _EXPLICIT:
            return None
        if phonenumbers.is_possible_number_with_reason(number) not in _POSSIBLE:
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def unassigned(self, digits: str) -> str | None:
        """A number of this country that has the form and a usual length, but lies in no known range."""
        number = self._parsed(digits)
        if number is None or self._home is None or str(number.country_code) != self._code:
            return None
        national = phonenumbers.national_significant_number(number)
        usual = len(national) in self._usual and self._home.general.fullmatch(national)
        return f"+{self._code}{national}" if usual else None

    def _held(self, code: str, national: str, ranges: _Ranges) -> str | None:
        """A number that needs nothing taken off; the library is only asked where countries share the code."""
        if ranges.hold(national):
            return f"+{code}{national}"
        return None if ranges.alone and national.isdecimal() else self._valid(f"+{code}{national}")

    def _behind_own_code(self, digits: str, home: _Ranges) -> str | None:
        """Digits that are no number here as they stand: a plus may be missing before our own country code."""
        if not digits.startswith(self._code):
            return None
        national = digits[len(self._code) :]
        if home.without_trunk(national) != national:
            return self._valid(digits)
        formless = not home.general.fullmatch(digits) and home.general.fullmatch(national)
        taken_off = formless or len(digits) > home.longest
        return f"+{self._code}{national}" if taken_off and home.hold(national) else None

    def _valid(self, digits: str) -> str | None:
        number = self._parsed(digits)
        if number is None or not phonenumbers.is_valid_number(number):
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def _parsed(self, digits: str) -> phonenumbers.PhoneNumber | None:
        try:
            return phonenumbers.parse(digits, self._region, keep_raw_input=True)
        except phonenumbers.NumberParseException:
            return None
