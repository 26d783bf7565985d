"""How a department asks: its questions about one customer, one after the other, within one deadline."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from time import monotonic
from typing import TypeVar

from screenpop.customers import Customer
from screenpop.errors import SourceUnavailable
from screenpop.ports.rows import read_each
from screenpop.ports.source import Source
from screenpop.sentences import say

R = TypeVar("R")


def parameters_for(
    customer: Customer, department: str, agent: str = "", kind: str = ""
) -> Mapping[str, object]:
    """What a department's question may bind: our number for the customer, the department's own, and who asks.

    A department that is called otherwise than its kind has a number of its own, or else that of its kind.
    """
    return {"customer_id": customer.id, "ref": customer.reference(department, kind), "agent": agent}


class Inquiry:
    """What one department wants to know of one customer now."""

    def __init__(
        self,
        source: Source,
        department: str,
        customer: Customer,
        deadline: timedelta,
        agent: str = "",
        kind: str = "",
    ) -> None:
        self._source = source
        self._parameters = parameters_for(customer, department, agent, kind)
        self._until = monotonic() + deadline.total_seconds()

    def each(self, key: str, question: str | None, row: type[R], *, at_most: int = 10_000) -> Iterator[R]:
        """Put a question and read its rows as they are taken; one that the settings do not have gives none.

        Raises:
            SourceError: The source could not answer in the time that is left, or not readably.
        """
        if question is None:
            return
        left = self._until - monotonic()
        if left <= 0:
            raise SourceUnavailable(say("“{source}” did not answer in time.", source=self._source.name))
        rows = self._source.rows(question, self._parameters, within=timedelta(seconds=left), at_most=at_most)
        yield from read_each(rows, row, key)

    def all(self, key: str, question: str | None, row: type[R]) -> list[R]:
        """As `each`, all at once."""
        return list(self.each(key, question, row))
