"""What cross-sell answers: what this customer will need again, and what would fit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from screenpop.sentences import Sentence


class OfferList(StrEnum):
    """`again` holds only products the customer has bought, `fits` only ones never bought."""

    AGAIN = "again"
    FITS = "fits"


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion with its reason; `score` orders a list and means nothing beyond it.

    Attributes:
        method: What ranked it: how offers fare is counted by it.
        category: What the company counts the product among, where its source tells.
    """

    list: OfferList
    product: str
    name: str
    score: float
    reason: Sentence
    method: str = field(default="", metadata={"told": "never"})
    category: str | None = field(default=None, metadata={"told": "never"})


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Cross-sell's answer, best first within each list.

    Attributes:
        as_of: Only days before this one counted; None before anything was learnt.
        withheld: Why nothing is suggested though something was learnt: an objection. What rests, and what must wait
            until the customer is served, stays here: advice tells of it.
    """

    offers: tuple[Offer, ...]
    as_of: date | None = field(default=None, metadata={"told": "if_known"})
    withheld: Sentence | None = field(default=None, metadata={"told": "if_known"})


ON_CARD = 3
"""So many a card shows at most."""


def in_turn(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """In the order of the card: the likeliest repeat and the best new one first, and so on."""
    known = tuple(offers)
    again = [offer for offer in known if offer.list is OfferList.AGAIN]
    fits = [offer for offer in known if offer.list is OfferList.FITS]
    turns = [offer for pair in zip(again, fits, strict=False) for offer in pair]
    return (*turns, *again[len(fits) :], *fits[len(again) :])
