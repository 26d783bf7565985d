"""What is known on a day, as tables that all methods score on.

`own`: each customer's products with their rhythm. `demand`: how many buy a product, and how many did lately.
`season` and `recurring`: what sells at this time of the year, and who bought it then; empty before a year is over.
`seen`: what a customer ever had to do with, returns included. `pairs`: which products are bought together (of
those who bought `x`, the `share` bought `y` too). `candidates`: what goes with a customer's own products
and was never seen by them. `customers` and `revenue`: what value is computed from.
"""

from contextlib import AbstractContextManager
from datetime import date
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa  # type: ignore[import-untyped] # it has none

from connectors.learning.history import History
from connectors.learning.tables.own import LATELY
from connectors.learning.tables.pairs import PARTNERS
from connectors.learning.tables.plan import HISTORY, plan

_CANDIDATES = """
create table candidates as
from (select customer, y as product, round(sum(closeness), 12) as closeness, max(share) as share
      from own join pairs on pairs.x = own.product group by customer, y)
anti join seen using (customer, product)"""


class Snapshot(AbstractContextManager["Snapshot"]):
    """The tables as of the morning of a day, in an engine of their own."""

    def __init__(self, history: History, day: date, *, candidates: bool = True) -> None:
        """Compute the tables from the lines of earlier days.

        Args:
            history: All lines.
            day: The morning.
            candidates: Whether those are needed, too: they are the largest table by far.
        """
        self.history = history
        self.day = day
        self._spill = TemporaryDirectory(prefix="screenpop-learn-")
        self.engine = duckdb.connect(
            config={
                "preserve_insertion_order": False,
                "temp_directory": self._spill.name,
                "autoinstall_known_extensions": False,
                "memory_limit": history.memory,
            }
        )
        # Tables are joined in the order that the texts name them: guesses of the engine went wrong now and then,
        # and took four times the memory.
        self.engine.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        try:
            self._compute()
            if candidates:
                self.engine.execute(_CANDIDATES)
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        self.engine.close()
        self._spill.cleanup()

    def _compute(self) -> None:
        history, day = self.history, self.day
        for name, value in (("day", day.toordinal()), ("lately", LATELY), ("partners", PARTNERS)):
            self.engine.execute(f"set variable {name} = {value}")
        self.take(HISTORY, history.before(day))
        for step in plan(day.toordinal()):
            if history.elsewhere is None or not step.heavy:
                self.engine.execute(f"create table {step.name} as {step.sql('duckdb')}")
        if history.elsewhere is not None:
            for name, table in history.elsewhere.tables(day.toordinal()):
                self._take(name, table)
        self.engine.execute(f"drop table {HISTORY}")

    def take(self, name: str, history: History) -> None:
        """Make a table of lines."""
        self._take(name, history.table())

    def _take(self, name: str, table: pa.Table) -> None:
        self.engine.register("taken", table)
        self.engine.execute(f"create table {name} as select * from taken")  # noqa: S608 # our own names
        self.engine.unregister("taken")
