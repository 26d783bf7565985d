"""The rows that credit needs."""

from dataclasses import dataclass

from screenpop.ports.rows import Flag, MaybeAmount, MaybeCount, MaybeCurrency, MaybeDay, MaybeText


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One customer's limit and terms; `discount` is in percent. No `credit_limit` means that none is set.

    `terms` is the source's own wording, which is told where there are no `net_days` to word them from. `segment`
    and `overdue` (what is overdue) decide what the site's table offers.
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
    segment: MaybeText = None
    overdue: MaybeAmount = None


@dataclass(frozen=True, slots=True)
class OfferableRow:
    """Terms that may be offered, the best first; or, without `terms`, whom to ask.

    Who is on hold is offered only what says that it is meant for holds, `on_hold`.
    """

    terms: MaybeText
    discount: MaybeAmount = None
    until: MaybeDay = None
    reason: MaybeText = None
    refer_to: MaybeText = None
    on_hold: Flag = False
