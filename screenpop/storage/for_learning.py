"""What learning asks of our own record: who objects, and to whom something was suggested or held out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from screenpop.permission import Channel, Permission
from screenpop.record.rows import Shown
from screenpop.rules.permission import objection

if TYPE_CHECKING:
    from screenpop.storage.database import Database

_ROWS_AT_ONCE = 2_000


class RecordForLearning:
    """Asks the shared database; on a server the role learner may, and supervisors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def objections(self) -> frozenset[str]:
        """The customers of whom somebody has objected to everything on a call, and nobody has taken that back.

        What the directory knows is not in it: with that, `permissions` and `rules.permission.objection` tell.

        Raises:
            RecordUnavailable: It cannot be asked.
        """
        return frozenset(
            customer_id
            for customer_id, noted in self.permissions()
            if objection((), noted, caller=None) is Channel.ALL
        )

    def permissions(self) -> Iterator[tuple[str, tuple[Permission, ...]]]:
        """All that was noted of objecting to everything, or of allowing it, by customer. Raises as `objections`."""
        with self._database.reading() as connection:
            from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage.schema import permissions_noted  # noqa: PLC0415 # as above

            noted = permissions_noted.c
            question = (
                select(noted.customer_id, noted.contact, noted.allowed, noted.at)
                .where(noted.channel == Channel.ALL.value)
                .order_by(noted.customer_id, noted.at, noted.id)
            )
            with connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(question) as rows:
                for customer_id, said in groupby(rows, key=attrgetter("customer_id")):
                    yield (
                        customer_id,
                        tuple(Permission(row.contact, Channel.ALL, row.allowed, row.at) for row in said),
                    )

    def shown(self, since: datetime) -> Iterator[Shown]:
        """What answered calls' cards suggested since then, or held out, the oldest first. Raises as `objections`."""
        with self._database.reading() as connection:
            from sqlalchemy import select  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage.schema import offers_shown  # noqa: PLC0415 # as above

            told = offers_shown.c
            question = (
                select(told.customer_id, told.at, told.products, told.held_out)
                .where(told.at >= since)
                .order_by(told.at, told.id)
            )
            with connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(question) as rows:
                for customer_id, at, products, held_out in rows:
                    yield Shown(customer_id, at, tuple(map(tuple, json.loads(products))), held_out)
