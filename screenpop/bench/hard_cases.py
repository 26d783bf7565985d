"""Numbers that are hard to look up: how ledgers write them, how networks present them, and whose they are.

The site is in Poland and dials 0 for an outside line. Every number is invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass

REGION, OUTSIDE_LINE = "PL", "0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a customer file."""

    customer: str
    contact: str
    written: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A call: what the network presents (None if withheld), and everybody whose number it is."""

    presented: str | None
    people: frozenset[tuple[str, str]]


# Each as somebody writes the national number {a} {b} {c}.
_WRITTEN = (
    "+48 {a} {b} {c}",
    "{a}{b}{c}",
    "{a} {b} {c}",
    "{a}-{b}-{c}",
    "{a}.{b}.{c}",
    "(+48) {a} {b} {c}",
    "0048{a}{b}{c}",
    "+48 (0) {a} {b} {c}",
    "tel. {a} {b} {c}",
    "{a}{b}{c}.0",
    "{a}\N{NO-BREAK SPACE}{b}\N{NO-BREAK SPACE}{c}",
    "+48\N{NON-BREAKING HYPHEN}{a}\N{NON-BREAKING HYPHEN}{b}\N{NON-BREAKING HYPHEN}{c}",
    "{a}/{b}/{c}",
    "{a} {b} {c} wew. 12",
    "{a} {b} {c} / 22 620 99 {last}",
    "tel:+48{a}{b}{c}",
)
# Each as a network presents the national number {n}.
_PRESENTED = ("+48{n}", "0048{n}", "{n}", "0{n}", "48{n}")

_ABROAD = (
    Row("C-HU", "Kovács Éva", "+36 (1) 234-5678"),
    Row("C-TH", "สมชาย ใจดี", "+66 (0)2 123 4567"),
    Row("C-GB", "Jane Hughes", "+44 (0)20 7946 0123"),
    Row("C-US", "Sam Carter", "001 202 555 0143"),
)
_CALLS_ABROAD = (
    ("C-HU", "+3612345678", "003612345678", "0003612345678"),
    ("C-TH", "+6621234567", "006621234567", "0006621234567"),
    ("C-GB", "+442079460123", "00442079460123", "000442079460123"),
    ("C-US", "+12025550143", "0012025550143", "00012025550143"),
)
_SAME_END = (  # the last eight digits are the same
    Row("C-WAW", "Jan Łoś", "22 555 01 23"),
    Row("C-BATH", "Ann Bell", "+44 1225 550123"),
)
_SHARED = (
    Row("C-MANY", "Ewa Lis", "61 852 01 01"),
    Row("C-MANY", "Adam Lis", "(61) 852-01-01"),
    Row("C-MANY", "Ola Lis", "+48618520101"),
    Row("C-ONE", "Piotr Zięba", "0048 58 301 02 03"),
    Row("C-TWO", "Piotr Zięba", "58/301-02-03"),
)
_LEFT = (
    Row("C-OLD", "Former Buyer", "12 421 05 06", active=False),
    Row("C-NEW", "Present Buyer", "12 4210506"),
)
_COLLEAGUES = (Row("C-US-SELVES", "Marek", "123"), Row("C-US-SELVES", "Kasia", "4567"))


def rows() -> list[Row]:
    """The customer file."""
    styles = [
        Row(f"C-{place}", f"Person {place}", written.format(**_parts(place), last=f"{place:02}"))
        for place, written in enumerate(_WRITTEN)
    ]
    return [*styles, *_ABROAD, *_SAME_END, *_SHARED, *_LEFT, *_COLLEAGUES]


def cases() -> Iterator[Case]:
    """All calls, with the right answer."""
    for place in range(len(_WRITTEN)):
        for presented in _PRESENTED:
            yield Case(presented.format(n="".join(_parts(place).values())), _of(f"C-{place}"))
    for customer, *presented_abroad in _CALLS_ABROAD:
        for presented in presented_abroad:
            yield Case(presented, _of(customer))
    for presented in ("+48225550123", "225550123", "0225550123"):
        yield Case(presented, _of("C-WAW"))
    for presented in ("+441225550123", "00441225550123"):
        yield Case(presented, _of("C-BATH"))
    for presented in ("+48618520101", "618520101", "0618520101"):
        yield Case(presented, _of("C-MANY"))
    for presented in ("+48583010203", "0583010203"):
        yield Case(presented, _of("C-ONE") | _of("C-TWO"))
    for presented in ("+48124210506", "124210506"):
        yield Case(presented, _of("C-NEW"))
    yield Case("123", frozenset({("C-US-SELVES", "Marek")}))
    yield Case("4567", frozenset({("C-US-SELVES", "Kasia")}))
    for presented in ("999", "5678", "0143", "+48225559999", "+4925550123", "0", ""):
        yield Case(presented, frozenset())
    yield Case(None, frozenset())


def _parts(place: int) -> dict[str, str]:
    return {"a": "601", "b": f"2{place:02}", "c": f"4{place * 37 % 100:02}"}


def _of(customer: str) -> frozenset[tuple[str, str]]:
    return frozenset((row.customer, row.contact) for row in rows() if row.customer == customer and row.active)
