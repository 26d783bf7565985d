"""How programs look a caller up that do not leave it all to a query."""

import phonenumbers
from phonenumbers import MatchType, NumberParseException, PhoneNumberFormat

from screenpop.bench.peers.tables import Entry, Found, Table, digits_of

NOBODY: Found = frozenset()
_HALF = 0.5
_LONG_ENOUGH = 7


class Blink:
    """Goes through every address that it holds: the one of which the digits presented are the largest part."""

    name = "Blink"

    def __init__(self, table: Table) -> None:
        self._held = [(digits_of(number), customer, contact) for customer, contact, number in table.stream()]

    def find(self, digits: str) -> Found:
        """Whom Blink shows."""
        wanted = digits.lstrip("0")
        best, found = 0.0, NOBODY
        for held, customer, contact in self._held:
            if held.endswith(wanted) and held and (share := len(wanted) / len(held)) > best:
                best, found = share, frozenset({(customer, contact)})
        return found if best >= _HALF else NOBODY


class ContactManager:
    """FreePBX: whoever has the digits anywhere in a number; of several the first whom libphonenumber takes for it.

    Where nobody is left it compares every number that it holds, which takes a minute for a million: `to_the_end`.
    """

    name = "FreePBX Contact Manager"

    def __init__(self, table: Table, region: str, *, to_the_end: bool) -> None:
        self._table = table
        self._region = region
        self._to_the_end = to_the_end

    def find(self, digits: str) -> Found:
        """Whom Contact Manager shows."""
        rows = self._table.ask(
            f"(digits like ? and length(digits) >= {_LONG_ENOUGH}) or digits = ?", (f"%{digits}%", digits)
        )
        if len(rows) == 1 and digits_of(rows[0][2]) == digits:
            return frozenset({rows[0][:2]})
        for customer, contact, number in rows:
            if self._is_taken_for(digits, digits_of(number)):
                return frozenset({(customer, contact)})
        for customer, contact, number in self._table.stream() if self._to_the_end else ():
            if self._is_taken_for(digits, full_number(number, self._region) or digits_of(number)):
                return frozenset({(customer, contact)})
        return NOBODY

    def _is_taken_for(self, digits: str, held: str) -> bool:
        match = phonenumbers.is_number_match(digits, held)
        if match == MatchType.SHORT_NSN_MATCH:
            return len(digits) >= _LONG_ENOUGH
        return match in {MatchType.NSN_MATCH, MatchType.EXACT_MATCH}


class LibraryAlone:
    """Everybody whose number libphonenumber reads as the same full number, and nothing else done."""

    name = "libphonenumber’s equality alone"

    def __init__(self, table: Table, region: str) -> None:
        self._region = region
        self._held: dict[str, list[Entry]] = {}
        for entry in table.stream():
            self._held.setdefault(full_number(entry[2], region) or entry[2], []).append(entry)

    def find(self, presented: str) -> Found:
        """Whoever has that number; it is given what is presented as it stands."""
        held = self._held.get(full_number(presented, self._region) or presented, [])
        return frozenset((customer, contact) for customer, contact, _ in held)


def full_number(text: str, region: str) -> str | None:
    """What libphonenumber makes of a text; None if that is no valid number."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    return (
        phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if phonenumbers.is_valid_number(number)
        else None
    )
