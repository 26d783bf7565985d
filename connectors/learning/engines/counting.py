"""Counts lines where they are: they are numbered there, and what is brought home are numbers."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import ibis  # type: ignore[import-untyped] # it has none
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped] # it has none

from connectors.learning.engines.engine import Engine
from connectors.learning.history import History
from connectors.learning.tables.lines import LINES
from connectors.learning.tables.numbered import TAKEN, numbered
from connectors.learning.tables.plan import HISTORY, OUTCOMES, Step, plan
from connectors.learning.tables.taken import RAW, taken, unreadable
from screenpop.errors import UnreadableAnswer
from screenpop.money import digits_of
from screenpop.ports.rows import named
from screenpop.sentences import say

_SCRAP = ("customer_numbers", "product_numbers", "currency_numbers", "basket_numbers", "product_names")


@dataclass(frozen=True, slots=True)
class Counting:
    """An engine that has the table `history`; see `connectors.learning.history.Elsewhere`."""

    engine: Engine

    def tables(self, day: int) -> Iterator[tuple[str, pa.Table]]:
        """What is taken from it, as of the morning of a day."""
        made = []
        for step in plan(day):
            make(self.engine, step)
            made.append(step.name)
            if step.name in OUTCOMES:
                yield step.name, self.engine.read(step.name, _types(step.expression.schema()))
        for name in made:
            self.engine.drop(name)


def make(engine: Engine, step: Step) -> None:
    """Make one table of a plan."""
    engine.make(step.name, _types(step.expression.schema()), step.sql(engine.dialect))


def take_in(engine: Engine, question: str, before: date, without: Collection[str], memory: str) -> History:
    """Number the lines that a question lists, there, and bring them home as numbers.

    Raises:
        UnreadableAnswer: Something is not as it must be, or of a type of which it is not certain here how it
            is to be read.
    """
    _take(engine, question, without)
    codes = _columns(engine, "currencies", taken_currencies())["currency"].to_pylist()
    told = {}
    for step in numbered(before.toordinal(), {code: digits_of(code) for code in codes if code}):
        make(engine, step)
        told[step.name] = _types(step.expression.schema())
    texts = {name: _texts(engine.read(name, told[name])) for name in _SCRAP[:3]}
    called = engine.read("product_names", told["product_names"]).to_pydict()
    names = dict(zip(called["product"], called["name"], strict=True))
    lines = engine.read(HISTORY, told[HISTORY])
    nobodys = _columns(engine, "nobodys", _nobodys(before.toordinal()))["number"].to_pylist()[0]
    for name in ("taken", *_SCRAP):
        engine.drop(name)
    columns = {name: lines[name].to_numpy() for name in LINES.names}
    return History(
        customers=texts["customer_numbers"],
        products=texts["product_numbers"],
        names=[names.get(product, product) for product in texts["product_numbers"]],
        currencies=texts["currency_numbers"],
        **{name: column for name, column in columns.items() if name != "amount"},
        amount=columns["amount"].astype(np.float64),
        nobodys=nobodys,
        memory=memory,
        elsewhere=Counting(engine),
    )


def _take(engine: Engine, question: str, without: Collection[str]) -> None:
    given = engine.see(RAW, question)
    names = {name: str(column) for name, column in named({each: each for each in given}, TAKEN.names).items()}
    types = {name: given[column] for name, column in names.items()}
    if doubtful := unreadable(types):
        raise UnreadableAnswer(
            say("Column “{column}” of “lines” is of a type that is read row by row.", column=min(doubtful))
        )
    raw = ibis.table({names[name]: kind for name, kind in types.items()}, name=RAW)
    expression = taken(raw.select(**{name: raw[column] for name, column in names.items()}), without)
    make(engine, Step("taken", expression.select(*TAKEN.names, "wrong")))
    rows = ibis.table({**TAKEN, "wrong": "boolean"}, name="taken")
    wrong = _columns(engine, "wrong_lines", rows.aggregate(number=rows.count(where=rows.wrong).cast("int64")))
    if wrong["number"].to_pylist()[0]:
        raise UnreadableAnswer(say("Some rows of “lines” are not what they must be."))


def taken_currencies() -> ibis.Table:
    """All currencies that occur."""
    return ibis.table(TAKEN, name="taken").select("currency").distinct()


def _nobodys(before: int) -> ibis.Table:
    lines = ibis.table(TAKEN, name="taken")
    of_nobody = lines.filter((lines.at < before) & lines.customer.isnull())
    return of_nobody.aggregate(number=of_nobody.count().cast("int64"))


def _columns(engine: Engine, name: str, expression: ibis.Table) -> pa.Table:
    make(engine, Step(name, expression))
    found = engine.read(name, _types(expression.schema()))
    engine.drop(name)
    return found


def _texts(numbers: pa.Table) -> list[str]:
    told = numbers.to_pydict()
    return [text for _, text in sorted(zip(told["place"], told["text"], strict=True))]


def _types(schema: ibis.Schema) -> Mapping[str, str]:
    return {name: str(kind) for name, kind in schema.items()}
