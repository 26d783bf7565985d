"""Amounts as the playbook writes them: "50 PLN"."""

import re
from decimal import Decimal

from screenpop.errors import ConfigurationError
from screenpop.money import Money, known_currencies, rounded
from screenpop.sentences import say

_SHAPE = re.compile(r"(-?\d{1,15}(?:\.\d{1,4})?)\s*([A-Z]{3})")


def read_amount(text: str, example: str = "50 PLN") -> Money:
    """Read one amount.

    Raises:
        ConfigurationError: It is none.
    """
    found = _SHAPE.fullmatch(text)
    if found is None or found[2] not in known_currencies():
        raise ConfigurationError(
            say("an amount is written with its currency, as in “{example}”", example=example)
        )
    return Money(rounded(Decimal(found[1]), found[2]), found[2])
