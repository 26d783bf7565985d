"""How far the verification of a call's caller has come, put together for whoever shows it."""

from dataclasses import replace

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.guarded import Guarded
from screenpop.events.calls import Ending
from screenpop.rules.masking import is_shown_in_full, why_masked
from screenpop.rules.verification import in_order
from screenpop.verification import Check, Checking, VerificationPolicy


def may_ask(call: CallAtHand, guarded: Guarded) -> bool:
    """Somebody talks with the caller, here or at a desk phone that no line sees, and is to be told what to ask.

    On a call to practise with nothing is put on record, and so nothing is verified.
    """
    talks = call.answered or call.ending is Ending.ANSWERED_ELSEWHERE
    return talks and not (call.practice or guarded.over or guarded.locked or guarded.verified)


def may_reveal(call: CallAtHand, guarded: Guarded, policy: VerificationPolicy) -> bool:
    """The agent may see what is masked all the same: it can be put on record."""
    return policy.reveal and not guarded.locked and not call.practice


def progress(call: CallAtHand, guarded: Guarded, policy: VerificationPolicy) -> Checking:
    """Right answers are data of the customer: each is told while it is asked for, and not before or after."""
    asks, known = may_ask(call, guarded), guarded.answers or {}
    standing, told = guarded.standing, guarded.told
    hidden = (name for name in told.asked if why_masked(name, policy, standing, told.identity))
    checking = Checking(
        checks=_to_ask(call, guarded, policy) if asks else (),
        needed=policy.needed,
        right=frozenset(guarded.right),
        wrong=frozenset(guarded.wrong),
        verified=guarded.verified,
        locked=guarded.locked,
        hidden=frozenset(hidden),
        may_reveal=may_reveal(call, guarded, policy),
        is_who_hidden=not is_shown_in_full(policy, standing),
    )
    open_ = [check.name for check in checking.asked if check.name not in guarded.right | guarded.wrong]
    return replace(checking, answers={name: known[name] for name in open_ if name in known})


def _to_ask(call: CallAtHand, guarded: Guarded, policy: VerificationPolicy) -> tuple[Check, ...]:
    """Where it is known what is right, a check without an answer cannot be asked."""
    known = guarded.answers
    checks = (check for check in policy.checks if known is None or check.name in known)
    return in_order(tuple(checks), call.key)
