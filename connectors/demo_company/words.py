"""The words and goods that the demo company is made of, read from the files that ship with the program."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screenpop.shipped import RESOURCES


@dataclass(frozen=True, slots=True)
class Country:
    """How people, companies, addresses and numbers look in one country.

    Attributes:
        code: ISO 3166.
        words: The country's table of `people.toml`.
    """

    code: str
    words: Mapping[str, Any]

    @property
    def currency(self) -> str:
        """ISO 4217."""
        return str(self.words["currency"])

    @property
    def calling_code(self) -> str:
        """Without the plus."""
        return str(self.words["calling_code"])

    @property
    def vat(self) -> int:
        """Per cent."""
        return int(self.words["vat"])

    def list(self, key: str) -> Sequence[Any]:
        """One of the country's word lists."""
        found: Sequence[Any] = self.words[key]
        return found

    def text(self, key: str) -> str:
        """One of the country's patterns."""
        return str(self.words[key])


@dataclass(frozen=True, slots=True)
class Roles:
    """What people do: at customers, and in the demo company itself."""

    company: Sequence[str]
    colleagues: Sequence[str]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that the demo company sells, in one size.

    Attributes:
        sku: The article number.
        kit: What it is used together with.
        price: In euro.
        pace: Every how many orders it is bought again; 0 for a tool that is bought once.
        quantity: How many are usual.
        share: How many of those who use the kit buy it.
    """

    sku: str
    name: str
    kit: str
    price: float
    pace: int
    quantity: int
    share: float


@dataclass(frozen=True, slots=True)
class Goods:
    """The catalogue. `kits`: kit → its items, each a list of sizes; `trades`: line of business → kit → chance."""

    rates: Mapping[str, float]
    trades: Mapping[str, Mapping[str, float]]
    kits: Mapping[str, Sequence[Sequence[Item]]]

    def items(self) -> list[Item]:
        """All items."""
        return [size for kit in self.kits.values() for sizes in kit for size in sizes]


@dataclass(frozen=True, slots=True)
class Machine:
    """Something that is hired out; the deposit is in euro."""

    name: str
    deposit: int


@dataclass(frozen=True, slots=True)
class Talk:
    """What people write to one another; `{order}`, `{day}` and `{product}` are of an order of theirs."""

    mails_in: Sequence[str]
    mails_out: Sequence[str]
    tickets: Sequence[str]
    answers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why customers call, how often, and what agents note of it; `{product}` is of an order of theirs."""

    name: str
    weight: int
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How calls turn out, and how often."""

    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A number that customers dial, how often, and how many agents answer it."""

    name: str
    weight: int
    number: str
    agents: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that was promised to one of the cast; `days` counts from today, `at` is by the clock on the wall."""

    who: str
    kind: str
    days: int
    at: str
    what: str
    made_by: str
    taken_by: str | None = None


@dataclass(frozen=True, slots=True)
class Telephony:
    """Who answers the demo company's phones, what of, and what they owe."""

    agents: Sequence[str]
    reasons: Sequence[Reason]
    outcomes: Sequence[Outcome]
    queues: Sequence[Queue]
    promises: Sequence[Owed]


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "demo" / file).read_text(encoding="utf-8"))


def read_people() -> tuple[Sequence[Country], Roles]:
    """The countries and the roles."""
    tables = _read("people.toml")
    roles = tables.pop("roles")
    return [Country(code, words) for code, words in tables.items()], Roles(**roles)


def read_goods() -> Goods:
    """The catalogue, with an article number for each size."""
    tables = _read("goods.toml")
    kits = {}
    for place, (kit, items) in enumerate(tables["kits"].items(), 1):
        kits[kit] = [
            [_item(kit, f"{place:02}{number:02}", item, size) for size in range(len(item["sizes"]))]
            for number, item in enumerate(items, 1)
        ]
    return Goods(tables["rates"], tables["trades"], kits)


def read_talk() -> tuple[Talk, Sequence[Machine]]:
    """What is written, and what is hired out."""
    tables = _read("talk.toml")
    machines = [Machine(**machine) for machine in tables.pop("machines")]
    return Talk(**tables), machines


def _item(kit: str, stem: str, item: Mapping[str, Any], size: int) -> Item:
    return Item(
        sku=f"{kit[:2].upper()}-{stem}{size + 1}",
        name=f"{item['name']} {item['sizes'][size]}",
        kit=kit,
        price=item["price"] * (1 + 0.35 * size),
        pace=item["pace"],
        quantity=item["quantity"],
        share=item["share"],
    )


def read_telephony() -> Telephony:
    """Who answers the phones."""
    tables = _read("telephone.toml")
    return Telephony(
        agents=tables["agents"],
        reasons=[Reason(**each) for each in tables["reasons"]],
        outcomes=[Outcome(**each) for each in tables["outcomes"]],
        queues=[Queue(**each) for each in tables["queues"]],
        promises=[Owed(**each) for each in tables["promises"]],
    )
