"""Which row an entry becomes.

What the wire or the directory said is cleaned and kept, because a strange name is no reason to lose a call.
What an agent wrote is kept as it is or refused: nobody changes it behind their back.
"""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import Table

from screenpop.folding import folded
from screenpop.record.entries import (
    CallDetailed,
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    CheckMade,
    CustomerViewed,
    Entry,
    FactLearned,
    GestureGiven,
    LineChanged,
    OfCall,
    OfferMade,
    OffersShown,
    PartyReplaced,
    PermissionNoted,
    PromiseMade,
    PromiseSettled,
    PromiseTaken,
    WrapUp,
)
from screenpop.storage import schema
from screenpop.storage.spool.keepable import LONGEST_PRODUCTS, UNKEEPABLE, refuse_unkeepable

_LONGEST_FOREIGN = 1_000
_FOUR_PLACES = Decimal("0.0001")

_OfCustomer = (
    FactLearned | OfferMade | OffersShown | GestureGiven | PermissionNoted | CustomerViewed | CheckMade
)


def row_of(entry: Entry) -> tuple[Table, Mapping[str, object]]:
    """The table and the values for an entry.

    Raises:
        NotKept: An agent's text is too long, or holds what no database keeps.
    """
    refuse_unkeepable(entry)
    return _row_of_call(entry) if isinstance(entry, OfCall) else _row_of_another(entry)


def _row_of_call(entry: OfCall) -> tuple[Table, Mapping[str, object]]:
    match entry:
        case CallStarted():
            return schema.calls, _started(entry)
        case CallerFound():
            return schema.callers_found, _found(entry)
        case CallDetailed():
            return schema.call_details, _detailed(entry)
        case PartyReplaced():
            return schema.party_changes, _replaced(entry)
        case CallPickedUp():
            return schema.pick_ups, _of_call(entry)
        case CallFinished():
            return schema.call_ends, {**_of_call(entry), "ending": entry.ending.value}
        case WrapUp():
            return schema.wrap_ups, _wrap_up(entry)


def _row_of_another(
    entry: _OfCustomer | PromiseMade | PromiseTaken | PromiseSettled | LineChanged,
) -> tuple[Table, Mapping[str, object]]:
    match entry:
        case LineChanged():
            return schema.line_changes, _line_changed(entry)
        case PromiseMade():
            return schema.promises, _promised(entry)
        case PromiseTaken():
            return schema.promises_taken, {**_of_promise(entry), "taken_by": _clean(entry.taken_by)}
        case PromiseSettled():
            return schema.promises_settled, {**_of_promise(entry), "ended_as": entry.end.value}
        case _:
            return _row_of_customer(entry)


def _row_of_customer(entry: _OfCustomer) -> tuple[Table, Mapping[str, object]]:
    match entry:
        case FactLearned():
            fact = {"fact": _clean(entry.fact) or "", "value": entry.value}
            return schema.facts_learned, {**_of_customer(entry), **fact}
        case OfferMade():
            return schema.offers_made, _offered(entry)
        case OffersShown():
            shown = {"products": _products(entry.products), "held_out": entry.held_out}
            return schema.offers_shown, {**_of_customer(entry), **shown}
        case GestureGiven():
            return schema.gestures_given, _given(entry)
        case PermissionNoted():
            permission = {
                "contact": _clean(entry.contact),
                "channel": entry.channel.value,
                "allowed": entry.allowed,
            }
            return schema.permissions_noted, {**_of_customer(entry), **permission}
        case CustomerViewed():
            look = {"look": entry.look.value, "what": _clean(entry.what) or ""}
            return schema.customer_views, {**_of_customer(entry), **look}
        case CheckMade():
            check = {"check_name": _clean(entry.check) or "", "was_right": entry.right}
            return schema.checks_made, {**_of_customer(entry), **check}


def _of_call(
    entry: CallerFound | CallDetailed | PartyReplaced | CallPickedUp | CallFinished | WrapUp,
) -> Mapping[str, object]:
    return {"id": entry.id, "call": entry.call, "at": entry.at}


def _found(entry: CallerFound) -> Mapping[str, object]:
    return {
        **_of_call(entry),
        "customer_id": _clean(entry.customer_id) or "",
        "customer": (customer := _clean(entry.customer) or ""),
        "contact": (contact := _clean(entry.contact)),
        "words": _words(customer, contact),
    }


