"""What is known of a call at one moment, made ready for rules to ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from screenpop.answers.accounting import Receivables
from screenpop.answers.conversation import Conversation
from screenpop.answers.credit import Standing
from screenpop.answers.cross_sell import Offer, Suggestions, in_turn
from screenpop.answers.sales import Dealings
from screenpop.answers.value import Relationship
from screenpop.gestures import Gesture, Spent
from screenpop.permission import Channel
from screenpop.rules.permission import objections, people_of
from screenpop.rules.situation import Situation
from screenpop.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the company calls some things; in small letters.

    Attributes:
        complaint: The reasons, outcomes and channels that are a complaint.
        still_open: The states of what is not settled yet.
        settled: The outcomes that settle a complaint, and those before it.
    """

    complaint: frozenset[str] = frozenset({"complaint"})
    still_open: frozenset[str] = frozenset({"open", "new", "pending"})
    settled: frozenset[str] = frozenset({"solved"})


_ON_THE_PHONE = frozenset({Channel.ALL, Channel.PHONE})
WORDS_THAT_SHIP = Vocabulary()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a rule goes on to offer once its conditions hold."""

    offer: Offer | None = None
    gesture: Gesture | None = None
    gesture_label: str | Sentence = ""
    campaign_label: str = ""
    campaign_until: date | None = None
    campaign_say: Sentence | None = None


NOTHING_CHOSEN = Chosen()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a card's desk knows beside the situation.

    Attributes:
        resting: Products that are not suggested for a while.
        objected: To what the customer objects on the phone, whether or not the situation tells; None is nothing.
        spent: What gestures have cost since `gestures.budget_began`; None if nobody knows.
    """

    resting: frozenset[str] = frozenset()
    objected: Channel | None = None
    spent: tuple[Spent, ...] | None = None


NO_CIRCUMSTANCES = Circumstances()


@dataclass(frozen=True, slots=True)
class Known:
    """A situation and the time, with each department's answer at hand.

    Attributes:
        offers: What may be suggested now, in the order of the card: nothing that rests, nothing to who objects.
        objected: The customer wants nothing offered on the phone.
        campaigns: Those that run now and are about this customer, with what of them is suggested, if anything.
        spent: As of `Circumstances`.
        read: What was read already, by what reads it: many rules ask the same.
    """

    situation: Situation
    now: datetime
    vocabulary: Vocabulary
    receivables: Receivables | None
    standing: Standing | None
    dealings: Dealings | None
    relationship: Relationship | None
    suggestions: Suggestions | None
    conversation: Conversation | None
    offers: tuple[Offer, ...]
    objected: bool
    spent: tuple[Spent, ...] | None
    campaigns: Mapping[str, Chosen] = field(default_factory=lambda: MappingProxyType({}))
    read: dict[object, object] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """By the clock on the wall."""
        return self.now.date()


def known_of(
    situation: Situation,
    now: datetime,
    circumstances: Circumstances = NO_CIRCUMSTANCES,
    vocabulary: Vocabulary = WORDS_THAT_SHIP,
) -> Known:
    """What is known; `now` is by the clock on the wall."""
    suggestions = situation.answer(Suggestions)
    objected = bool(circumstances.objected or objections_in(situation) & _ON_THE_PHONE)
    offers = suggestions.offers if suggestions and not suggestions.withheld and not objected else ()
    return Known(
        situation=situation,
        now=now,
        vocabulary=vocabulary,
        receivables=situation.answer(Receivables),
        standing=situation.answer(Standing),
        dealings=situation.answer(Dealings),
        relationship=situation.answer(Relationship),
        suggestions=suggestions,
        conversation=situation.answer(Conversation),
        offers=in_turn(offer for offer in offers if offer.product not in circumstances.resting),
        objected=objected or bool(suggestions and suggestions.withheld),
        spent=circumstances.spent,
    )


def objections_in(situation: Situation) -> frozenset[Channel]:
    """To what the customer objects, as far as the situation tells; see `rules.permission`."""
    identity = situation.identity
    if identity is None:
        return frozenset()
    return objections(people_of(identity), situation.recollection.permissions, caller=identity.person)
