"""What a card says at a glance: the worst that must be known, and one best thing to say, with its reason."""

from dataclasses import dataclass
from enum import StrEnum

from screenpop.answers.cross_sell import Offer
from screenpop.gestures import Gesture
from screenpop.permission import Channel
from screenpop.sentences import Sentence


class Level(StrEnum):
    """How loud it is."""

    ALARM = "alarm"
    CAUTION = "caution"
    ASK = "ask"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Alert:
    """The one line of warning: the worst that is known, or that nothing speaks against serving."""

    level: Level
    told: Sentence


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing that is worth saying to this customer now, and why.

    Attributes:
        rule: Which rule of the playbook says so.
        offer: The suggestion that it names, to be answered with one key.
        gesture: What may be given with it, to be recorded with one key.
    """

    say: Sentence
    why: Sentence
    rule: str = ""
    offer: Offer | None = None
    gesture: Gesture | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What is told of a call at a glance; what is not known yet is None.

    Attributes:
        marks: What else matters, the weightiest first, each in a word or two: "Important customer", "Promised: order
            8812 by Friday".
        serve_first: Why nothing is to be offered now; None if offers are welcome.
        resting: Products that are not suggested for a while, though they were learnt: declined, or just bought.
        objections: The ways in which the customer does not want to be approached; ALL is whatever way there is.
    """

    alert: Alert | None = None
    saying: Saying | None = None
    marks: tuple[Sentence, ...] = ()
    serve_first: Sentence | None = None
    resting: frozenset[str] = frozenset()
    objections: frozenset[Channel] = frozenset()
