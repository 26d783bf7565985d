"""Telephone numbers that are valid where they belong, none given twice, written as people write them."""

from dataclasses import dataclass, field
from random import Random

from connectors.demo_company.words import Country


@dataclass(frozen=True, slots=True)
class Telephone:
    """One number: as it is dialled from anywhere, and as somebody wrote it down."""

    e164: str
    written: str


@dataclass(slots=True)
class Exchange:
    """Gives out numbers."""

    random: Random
    _given: set[str] = field(default_factory=set)

    def mobile(self, country: Country) -> Telephone:
        """A new mobile number."""
        while True:
            prefix = self.random.choice(country.list("mobiles"))
            rest = self._digits(int(country.words["mobile_digits"]))
            if self._take(country, prefix + rest):
                break
        whole = prefix + rest
        pattern = self.random.choice(country.list("mobile_formats"))
        written = pattern.format(p=prefix, m=rest[:3], n=rest[3:], m1=whole[:3], m2=whole[3:6], m3=whole[6:])
        return Telephone(f"+{country.calling_code}{whole}", written)

    def fixed(self, country: Country, area: str) -> Telephone:
        """A new number in a town."""
        length = self._length(country, area)
        while True:
            rest = self.random.choice(country.text("fixed_first")) + self._digits(length - 1)
            if self._take(country, area + rest):
                break
        return self._write(country, area, rest)

    def trunk(self, country: Country, area: str) -> tuple[Telephone, list[Telephone]]:
        """A new main number that ends in "-0", and the nine direct lines in its place."""
        length = self._length(country, area)
        while True:
            stem = self.random.choice(country.text("fixed_first")) + self._digits(length - 2)
            if all(f"{country.calling_code}{area}{stem}{tail}" not in self._given for tail in range(10)):
                break
        for tail in range(10):
            self._take(country, f"{area}{stem}{tail}")
        main = Telephone(
            f"+{country.calling_code}{area}{stem}0", f"+{country.calling_code} {area} {stem[:3]} {stem[3:]}-0"
        )
        return main, [self._write(country, area, f"{stem}{tail}") for tail in range(1, 10)]

    def _write(self, country: Country, area: str, rest: str) -> Telephone:
        pattern = self.random.choice(country.list("formats"))
        written = pattern.format(area=area, a=rest[:3], b=rest[3:5], c=rest[5:], bc=rest[3:])
        return Telephone(f"+{country.calling_code}{area}{rest}", written)

    def _length(self, country: Country, area: str) -> int:
        # The capitals of Hungary and Thailand have one-digit areas and one digit more after them.
        digits = int(country.words["fixed_digits"])
        return digits + 1 if len(area) == 1 else digits

    def _digits(self, count: int) -> str:
        return f"{self.random.randrange(10**count):0{count}}"

    def _take(self, country: Country, national: str) -> bool:
        number = country.calling_code + national
        if number in self._given:
            return False
        self._given.add(number)
        return True
