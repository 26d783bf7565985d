"""How a call ended, by the cause of the last hang-up and by what the dialling had said before."""

from screenpop.events.calls import Ending

USER_BUSY = "17"
NO_ANSWER = frozenset({"18", "19"})
REJECTED = "21"
ANSWERED_ELSEWHERE = "26"
_OWN_WISH = frozenset({"", "0", "16", "127", "26"})


def ending_in(cause: str, status: str | None, *, taken: bool, sees_colleagues: bool) -> Ending:
    """How a call that rang here and was not answered ended.

    Args:
        cause: The Q.850 cause of the hang-up. A queue with option C says 26 of abandoned calls too.
        status: How the dialling ended. It is NOANSWER of declined calls too.
        taken: Somebody else talks in the conversation since this phone began to ring.
        sees_colleagues: Whether we would know if somebody else talked; a filtered stream does not tell.
    """
    if taken and cause not in (USER_BUSY, REJECTED) and (cause == ANSWERED_ELSEWHERE or status is None):
        return Ending.ANSWERED_ELSEWHERE
    if cause in (USER_BUSY, REJECTED):
        return Ending.DECLINED
    if status == "NOANSWER":
        return Ending.NO_ANSWER
    if cause == ANSWERED_ELSEWHERE and not sees_colleagues:
        return Ending.ANSWERED_ELSEWHERE
    return Ending.MISSED


def ending_out(cause: str, status: str | None) -> Ending:
    """How a call that the agent made and nobody answered ended."""
    if status == "BUSY" or cause == USER_BUSY:
        return Ending.BUSY
    if cause == REJECTED:
        return Ending.DECLINED
    if status == "NOANSWER" or cause in NO_ANSWER or (status is None and cause in _OWN_WISH):
        return Ending.NO_ANSWER
    return Ending.UNKNOWN
