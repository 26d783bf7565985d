"""How a call ended for this agent: by the Reason of a CANCEL (RFC 3326), or the event of a dialog (RFC 4235)."""

from collections.abc import Iterable

from screenpop.events.calls import Ending
from telephony.sip.addresses import parameters_in

_OF_CAUSE = {
    "sip": {
        0: Ending.NO_ANSWER,
        200: Ending.ANSWERED_ELSEWHERE,
        408: Ending.NO_ANSWER,
        480: Ending.NO_ANSWER,
        486: Ending.BUSY,
        600: Ending.BUSY,
        603: Ending.DECLINED,
    },
    "q.850": {
        0: Ending.NO_ANSWER,
        17: Ending.BUSY,
        19: Ending.NO_ANSWER,
        21: Ending.DECLINED,
        26: Ending.ANSWERED_ELSEWHERE,
        127: Ending.MISSED,
    },
}


def ending_of(reasons: Iterable[str]) -> Ending:
    """The ending that the values of a CANCEL's Reason header tell.

    Args:
        reasons: `SIP;cause=200;text="Call completed elsewhere"`, `Q.850;cause=26`; none is a missed call.
    """
    told = [ending for reason in reasons if (ending := _told_by(reason)) is not None]
    if Ending.ANSWERED_ELSEWHERE in told:
        return Ending.ANSWERED_ELSEWHERE
    return told[0] if told else Ending.MISSED


_OF_EVENT = {
    "cancelled": Ending.UNKNOWN,  # by a caller who gives up, and by a PBX when another phone has answered
    "rejected": Ending.DECLINED,
    "replaced": Ending.ANSWERED_ELSEWHERE,
    "timeout": Ending.NO_ANSWER,
    "local-bye": Ending.ENDED,
    "remote-bye": Ending.ENDED,
}
_OF_EVENT_OUTGOING = {**_OF_EVENT, "cancelled": Ending.NO_ANSWER, "replaced": Ending.UNKNOWN}
_OF_CODE = _OF_CAUSE["sip"]
_OF_CODE_OUTGOING = {**_OF_CAUSE["sip"], 487: Ending.NO_ANSWER}


def ending_of_event(event: str | None, code: int | None, *, outgoing: bool = False) -> Ending:
    """How a watched call that nobody was seen to answer ended.

    Where the PBX does not say: an incoming call is unknown ("not answered here"), an outgoing one was not
    answered. A `bye` ends what was talked on, though nobody told of the answer.

    Args:
        event: Of the terminated state.
        code: The response that it names.
        outgoing: Whether the extension called.
    """
    if event == "rejected" and code is not None:
        return (_OF_CODE_OUTGOING if outgoing else _OF_CODE).get(code, Ending.UNKNOWN)
    if outgoing:
        return Ending.NO_ANSWER if event is None else _OF_EVENT_OUTGOING.get(event, Ending.UNKNOWN)
    return Ending.UNKNOWN if event is None else _OF_EVENT.get(event, Ending.UNKNOWN)


def _told_by(reason: str) -> Ending | None:
    protocol, semicolon, rest = reason.partition(";")
    parameters = parameters_in(semicolon + rest)
    cause = parameters.get("cause") or ""
    if not (cause.isascii() and cause.isdigit() and len(cause) < 5):
        elsewhere = "completed elsewhere" in (parameters.get("text") or "").lower()
        return Ending.ANSWERED_ELSEWHERE if elsewhere else None
    return _OF_CAUSE.get(protocol.strip().lower(), {}).get(int(cause))
