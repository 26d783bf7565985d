"""What of the suggestions is not to be offered for a while: declined, accepted already, or just bought."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.sales import Dealings
from screenpop.memory import Answered
from screenpop.offers import OfferOutcome


@dataclass(frozen=True, slots=True)
class OfferPolicy:
    """What the site wants done with suggestions.

    Attributes:
        declined_rests: So long nobody suggests again what a customer declined.
        bought_rests: So long nobody suggests what they bought, or said they would.
        hold_out: The share of customers to whom nothing is suggested.
    """

    declined_rests: timedelta = timedelta(days=60)
    bought_rests: timedelta = timedelta(days=3)
    hold_out: float = 0.0


def resting(
    suggestions: Suggestions | None,
    answered: Iterable[Answered],
    dealings: Dealings | None,
    *,
    policy: OfferPolicy,
    now: datetime,
) -> frozenset[str]:
    """The products of the suggestions that rest.

    Args:
        suggestions: As they were learnt.
        answered: How offers fared with this customer.
        dealings: What sales says they bought.
        policy: The site's.
        now: By the clock on the wall: its day is today.
    """
    if suggestions is None or not suggestions.offers:
        return frozenset()
    taken = _unlearnt_from(suggestions.as_of, policy, now.date())
    rest = {each.product for each in _newest(answered) if _rests(each, policy, taken, now)}
    if dealings is not None:
        rest |= {purchase.product for purchase in dealings.purchases if purchase.at >= taken}
    return frozenset(offer.product for offer in suggestions.offers if offer.product in rest)


def _unlearnt_from(as_of: date | None, policy: OfferPolicy, today: date) -> date:
    """From this day on what they took is new: learning has not seen it, or it was only just."""
    just = today - policy.bought_rests
    return min(as_of, just) if as_of else just


def _newest(answered: Iterable[Answered]) -> Iterable[Answered]:
    """Each product as it was answered last."""
    latest: dict[str, Answered] = {}
    for each in sorted(answered, key=lambda each: each.at):
        latest[each.product] = each
    return latest.values()


def _rests(answered: Answered, policy: OfferPolicy, taken: date, now: datetime) -> bool:
    match answered.outcome:
        case OfferOutcome.DECLINED:
            return now - answered.at <= policy.declined_rests
        case OfferOutcome.ACCEPTED:
            return answered.at.astimezone(now.tzinfo).date() >= taken
        case OfferOutcome.OFFERED:
            return False
