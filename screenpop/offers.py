"""How an offer fares with a customer."""

from enum import StrEnum


class OfferOutcome(StrEnum):
    """How an offer fared."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
