"""How a department asks: its questions about one customer, within one deadline.

They are put one after the other, as their rows are wanted: a database at hand answers sooner than a thread
starts. Only what is asked of a source far away is put ahead, all at the same time.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

from screenpop.customers import Customer
from screenpop.errors import SourceUnavailable
from screenpop.ports.at_once import begin
from screenpop.ports.rows import read_each
from screenpop.ports.source import FarAway, Row, Source
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
        *,
        agent: str = "",
        kind: str = "",
    ) -> None:
        self._source = source
        self._parameters = parameters_for(customer, department, agent, kind)
        self._until = monotonic() + deadline.total_seconds()
        self._coming: dict[str, Future[Sequence[Row]]] = {}

    def ahead(self, *questions: str | None) -> None:
        """Put questions whose rows are wanted after another question's, if the source is far away."""
        if not (isinstance(self._source, FarAway) and self._source.is_far):
            return
        for question in questions:
            if question is not None and question not in self._coming:
                self._coming[question] = begin(partial(self.rows, question), self._source.name)

    def each(self, key: str, question: str | None, row: type[R], *, at_most: int = 10_000) -> Iterator[R]:
        """Put a question and read its rows as they are taken; one that the settings do not have gives none.

        Raises:
            SourceError: The source could not answer in the time that is left, or not readably.
        """
        if question is None:
            return
        coming = self._coming.get(question)
        rows = self.rows(question, at_most) if coming is None else self._come(coming)
        yield from read_each(rows, row, key)

    def all(self, key: str, question: str | None, row: type[R]) -> list[R]:
        """As `each`, all at once."""
        return list(self.each(key, question, row))

    def rows(self, question: str, at_most: int = 10_000) -> Sequence[Row]:
        """The rows as the source gives them.

        Raises:
            SourceError: As `each`.
        """
        left = self._until - monotonic()
        if left <= 0:
            raise self._too_late()
        return self._source.rows(question, self._parameters, within=timedelta(seconds=left), at_most=at_most)

    def _come(self, coming: Future[Sequence[Row]]) -> Sequence[Row]:
        try:
            return coming.result(timeout=max(0.0, self._until - monotonic()))
        except TimeoutError:
            raise self._too_late() from None

    def _too_late(self) -> SourceUnavailable:
        return SourceUnavailable(say("“{source}” did not answer in time.", source=self._source.name))