def _detailed(entry: CallDetailed) -> Mapping[str, object]:
    return {
        **_of_call(entry),
        "name": (name := _clean(entry.name)),
        "did": _clean(entry.did),
        "queue": _clean(entry.queue),
        "words": None if name is None else _words(name),
        **_late(entry),
    }


def _replaced(entry: PartyReplaced) -> Mapping[str, object]:
    return {
        **_of_call(entry),
        "number": _clean(entry.number),
        "presented": _clean(entry.presented),
        "name": (name := _clean(entry.name)),
        "withheld": entry.withheld,
        "trust": entry.trust.value,
        "transferred_by": _clean(entry.transferred_by),
        "words": _words(name),
    }


def _line_changed(entry: LineChanged) -> Mapping[str, object]:
    return {
        "id": entry.id,
        "at": entry.at,
        "agent": _clean(entry.agent) or "",
        "line": _clean(entry.line) or "",
        "up": entry.up,
        "reason": _clean(entry.reason) or "",
    }


def _offered(entry: OfferMade) -> Mapping[str, object]:
    return {
        **_of_customer(entry),
        "list": _clean(entry.list) or "",
        "product": _clean(entry.product) or "",
        "outcome": entry.outcome.value,
        "method": _clean(entry.method) or None,
    }


def _products(shown: Sequence[tuple[str, str, str]]) -> str:
    """As JSON; the last ones are left out where all would be too long."""
    products = [[_clean(text) or "" for text in product] for product in shown]
    while len(written := json.dumps(products, ensure_ascii=False)) > LONGEST_PRODUCTS:
        products.pop()
    return written


def _given(entry: GestureGiven) -> Mapping[str, object]:
    worth = entry.worth
    return {
        **_of_customer(entry),
        "gesture": _clean(entry.gesture) or "",
        "worth": worth and worth.amount.quantize(_FOUR_PLACES),
        "currency": worth and _clean(worth.currency),
    }


def _of_customer(entry: _OfCustomer) -> Mapping[str, object]:
    return {
        "id": entry.id,
        "call": entry.call,
        "at": entry.at,
        "agent": _clean(entry.agent) or "",
        "customer_id": _clean(entry.customer_id) or "",
    }


def _promised(entry: PromiseMade) -> Mapping[str, object]:
    return {
        "id": entry.id,
        "call": entry.call,
        "at": entry.at,
        "agent": _clean(entry.agent) or "",
        "kind": entry.kind.value,
        "due": entry.due,
        "what": entry.what,
        "taken_by": _clean(entry.taken_by),
        "customer_id": _clean(entry.customer_id),
        "customer": (customer := _clean(entry.customer)),
        "contact": (contact := _clean(entry.contact)),
        "number": _clean(entry.number),
        "words": _words(entry.what, customer, contact),
    }


def _of_promise(entry: PromiseTaken | PromiseSettled) -> Mapping[str, object]:
    return {"id": entry.id, "promise": entry.promise, "at": entry.at, "agent": _clean(entry.agent) or ""}


def _late(entry: CallStarted | CallDetailed) -> Mapping[str, object]:
    """What few PBXs tell."""
    return {
        "linked": _clean(entry.linked),
        "brand": _clean(entry.brand),
        "waited_ms": None if entry.waited is None else round(entry.waited.total_seconds() * 1000),
        "keyed": _clean(entry.keyed),
    }


def _started(entry: CallStarted) -> Mapping[str, object]:
    return {
        "id": entry.id,
        "call_id": _clean(entry.call_id) or "",
        "at": entry.at,
        "agent": _clean(entry.agent) or "",
        "direction": entry.direction.value,
        "number": _clean(entry.number),
        "presented": _clean(entry.presented),
        "name": (name := _clean(entry.name)),
        "withheld": entry.withheld,
        "did": _clean(entry.did),
        "queue": _clean(entry.queue),
        "trust": entry.trust.value,
        "words": _words(name),
        **_late(entry),
    }


def _wrap_up(entry: WrapUp) -> Mapping[str, object]:
    return {
        **_of_call(entry),
        "agent": _clean(entry.agent) or "",
        "reason": entry.reason,
        "disposition": entry.disposition,
        "note": entry.note,
        "words": _words(entry.reason, entry.disposition, entry.note),
    }


def _clean(text: str | None) -> str | None:
    return None if text is None else UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text[:_LONGEST_FOREIGN])


def _words(*texts: str | None) -> str:
    """Texts as they are searched; one does not run on into the next."""
    return folded("\n".join(text for text in texts if text))
