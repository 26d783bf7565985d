"""What the company has promised and not done yet, as the shared database tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screenpop.promises import Promised, PromiseKind

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import Connection, Row, Select

    from screenpop.storage.database import Database

_MOST_OF_A_CUSTOMER = 20


class DatabaseDay:
    """Asks the table `promises_due`, which holds nothing but what is not settled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, *, at_most: int = 500) -> tuple[Promised, ...]:
        """All that is due, the most urgent first; see `screenpop.ports.day`."""
        with self._database.reading() as connection:
            return tuple(map(_promised, connection.execute(_asked().limit(at_most))))

    def find(self, promise: UUID) -> Promised | None:
        """One that is due; see `screenpop.ports.day`."""
        from screenpop.storage.schema import promises_due  # noqa: PLC0415 # with the connection

        with self._database.reading() as connection:
            row = connection.execute(_asked().where(promises_due.c.id == promise)).one_or_none()
            return None if row is None else _promised(row)


def promised_to(connection: Connection, customer_id: str) -> tuple[Promised, ...]:
    """What is still owed to this customer, the most urgent first."""
    from screenpop.storage.schema import promises_due  # noqa: PLC0415 # with the connection

    question = _asked().where(promises_due.c.customer_id == customer_id).limit(_MOST_OF_A_CUSTOMER)
    return tuple(map(_promised, connection.execute(question)))


def _asked() -> Select[tuple[object, ...]]:
    from sqlalchemy import select  # noqa: PLC0415 # with the connection

    from screenpop.storage.schema import promises_due  # noqa: PLC0415 # as above

    return select(promises_due).order_by(promises_due.c.due, promises_due.c.id)


def _promised(row: Row[tuple[object, ...]]) -> Promised:
    return Promised(
        id=row.id,
        kind=PromiseKind(row.kind),
        due=row.due,
        what=row.what,
        made_by=row.agent,
        taken_by=row.taken_by,
        customer_id=row.customer_id,
        customer=row.customer,
        contact=row.contact,
        number=row.number,
        call=row.call,
    )
