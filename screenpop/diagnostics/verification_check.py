"""Whether a site's callers could be verified: what `screenpop check` finds out about the right answers."""

from collections.abc import Iterator, Sequence

from screenpop.customers import Customer
from screenpop.errors import SourceError
from screenpop.ports.checks import Check
from screenpop.ports.right_answers import RightAnswers
from screenpop.sentences import say
from screenpop.verification import VerificationPolicy

_SUBJECT = "verification: answers"


def check_answers(
    policy: VerificationPolicy, known: RightAnswers | None, samples: Sequence[Customer]
) -> Iterator[Check]:
    """Ask for the right answers of customers whom the site has; where nothing is verified there is nothing to tell."""
    if policy.policy == "show":
        return
    if known is None:
        told = say("the settings do not say where they stand: agents look them up elsewhere")
        yield Check(_SUBJECT, passed=True, told=told)
        return
    try:
        answers = [known.of(customer) for customer in samples]
    except SourceError as error:
        yield Check(_SUBJECT, passed=False, told=error.sentence)
        return
    enough = sum(len(each) >= policy.needed for each in answers)
    told = say(
        "{enough} of {customers} customers have the {needed} answers that are needed",
        enough=enough,
        customers=len(answers),
        needed=policy.needed,
    )
    empty = [check.name for check in policy.checks if not any(check.name in each for each in answers)]
    if empty and answers:
        told = say("{told}; nobody has an answer to {checks}", told=told, checks=", ".join(empty))
    yield Check(_SUBJECT, passed=enough > 0 or not answers, told=told)
