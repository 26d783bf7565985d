"""What cross-sell answers: what this customer will need again, and what would fit."""

from dataclasses import dataclass
from enum import StrEnum

from screenpop.sentences import Sentence


class OfferList(StrEnum):
    """`again` holds only products the customer has bought, `fits` only ones never bought."""

    AGAIN = "again"
    FITS = "fits"


@dataclass(frozen=True, slots=True)
class Offer:
    """One suggestion with its reason; `score` orders a list and means nothing beyond it."""

    list: OfferList
    product: str
    name: str
    score: float
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Cross-sell's answer, best first within each list."""

    offers: tuple[Offer, ...]
