"""Campaigns: what the company offers for a time, and to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from screenpop.answers.cross_sell import Offer
from screenpop.folding import folded
from screenpop.rules.known import Chosen, Known
from screenpop.rules.saying import Text, first_filled


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign; what is empty is about everybody, or everything.

    Attributes:
        since, until: Its first and its last day; None has none.
        products, categories: What it is about: one of them must be among what may be suggested to the customer now.
        segments: Of customers, as the company calls them; in small letters.
        queues: Through which the call comes, or what is told of the number that was called; in small letters.
        say: What the agent may say; the first text of which everything is known.
    """

    name: str
    label: str
    since: date | None = None
    until: date | None = None
    products: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()
    say: tuple[Text, ...] = ()


def matching(campaigns: Iterable[Campaign], known: Known) -> dict[str, Chosen]:
    """The campaigns that run and are about this customer on this call, with what of them is suggested."""
    found: dict[str, Chosen] = {}
    for campaign in campaigns:
        if not _runs(campaign, known.today) or not _is_for(campaign, known):
            continue
        offer = _suggested(campaign, known)
        if offer is None and (campaign.products or campaign.categories):
            continue
        chosen = Chosen(offer=offer, campaign_label=campaign.label, campaign_until=campaign.until)
        found[campaign.name] = Chosen(
            offer=offer,
            campaign_label=campaign.label,
            campaign_until=campaign.until,
            campaign_say=first_filled(campaign.say, known, chosen),
        )
    return found


def _runs(campaign: Campaign, today: date) -> bool:
    return (campaign.since or today) <= today <= (campaign.until or today)


def _is_for(campaign: Campaign, known: Known) -> bool:
    if campaign.segments:
        segment = known.relationship.segment if known.relationship else None
        if segment is None or folded(segment) not in campaign.segments:
            return False
    if campaign.queues:
        called = known.situation.called.label if known.situation.called else ""
        came_by = {folded(each) for each in (called, known.situation.queue) if each}
        return not came_by.isdisjoint(campaign.queues)
    return True


def _suggested(campaign: Campaign, known: Known) -> Offer | None:
    return next(
        (
            offer
            for offer in known.offers
            if offer.product in campaign.products
            or (offer.category is not None and folded(offer.category) in campaign.categories)
        ),
        None,
    )
