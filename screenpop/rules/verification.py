"""What a caller is asked, and what their answers amount to."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from screenpop.verification import Check, VerificationPolicy

WITHIN = timedelta(days=1)
"""So long a wrong answer counts, whichever agent heard it."""


def in_order(checks: Sequence[Check], call: UUID) -> tuple[Check, ...]:
    """The checks in an order that is another one on every call, and the same one all through a call.

    Who listens to somebody else's call, or has called before, does not know what will be asked.
    """
    return tuple(sorted(checks, key=lambda check: sha256(call.bytes + check.name.encode()).digest()))


def are_enough(policy: VerificationPolicy, right: Collection[str]) -> bool:
    """The caller is verified by these right answers."""
    return policy.policy == "show" or len(right) >= policy.needed


def are_too_many(policy: VerificationPolicy, failures: int) -> bool:
    """The customer is locked after so many wrong answers within the time that counts."""
    return policy.wrong > 0 and failures >= policy.wrong
