"""The rows that value needs."""

from dataclasses import dataclass

from screenpop.ports.rows import MaybeAmount, MaybeCurrency, MaybeDay, MaybeFlag, MaybeText


@dataclass(frozen=True, slots=True)
class RelationshipRow:
    """One customer; of several rows each tells the turnover of one currency."""

    since: MaybeDay = None
    segment: MaybeText = None
    turnover: MaybeAmount = None
    previous_turnover: MaybeAmount = None
    currency: MaybeCurrency = None
    manager: MaybeText = None
    important: MaybeFlag = None
