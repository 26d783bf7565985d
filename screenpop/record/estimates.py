"""A share or a difference that was counted, with what is known of it: how far the truth may be on either side."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was counted, and the bounds between which the truth is with 95 % confidence."""

    value: float
    low: float
    high: float
