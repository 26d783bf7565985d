"""Reads numbers as one site writes them: its country's plan, and what its PBX puts before outside numbers."""

from collections.abc import Iterator
from itertools import chain

from screenpop.phone_numbers import writing
from screenpop.phone_numbers.words import PhoneNumber, StoredNumber
from screenpop.phone_numbers.writing import SHORT, Run

_LONGEST = 24  # 15 digits, an outside line, a prefix for calls abroad, a zero too many
_PLUSLESS = 10
_TAIL = 5
_RANGE = 20
_EDITION = 4
"""Goes up when the reader itself reads some text otherwise than before."""


class NumberReader:
    """Reads numbers; the first reading that is a valid number wins, as it stands before anything else.

    After the valid readings come short numbers, explicit international numbers that lie in no known range (new
    ones, and those kept free for examples), international digits without plus, and at the very end national
    numbers in no known range. Safe to use from several threads at once.
    """

    def __init__(self, region: str, outside_line: str = "") -> None:
        """Raise ConfigurationError if there is no such region.

        Args:
            region: The country whose numbers need no +CC (ISO 3166).
            outside_line: What the PBX puts before outside numbers; "" for nothing.
        """
        from screenpop.phone_numbers.plan import Plan  # noqa: PLC0415 # 31 ms, not before the first reader

        self._plan = Plan(region)
        self._outside = "".join(filter(str.isdecimal, outside_line))

    @property
    def signature(self) -> str:
        """Changes where the same text may be read otherwise than before: site, numbering plans, or this reader."""
        return f"{_EDITION} {self._plan.signature} {self._outside}"

    def read(self, text: str | None) -> PhoneNumber | None:
        """The number that a network presented; None if none can be read."""
        if not text:
            return None
        ways = list(writing.presented(writing.plain(text)))
        for way in ways:
            if valid := self._valid(way.digits):
                return PhoneNumber(valid, extension=way.extension)
        for way in ways:
            if number := self._short(way) or self._last_resort(way):
                return number
        return None

    def read_certain(self, text: str | None) -> PhoneNumber | None:
        """As `read`, but only a full number that is valid here, or written with its plus: no last resorts.

        What our own callers dial may be a service number or a queue that only looks like a full number.
        """
        if not text:
            return None
        plain = writing.plain(text)
        for way in writing.presented(plain):
            if valid := self._valid(way.digits):
                return PhoneNumber(valid, extension=way.extension)
        number = self.read(text) if plain.lstrip().startswith("+") else None
        return number if number and number.e164 else None

    def read_dialled(self, text: str | None) -> PhoneNumber | None:
        """The number that one of our own phones dialled: behind the outside line, and as this region dials.

        A caller's number may have come in any way; ours certainly goes out by these rules, so they go first.
        """
        if not text:
            return None
        for way in writing.presented(writing.plain(text)):
            for dialled in reversed(list(self._dialled(way.digits))):
                if dialled.isdecimal() and len(dialled) > SHORT and (number := self._plan.at_home(dialled)):
                    return PhoneNumber(number)
        return self.read(text)

    def read_stored(self, text: str | None) -> StoredNumber | None:
        """What a ledger's cell holds; None if no number can be read in it."""
        if not text:
            return None
        if (digits := writing.plain_digits(text)) and (valid := self._valid(digits)):
            return StoredNumber((PhoneNumber(valid),))
        cell = writing.without_fraction(writing.without_address(writing.plain(text)))
        return self._read_cell(writing.endings_signed(cell))

    def _read_cell(self, cell: str) -> StoredNumber | None:
        if short := writing.short_in(cell):
            valid = self._valid(short)
            return StoredNumber((PhoneNumber(valid) if valid else PhoneNumber(short=short),))
        read = [(run, *self._read_run(run)) for run in writing.runs_of(cell)]
        trunk = next((main for _, _, main in read if main), None)
        certain = trunk or any(found for _, found, _ in read)
        if not certain and (entries := writing.without_ordinals(cell)):
            return self._read_cell(entries)
        if not certain and writing.is_lettered(cell) and (spelt := self._plan.spelt(cell)):
            return StoredNumber((PhoneNumber(spelt),))
        numbers: dict[PhoneNumber, None] = {}
        for run, found, main in read:
            resort = None if found or main else self._last_resort(run)
            numbers.update(dict.fromkeys([resort] if resort else found))
        return StoredNumber(tuple(numbers), trunk) if numbers or trunk else None

    def _read_run(self, run: Run) -> tuple[list[PhoneNumber], str | None]:
        """The valid numbers in a run, and what they begin with behind a main number."""
        whole = self._valid(run.digits)
        main = writing.main_number(run.text)
        trunk = self._stem(main[0]) if main and (len(main[1]) == 1 or not whole) else None
        found = [whole] if whole else [] if trunk else list(self._several(run.text))
        return [PhoneNumber(number, extension=run.extension) for number in found], trunk

    def _stem(self, stem: str) -> str | None:
        """What numbers behind this main number begin with: some digits must make a valid number of it."""
        digits = writing.digits_of(stem)
        for missing in range(1, _TAIL + 1):
            for filler in "01":
                if whole := self._valid(digits + filler * missing):
                    return whole[:-missing]
        explicit = (self._plan.possible(f"{digits}{'0' * missing}") for missing in range(1, _TAIL + 1))
        return next((whole[:-missing] for missing, whole in enumerate(explicit, 1) if whole), None)

    def _several(self, run: str) -> Iterator[str]:
        """Numbers that stand side by side, or one with a range or an extension behind it."""
        for left, right in writing.splits_of(run):
            first = self._valid(writing.digits_of(left))
            if first is None:
                continue
            second = self._valid(writing.digits_of(right))
            rest = [second] if second else list(self._several(right))
            if rest:
                yield first
                yield from rest
                return
        ending = writing.ending_of(run)
        if ending is None:
            return
        alone = self._valid(writing.digits_of(ending.first))
        before = [alone] if alone else list(self._several(ending.first)) if ending.sign != "-" else []
        if not before:
            return
        yield from before
        first = before[-1]
        stem, last = first[: -len(ending.last)], int(ending.last)
        following = range(int(first[-len(ending.last) :]) + 1, last + 1)
        if 0 < len(following) <= _RANGE:
            for each in following if ending.sign == "-" else (last,):
                yield f"{stem}{each:0{len(ending.last)}}"

    def _valid(self, digits: str) -> str | None:
        if len(digits) > _LONGEST:
            return None
        if digits.startswith("+"):
            return self._plan.abroad(digits[1:])
        if len(digits) <= SHORT:
            return self._plan.at_home(digits)
        for dialled in self._dialled(digits):
            if dialled.startswith("00") and (number := self._plan.abroad(dialled[2:])):
                return number
            if number := self._plan.at_home(dialled):
                return number
        return next(filter(None, map(self._plan.former, self._dialled(digits))), None)

    def _dialled(self, digits: str) -> Iterator[str]:
        """The digits as they stand, then without the outside line."""
        yield digits
        if self._outside and digits.startswith(self._outside):
            yield digits[len(self._outside) :]

    def _short(self, run: Run) -> PhoneNumber | None:
        digits = run.digits
        return PhoneNumber(short=digits) if len(digits) <= SHORT and digits.isdecimal() else None

    def _last_resort(self, run: Run) -> PhoneNumber | None:
        digits = run.digits
        if not SHORT < len(digits) <= _LONGEST:
            return None
        dialled = list(self._dialled(digits))
        bare = [way for way in dialled if way.isdecimal()]
        readings = chain(
            map(self._plan.possible, dialled),
            (self._plan.abroad(way) for way in bare if len(way) >= _PLUSLESS),
            map(self._plan.unassigned, bare),
        )
        number = next(filter(None, readings), None)
        return PhoneNumber(number, extension=run.extension) if number else None
