"""What was answered on a call stays in sight: no key that is pressed twice answers what is worth saying next."""

from screenpop.answers.advice import Advice, Saying
from ui.card.giving import Giving
from ui.panels.outcomes import Outcomes


def staying(
    shown: Saying | None, before: Advice | None, told: Advice, outcomes: Outcomes, giving: Giving
) -> Saying | None:
    """What of the sayings stays though another one may be worth saying by now; None lets go of it.

    Args:
        shown: What the agent sees.
        before: What was advised until now.
        told: What is advised now. Where the customer is to be served first from now on, nothing stays.
        outcomes: How the offers of the call fared.
        giving: What was given on it.
    """
    serves_now = told.serve_first is not None and (before is None or before.serve_first is None)
    if shown is None or serves_now or _names_the_same(shown, told.saying):
        return None
    answered = shown.offer is not None and outcomes.spoken_of(shown.offer)
    given = shown.gesture is not None and giving.spoken_of(shown.gesture)
    return shown if answered or given else None


def _names_the_same(shown: Saying, told: Saying | None) -> bool:
    return told is not None and (shown.offer, shown.gesture) == (told.offer, told.gesture)
