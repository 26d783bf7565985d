"""What credit answers: how much more this customer may buy, and on what terms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from screenpop.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Offerable:
    """Terms that this agent may offer this customer now; a sentence where they are our own words, not the site's."""

    terms: str | Sentence
    discount: Decimal | None
    until: date | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Credit's answer.

    Attributes:
        limit: The credit limit; None if there is none.
        exposure: What is already owed and ordered.
        available: Limit less exposure; may be negative; None without a limit.
        hold: Nothing may be sold on credit.
        terms: In the words of the trade, "2/10 net 30"; None if nothing is agreed.
        refer_to: Whom to ask where `may_offer` is None.
    """

    limit: Decimal | None
    exposure: Decimal | None
    available: Decimal | None
    hold: bool
    currency: str | None
    hold_reason: str | None = None
    hold_since: date | None = None
    net_days: int | None = None
    discount: Decimal | None = None
    discount_days: int | None = None
    terms: str | None = None
    may_offer: Offerable | None = None
    refer_to: str | None = None
