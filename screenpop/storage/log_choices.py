"""What the log holds to choose from: read from the newest calls, so that it takes no longer in a long log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screenpop.folding import folded
from screenpop.record.choices import KnownCustomer, LogChoices
from screenpop.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NEWEST = 50_000
_AT_MOST = 500


class RecordChoices:
    """The choices of the shared record. Safe to ask from several threads at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def choices(self) -> LogChoices:
        """Whose and which calls there are."""
        with self._database.reading() as connection:
            return LogChoices(
                agents=_distinct(connection, "agent"),
                queues=_distinct(connection, "queue"),
                dids=_distinct(connection, "did"),
                dispositions=_distinct(connection, "disposition"),
            )

    def customers(self, text: str, *, at_most: int) -> Sequence[KnownCustomer]:
        """Customers whose name, or whose contact's, holds the text, or whose id it is; the latest callers first."""
        with self._database.reading() as connection:
            from sqlalchemy import func, or_, select  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage import schema  # noqa: PLC0415 # as above

            legs = schema.legs.c
            named = legs.customer_words.contains(folded(text), autoescape=True)
            question = (
                select(legs.customer_id, func.max(legs.customer))
                .where(legs.customer_id.is_not(None), or_(named, legs.customer_id == text))
                .group_by(legs.customer_id)
                .order_by(func.max(legs.offered_at).desc())
                .limit(at_most)
            )
            return [KnownCustomer(*row) for row in connection.execute(question)]


def _distinct(connection: Connection, column: str) -> tuple[str, ...]:
    from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage import schema  # noqa: PLC0415 # as above

    legs = schema.legs.c
    newest = select(legs[column]).order_by(legs.offered_at.desc(), legs.id.desc()).limit(_NEWEST).subquery()
    found = newest.c[column]
    question = select(found).where(found.is_not(None), found != "").distinct().order_by(found).limit(_AT_MOST)
    return tuple(connection.execute(question).scalars())
