"""Which of our numbers or queues a call is for, and what the site says of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from screenpop.called import Called
from screenpop.folding import folded


class Table(Protocol):
    """What the site says of some numbers and queues."""

    @property
    def numbers(self) -> Sequence[str]:
        """As people write them."""

    @property
    def queues(self) -> Sequence[str]:
        """As the PBX calls them."""

    @property
    def meaning(self) -> Called:
        """What is told of a call to one of them."""


@dataclass(frozen=True, slots=True)
class OurNumbers:
    """A table, read once: what calls are compared with."""

    numbers: frozenset[str]
    queues: frozenset[str]
    meaning: Called


def read_tables(tables: Iterable[Table], read: Callable[[str], str]) -> tuple[OurNumbers, ...]:
    """The tables, in their order.

    Args:
        tables: The site's.
        read: Reads a number as the number of a call is read.
    """
    return tuple(
        OurNumbers(
            numbers=frozenset(map(read, table.numbers)),
            queues=frozenset(map(_name, table.queues)),
            meaning=table.meaning,
        )
        for table in tables
    )


def choose(tables: Iterable[OurNumbers], did: str | None, queue: str | None) -> Called | None:
    """What the site says of a call: the first table that has its number or its queue; None if none has."""
    name = _name(queue) if queue else None
    return next((table.meaning for table in tables if did in table.numbers or name in table.queues), None)


def _name(queue: str) -> str:
    return folded(" ".join(queue.split()))
