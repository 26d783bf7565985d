"""What the Reason header of a CANCEL says about how the call ended for this agent (RFC 3326)."""

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


def _told_by(reason: str) -> Ending | None:
    protocol, semicolon, rest = reason.partition(";")
    parameters = parameters_in(semicolon + rest)
    cause = parameters.get("cause") or ""
    if not (cause.isascii() and cause.isdigit() and len(cause) < 5):
        elsewhere = "completed elsewhere" in (parameters.get("text") or "").lower()
        return Ending.ANSWERED_ELSEWHERE if elsewhere else None
    return _OF_CAUSE.get(protocol.strip().lower(), {}).get(int(cause))
