"""How far the verification has come, in one line."""

from dataclasses import dataclass

from screenpop.sentences import Sentence, say
from screenpop.verification import Checking
from ui.theme.icons import Icon


@dataclass(frozen=True, slots=True)
class Standing:
    """What the strip's first line says, and in which colours' roles."""

    told: Sentence
    icon: Icon
    ground: str
    ink: str


def standing(checking: Checking) -> Standing:
    """The worst first: a lock, too few checks, what is still to be asked."""
    right, needed = len(checking.right), checking.needed
    if checking.locked:
        told = say("Locked after too many wrong answers: a supervisor must unlock this customer")
        return Standing(told, Icon.LOCK, "bad_ground", "bad")
    if checking.verified:
        told = say("Verified: {right} of {needed}", right=right, needed=needed)
        return Standing(told, Icon.CHECK, "good_ground", "good")
    if not checking.checks:
        return Standing(say("The caller is not verified"), Icon.SHIELD, "field", "quiet")
    if not checking.can_be_passed:
        told = say("Not enough checks are left: {needed} must be right", needed=needed)
        return Standing(told, Icon.SHIELD, "warn_ground", "warn")
    return Standing(
        say("Verify the caller: {right} of {needed}", right=right, needed=needed),
        Icon.SHIELD,
        "warn_ground",
        "warn",
    )
