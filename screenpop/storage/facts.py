"""Reads what was learnt of customers out of the shared database, to be listed or taken elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from screenpop.ports.exports import Format
from screenpop.record.rows import LearnedFact
from screenpop.storage.row_files import RowFile

if TYPE_CHECKING:
    from screenpop.storage.database import Database

_ROWS_AT_ONCE = 1_000
_FILE = RowFile(("customer", "fact", "value", "at", "agent"), frozenset({"value", "at"}))


class LearnedFacts:
    """What the shared record holds; on a server the login's role decides which of it is seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, customer_id: str | None = None) -> Iterator[LearnedFact]:
        """Each fact as it was told last, of one customer or of all, one after the other; what was taken back is not."""
        versions = self.versions(customer_id)
        for _, told in groupby(versions, key=lambda fact: (fact.customer_id, fact.fact)):
            newest = next(told)
            if newest.value:
                yield newest

    def versions(self, customer_id: str | None = None) -> Iterator[LearnedFact]:
        """Whatever was told, of one customer or of all: by customer and fact, the newest first; in constant memory."""
        with self._database.reading() as connection:
            from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage.schema import facts_learned  # noqa: PLC0415 # as above

            told = facts_learned.c
            question = select(told.customer_id, told.fact, told.value, told.at, told.agent).order_by(
                told.customer_id, told.fact, told.at.desc(), told.id.desc()
            )
            if customer_id is not None:
                question = question.where(told.customer_id == customer_id)
            for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(question):
                yield LearnedFact(*row)


def write(facts: Iterable[LearnedFact], file: BinaryIO, wanted: Format) -> None:
    """Write facts into a file that is open for writing."""
    _FILE.write(map(_values, facts), file, wanted)


def _values(fact: LearnedFact) -> Sequence[str]:
    at = fact.at.astimezone(UTC).isoformat(timespec="microseconds")
    return fact.customer_id, fact.fact, fact.value, at, fact.agent
