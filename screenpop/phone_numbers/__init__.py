"""The one reader of telephone numbers: what a network or a ledger wrote becomes E.164, a short number, or nothing.

E.164: ITU-T recommendation, "+", country code, national number, 15 digits at most.
"""

from screenpop.phone_numbers.dialling import Dialler
from screenpop.phone_numbers.reader import NumberReader
from screenpop.phone_numbers.showing import international, national_digits, region_of
from screenpop.phone_numbers.withheld import names_nobody
from screenpop.phone_numbers.words import PhoneNumber, StoredNumber

__all__ = [
    "Dialler",
    "NumberReader",
    "PhoneNumber",
    "StoredNumber",
    "international",
    "names_nobody",
    "national_digits",
    "region_of",
]
