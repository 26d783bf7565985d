"""Which one of the things that the site wants to know of a customer is worth asking for now."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from screenpop.memory import Fact, Question, Wanted

NOT_AGAIN_FOR = timedelta(days=14)
"""So long nobody is asked again for what they did not want to say, or had no time for."""


def worth_asking(
    questions: Iterable[Question], known: Sequence[Fact], *, answered_at: datetime | None, now: datetime
) -> Wanted | None:
    """The first question whose answer is not known, or was told too long ago; None asks nothing.

    A fact without a value is one that was asked for in vain: it is left alone for a while, and on the call on which
    that happened nothing else is asked either. An answer makes way for the next question.

    Args:
        questions: The site's, the most useful first.
        known: What was told of the customer, each fact as it was told last.
        answered_at: When the agent answered; while it only rings there is nobody to ask.
        now: The time.
    """
    if answered_at is None or any(not fact.value and fact.at >= answered_at for fact in known):
        return None
    told = {fact.fact: fact for fact in known}
    due = (question for question in questions if _is_due(question, told.get(question.wanted.fact), now))
    return next((question.wanted for question in due), None)


def _is_due(question: Question, told: Fact | None, now: datetime) -> bool:
    if told is None:
        return True
    rests = question.again_after if told.value else NOT_AGAIN_FOR
    return rests is not None and now - told.at >= rests
