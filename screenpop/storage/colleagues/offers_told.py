"""What was offered and given to a customer and what they allow, asked of the shared database in one question.

What a customer was given, and forbids, binds every agent, whoever was told; so on a server, where an agent need not be
allowed to read what colleagues wrote, a function of the record tells it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from screenpop.gestures import Given, Spent
from screenpop.memory import Answered
from screenpop.offers import OfferOutcome
from screenpop.permission import Channel, Permission
from screenpop.ports.memory import Offered

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

ANSWERS_COUNT_FOR = timedelta(days=200)
_MOST_ANSWERS = 500
_MAY_ASK = """select screenpop.my_agent() is not null and coalesce(has_function_privilege(
    to_regprocedure('screenpop.given_and_permitted(text)'), 'execute'), false)"""

Told = Answered | Given | Permission


def offered(connection: Connection, customer_id: str) -> Offered:
    """All that is known of this customer."""
    question = _question(customer_id, binding=_is_told_by_function(connection))
    return newest_of(_told(row) for row in connection.execute(question))


def newest_of(told: Iterable[Told]) -> Offered:
    """The newest first; of offers and permissions only what was told last counts."""
    answered: dict[str, Answered] = {}
    given: list[Given] = []
    permissions: dict[tuple[str | None, Channel], Permission] = {}
    for each in sorted(told, key=lambda each: each.at, reverse=True):
        match each:
            case Answered(product):
                answered.setdefault(product, each)
            case Permission(contact, channel):
                permissions.setdefault((contact, channel), each)
            case Given():
                given.append(each)
    return Offered(tuple(answered.values()), tuple(given), tuple(permissions.values()))


def spent(connection: Connection, since: datetime, currency: str | None) -> tuple[Spent, ...]:
    """What each gesture has cost since then, by name."""
    from sqlalchemy import func, select  # noqa: PLC0415 # loaded with the connection

    from screenpop.storage.schema import gestures_given  # noqa: PLC0415 # as above

    row = gestures_given.c
    by = (row.gesture, row.currency, row.worth)
    question = select(*by, func.count()).where(row.at >= since).group_by(*by)
    if _is_told_by_function(connection):
        sums = func.gestures_spent(since).table_valued("gesture", "currency", "worth", "times")
        question = select(sums.c.gesture, sums.c.currency, sums.c.worth, sums.c.times)
    return added_up((tuple(row) for row in connection.execute(question)), currency)


def added_up(
    rows: Iterable[tuple[str, str | None, Decimal | None, int]], currency: str | None
) -> tuple[Spent, ...]:
    """Gestures by name, of: gesture, currency, what one was worth, how many."""
    times: defaultdict[str, int] = defaultdict(int)
    worth: defaultdict[str, Decimal] = defaultdict(Decimal)
    for gesture, counted_in, each, many in rows:
        times[gesture] += many
        if each is not None and currency in (None, counted_in):
            worth[gesture] += each * many
    return tuple(Spent(gesture, times[gesture], worth[gesture]) for gesture in sorted(times))


def _is_told_by_function(connection: Connection) -> bool:
    """Whether an agent asks, on a server that has roles; looked up once a connection."""
    if connection.dialect.name != "postgresql":
        return False
    if not connection.info.get("screenpop_binding"):
        connection.info["screenpop_binding"] = bool(connection.exec_driver_sql(_MAY_ASK).scalar_one())
    return bool(connection.info["screenpop_binding"])


def _question(customer_id: str, *, binding: bool) -> Select[Any]:
    """What it is, of what, how it fared or who said it, whether it is allowed, when; the newest first."""
    from sqlalchemy import Boolean, Text, cast, func, literal, null, select, union_all  # noqa: PLC0415 # with the connection

    from screenpop.storage.schema import gestures_given, offers_made, permissions_noted  # noqa: PLC0415 # as above

    no_text, neither = cast(null(), Text), cast(null(), Boolean)
    offer, gesture, permission = offers_made.c, gestures_given.c, permissions_noted.c
    answers = (
        select(
            literal("offer").label("kind"),
            offer.product.label("what"),
            cast(offer.outcome, Text).label("said"),
            neither.label("allowed"),
            offer.at.label("at"),
            offer.id.label("id"),
        )
        .where(offer.customer_id == customer_id, offer.at >= datetime.now(UTC) - ANSWERS_COUNT_FOR)
        .order_by(offer.at.desc(), offer.id.desc())
        .limit(_MOST_ANSWERS)
        .subquery()
    )
    if binding:
        columns = ("kind", "what", "said", "allowed", "at", "id")
        told = func.given_and_permitted(customer_id).table_valued(*columns)
        rest = [select(*(told.c[name] for name in columns))]
    else:
        rest = [
            select(literal("gesture"), gesture.gesture, no_text, neither, gesture.at, gesture.id).where(
                gesture.customer_id == customer_id
            ),
            select(
                literal("permission"),
                cast(permission.channel, Text),
                permission.contact,
                permission.allowed,
                permission.at,
                permission.id,
            ).where(permission.customer_id == customer_id),
        ]
    told_all = union_all(select(answers), *rest).subquery()
    return select(told_all).order_by(told_all.c.at.desc(), told_all.c.id.desc())


def _told(row: Any) -> Told:
    match row.kind:
        case "offer":
            return Answered(row.what, OfferOutcome(row.said), row.at)
        case "gesture":
            return Given(row.what, row.at)
        case _:
            return Permission(row.said, Channel(row.what), bool(row.allowed), row.at)
