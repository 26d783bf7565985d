"""Which row an entry becomes.

What the wire or the directory said is cleaned and kept, because a strange name is no reason to lose a call.
What an agent wrote is kept as it is or refused: nobody changes it behind their back.
"""

import re
from collections.abc import Mapping

from sqlalchemy import Table

from screenpop.errors import NotKept
from screenpop.folding import folded
from screenpop.record.entries import (
    CallDetailed,
    CallerFound,
    CallFinished,
    CallPickedUp,
    CallStarted,
    Entry,
    PartyReplaced,
    WrapUp,
)
from screenpop.sentences import Sentence, say
from screenpop.storage import schema

_LONGEST_WORD = 200
_LONGEST_FOREIGN = 1_000
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


def row_of(entry: Entry) -> tuple[Table, Mapping[str, object]]:
    """The table and the values for an entry.

    Raises:
        NotKept: An agent's text is too long, or holds what no database keeps.
    """
    match entry:
        case CallStarted():
            return schema.calls, _started(entry)
        case CallerFound():
            return schema.callers_found, {
                "id": entry.id,
                "call": entry.call,
                "at": entry.at,
                "customer_id": _clean(entry.customer_id) or "",
                "customer": (customer := _clean(entry.customer) or ""),
                "contact": (contact := _clean(entry.contact)),
                "words": _words(customer, contact),
            }
        case CallDetailed():
            return schema.call_details, {
                "id": entry.id,
                "call": entry.call,
                "at": entry.at,
                "name": (name := _clean(entry.name)),
                "did": _clean(entry.did),
                "queue": _clean(entry.queue),
                "words": None if name is None else _words(name),
            }
        case PartyReplaced():
            return schema.party_changes, {
                "id": entry.id,
                "call": entry.call,
                "at": entry.at,
                "number": _clean(entry.number),
                "presented": _clean(entry.presented),
                "name": (name := _clean(entry.name)),
                "withheld": entry.withheld,
                "trust": entry.trust.value,
                "transferred_by": _clean(entry.transferred_by),
                "words": _words(name),
            }
        case CallPickedUp():
            return schema.pick_ups, {"id": entry.id, "call": entry.call, "at": entry.at}
        case CallFinished():
            return schema.call_ends, {
                "id": entry.id,
                "call": entry.call,
                "at": entry.at,
                "ending": entry.ending.value,
            }
        case WrapUp():
            return schema.wrap_ups, _wrap_up(entry)


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
    }


def _wrap_up(entry: WrapUp) -> Mapping[str, object]:
    _refuse_unless_keepable(entry.note, say("The note"), schema.LONGEST_NOTE)
    _refuse_unless_keepable(entry.reason, say("The reason"), _LONGEST_WORD)
    _refuse_unless_keepable(entry.disposition, say("The outcome"), _LONGEST_WORD)
    return {
        "id": entry.id,
        "call": entry.call,
        "at": entry.at,
        "agent": _clean(entry.agent) or "",
        "reason": entry.reason,
        "disposition": entry.disposition,
        "note": entry.note,
        "words": _words(entry.reason, entry.disposition, entry.note),
    }


def _refuse_unless_keepable(text: str, what: Sentence, longest: int) -> None:
    if len(text) > longest:
        raise NotKept(
            say(
                "{what} has {length} characters; {longest} can be saved. Shorten it, then save again.",
                what=what,
                length=len(text),
                longest=longest,
            )
        )
    if _UNKEEPABLE.search(text):
        raise NotKept(
            say("{what} holds a character that cannot be saved. Remove it, then save again.", what=what)
        )


def _clean(text: str | None) -> str | None:
    return None if text is None else _UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text[:_LONGEST_FOREIGN])


def _words(*texts: str | None) -> str:
    """Texts as they are searched; one does not run on into the next."""
    return folded("\n".join(text for text in texts if text))
