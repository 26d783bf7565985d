"""Reads who looked at whom, and who was asked what, out of the shared database, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from screenpop.record.looks import Checked, LookFilter, LookTaken, audited
from screenpop.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select, Table


class RecordLooks:
    """The looks and checks that the record holds; on a server the login's role decides which of them are seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, wanted: LookFilter, *, at_most: int, older_than: LookTaken | None = None
    ) -> Sequence[LookTaken]:
        """The newest looks that fit, or the next ones after `older_than`."""
        with self._database.reading() as connection:
            from sqlalchemy import select, union_all  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage import schema  # noqa: PLC0415 # as above

            newest = [
                question.order_by(question.selected_columns.at.desc(), question.selected_columns.id.desc())
                .limit(at_most)
                .subquery()
                for question in _questions(wanted, older_than)
            ]
            seen, legs = union_all(*(select(each) for each in newest)).subquery().c, schema.legs.c
            called_last = (
                select(legs.customer)
                .where(legs.customer_id == seen.customer_id)
                .order_by(legs.offered_at.desc())
                .limit(1)
                .scalar_subquery()
            )
            shown = (seen.id, seen.at, seen.agent, seen.customer_id, called_last, seen.look, seen.what)
            question = select(*shown).order_by(seen.at.desc(), seen.id.desc()).limit(at_most)
            found = connection.execute(question)
            return [LookTaken(*row[:5], look=audited(row[5]), what=row[6]) for row in found]

    def lookers(self) -> Sequence[str]:
        """Everybody who has looked at something or asked somebody, in order."""
        with self._database.reading() as connection:
            from sqlalchemy import select, union  # noqa: PLC0415 # loaded with the connection

            from screenpop.storage import schema  # noqa: PLC0415 # as above

            agents = union(select(schema.customer_views.c.agent), select(schema.checks_made.c.agent))
            return sorted(connection.execute(agents).scalars())


def _questions(wanted: LookFilter, older_than: LookTaken | None) -> Iterator[Select[Any]]:
    """One for each table that may hold what is wanted."""
    from sqlalchemy import case, or_, select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage import schema  # noqa: PLC0415 # as above

    checks = [look for look in wanted.looks if isinstance(look, Checked)]
    looks = [look.value for look in wanted.looks if look not in checks]
    if looks or not checks:
        views = schema.customer_views
        question = select(*_head(views), views.c.look.label("look"), views.c.what.label("what"))
        if looks:
            question = question.where(views.c.look.in_(looks))
        yield question.where(*_conditions(views, wanted, older_than))
    if checks or not looks:
        made = schema.checks_made
        sort = case(
            (made.c.check_name == "", Checked.UNLOCKED.value),
            (made.c.was_right, Checked.RIGHT.value),
            else_=Checked.WRONG.value,
        )
        question = select(*_head(made), sort.label("look"), made.c.check_name.label("what"))
        if checks:
            question = question.where(or_(*(sort == check.value for check in checks)))
        yield question.where(*_conditions(made, wanted, older_than))


def _head(table: Table) -> tuple[ColumnElement[Any], ...]:
    return table.c.id, table.c.at, table.c.agent, table.c.customer_id


def _conditions(
    table: Table, wanted: LookFilter, older_than: LookTaken | None
) -> Iterator[ColumnElement[bool]]:
    from sqlalchemy import or_  # noqa: PLC0415 # loaded with the connection

    row = table.c
    if wanted.since is not None:
        yield row.at >= wanted.since
    if wanted.before is not None:
        yield row.at < wanted.before
    if wanted.agent is not None:
        yield row.agent == wanted.agent
    if wanted.customer_id is not None:
        yield row.customer_id.in_([wanted.customer_id, ""])
    if older_than is not None:
        # the first half is implied by the second, but only it can use the index
        yield row.at <= older_than.at
        yield or_(row.at < older_than.at, row.id < older_than.id)
