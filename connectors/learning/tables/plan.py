"""The tables in the order in which they are computed: each from the lines and from those before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import ibis  # type: ignore[import-untyped] # it has none
from ibis.expr.types import Table  # type: ignore[import-untyped] # it has none

from connectors.learning.tables import own, pairs, season, summary
from connectors.learning.tables.kept import bought
from connectors.learning.tables.lines import LINES, before, seen

HISTORY = "history"
"""What an engine calls all lines that it knows, whatever their day."""


OUTCOMES = ("own", "demand", "recurring", "season", "pairs", "customers", "revenue")
"""What is taken from an engine that counts elsewhere; the others it needs on the way, or they are the lines again."""

_WAYS = ("contents", "closest", "together")


@dataclass(frozen=True, slots=True)
class Step:
    """One table: its name and the expression that makes it."""

    name: str
    expression: Table

    @property
    def heavy(self) -> bool:
        """Counting it is what an engine elsewhere is for."""
        return self.name in OUTCOMES or self.name in _WAYS

    def sql(self, dialect: str) -> str:
        """The question that gives the table."""
        return str(ibis.to_sql(self.expression, dialect=dialect))


def plan(day: int) -> Iterator[Step]:
    """All tables as of the morning of a day (an ordinal)."""
    made = {HISTORY: ibis.table(LINES, name=HISTORY)}

    def step(name: str, make: Callable[..., Table], *of: str, **said: int) -> Step:
        expression = make(*(made[each] for each in of), **said)
        made[name] = ibis.table(expression.schema(), name=name)
        return Step(name, expression)

    yield step("lines", before, HISTORY, day=day)
    yield step("seen", seen, "lines")
    yield step("bought", bought, "lines")
    yield step("occasions", own.occasions, "bought")
    yield step("own", own.own, "occasions", day=day)
    yield step("demand", own.demand, "own")
    yield step("recurring", season.recurring, "occasions", day=day)
    yield step("season", season.season, "occasions", "recurring", day=day)
    yield step("contents", pairs.contents, "bought")
    yield step("closest", pairs.closest, "contents")
    yield step("together", pairs.together, "closest", "own", "demand")
    yield step("pairs", pairs.pairs, "closest", "together", "own", "demand")
    yield step("customers", summary.customers, "bought")
    yield step("revenue", summary.revenue, "bought")
