"""The rows that credit needs."""

from dataclasses import dataclass

from screenpop.ports.rows import Flag, MaybeAmount, MaybeCount, MaybeCurrency, MaybeDay, MaybeText


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One customer's limit and terms; `discount` is in percent. No `credit_limit` means that none is set.

    `terms` is the source's own wording, which is told where there are no `net_days` to word them from.
    """

    credit_limit: MaybeAmount
    exposure: MaybeAmount
    hold: Flag
    currency: MaybeCurrency
    net_days: MaybeCount = None
    discount: MaybeAmount = None
    discount_days: MaybeCount = None
    hold_reason: MaybeText = None
    hold_since: MaybeDay = None
    terms: MaybeText = None


@dataclass(frozen=True, slots=True)
class OfferableRow:
    """Terms that may be offered, the best first; or, without `terms`, whom to ask."""

    terms: MaybeText
    discount: MaybeAmount = None
    until: MaybeDay = None
    reason: MaybeText = None
    refer_to: MaybeText = None
