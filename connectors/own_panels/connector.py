"""A panel of the company's own: the rows of its question, each column as the settings have it."""

from dataclasses import dataclass
from datetime import timedelta

from connectors.own_panels.cells import RowReader
from connectors.own_panels.shape import Shape
from screenpop.answers.table import TableAnswer
from screenpop.customers import Customer
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.source import Source

_SHOWN = 50


@dataclass(frozen=True, slots=True)
class OwnPanel:
    """Asks one question. No rows are an answer: there is nothing of the kind."""

    source: Source
    deadline: timedelta
    rows: str
    shape: Shape
    name: str = "table"
    agent: str = ""

    def ask(self, customer: Customer, /) -> TableAnswer:
        """The rows about this customer; see `screenpop.ports.department`."""
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="table")
        found = inquiry.rows(self.rows)
        if not found:
            return TableAnswer((), ())
        columns = self.shape.columns(tuple(found[0]))
        reader = RowReader(self.shape, columns)
        shown = tuple(reader.cells(row, number) for number, row in enumerate(found[:_SHOWN], 1))
        return TableAnswer(columns, shown, left_out=len(found) - len(shown))
