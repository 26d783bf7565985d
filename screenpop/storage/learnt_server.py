"""What `screenpop learn` found out, on a team's server: written as a new run, which counts from one moment on.

Readers ask for the newest run that is finished, in one statement, so that they see all of it or all of the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from screenpop.answers.cross_sell import Offer
from screenpop.errors import NotKept, RecordError, RecordUnavailable, SourceUnavailable
from screenpop.ports.learnt import Findings, Score, Worth
from screenpop.sentences import say
from screenpop.storage.database import Database
from screenpop.storage.learnt_rows import COLUMNS, batches, keepable, offer_of, worth_of
from screenpop.storage.learnt_writing import clear_all_but, insert

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ROWS_AT_ONCE = 2_000
_RUN = "(select run from screenpop.learnt_runs where finished_at is not null order by run desc limit 1)"
_OFFER = (
    "select o.customer, o.list, o.place, o.product, p.name, o.score, o.reason, o.method, p.category"
    " from screenpop.learnt_offers o join screenpop.learnt_products p using (run, product)"
    f" where o.run = {_RUN}"
)
_OFFERS = f"{_OFFER} and o.customer = %(customer)s order by o.list, o.place"
_EVERYBODY = f"{_OFFER} order by o.customer, o.list, o.place"
_WORTH = f"select * from screenpop.learnt_worth where run = {_RUN} and customer = %(customer)s"
_SCORES = (
    f"select {', '.join(COLUMNS['learnt_scores'])} from screenpop.learnt_scores where run = {_RUN}"
    " order by value desc nulls last, purchases desc nulls last, customer"
)
_NAMES = (
    f"select product, name from screenpop.learnt_products where run = {_RUN}"
    " and product = any(%(products)s::text[])"
)

_NO_LIMITS = "set statement_timeout = 0", "set idle_in_transaction_session_timeout = 0"
_ALONE = "select pg_try_advisory_lock(hashtext('screenpop'), hashtext('learn'))"
_BEGIN = "insert into screenpop.learnt_runs (as_of, report) values (%(as_of)s, %(report)s) returning run"
_FINISH = "update screenpop.learnt_runs set finished_at = clock_timestamp() where run = %(run)s"


class LearntOnServer:
    """Reads what was learnt, as `screenpop.ports.learnt` says; the login's role decides what it may read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offers(self, customer: str) -> tuple[Offer, ...]:
        """What to offer, best first within each list."""
        return tuple(map(offer_of, self._few(_OFFERS, {"customer": keepable(customer)})))

    def worth(self, customer: str) -> Worth | None:
        """What everybody may know of a customer's value."""
        return next(map(worth_of, self._few(_WORTH, {"customer": keepable(customer)})), None)

    def as_of(self) -> date | None:
        """Only days before this one counted; None before anything was learnt."""
        return next((row.as_of for row in self._few(_about("as_of"))), None)

    def report(self) -> str | None:
        """What was learnt and how good it is, as JSON; for supervisors, and for learning itself."""
        return next((row.report for row in self._few(_about("report"))), None)

    def everybody(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        """Everybody about whom something was learnt, with what to offer; in constant memory."""
        for customer, rows in groupby(self._stream(_EVERYBODY), key=attrgetter("customer")):
            yield customer, tuple(map(offer_of, rows))

    def scores(self) -> Iterator[Score]:
        """Everybody's scores, the most valuable first; for supervisors, and for learning itself."""
        return (Score(*row) for row in self._stream(_SCORES))

    def names(self, products: Collection[str]) -> Mapping[str, str]:
        """What these products are called, of those that somebody might be offered."""
        return {row.product: row.name for row in self._few(_NAMES, {"products": list(products)})}

    def _few(self, question: str, values: Mapping[str, object] | None = None) -> Sequence[Any]:
        with _readable(), self._database.reading() as connection:
            return connection.exec_driver_sql(question, values or {}).all()

    def _stream(self, question: str) -> Iterator[Any]:
        with _readable(), self._database.reading() as connection:
            streaming = connection.execution_options(yield_per=_ROWS_AT_ONCE)
            with streaming.exec_driver_sql(question) as rows:
                yield from rows


@contextmanager
def _readable() -> Iterator[None]:
    """What cannot be read is a department's trouble, as any source's is."""
    try:
        yield
    except RecordError as error:
        raise SourceUnavailable(error.sentence) from error


class LearningOnServer:
    """Puts what was learnt in the place of what was learnt before, as `screenpop.ports.learnt` says."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, findings: Findings) -> None:
        """Write a new run, have it count, and let go of all others; what a crash left goes first."""
        try:
            with self._alone() as connection:
                clear_all_but(connection, connection.exec_driver_sql(f"select {_RUN}").scalar())
                about = {"as_of": findings.as_of, "report": keepable(findings.report)}
                run: int = connection.exec_driver_sql(_BEGIN, about).scalar_one()
                for batch in batches(findings):
                    insert(connection, run, batch)
                connection.exec_driver_sql(_FINISH, {"run": run})
                clear_all_but(connection, run)
        except NotKept as error:
            raise RecordUnavailable(error.sentence) from error

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A connection whose every statement counts at once, while no other program learns."""
        with self._database.apart() as connection:
            for statement in _NO_LIMITS:
                connection.exec_driver_sql(statement)
            if not connection.exec_driver_sql(_ALONE).scalar_one():
                raise RecordUnavailable(say("Another program is learning for this record just now."))
            yield connection


def _about(column: str) -> str:
    return f"select {column} from screenpop.learnt_runs where run = {_RUN}"
