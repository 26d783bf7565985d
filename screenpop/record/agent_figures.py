"""The figures of people, and why they may be missing."""

from dataclasses import dataclass
from enum import StrEnum

from screenpop.record.figures import NO_TIMES, OfferCounts, Spread


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """What one person's desk saw.

    Attributes:
        rang: Calls that rang there.
        offers: How the offers fared; None where the site does not show it.
    """

    agent: str
    rang: int = 0
    answered: int = 0
    talk: Spread = NO_TIMES
    wrap_up: Spread = NO_TIMES
    dispositions: tuple[tuple[str, int], ...] = ()
    offers: OfferCounts | None = None


class Hidden(StrEnum):
    """Why figures of people are not shown."""

    OFF = "off"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class People:
    """The figures of people that the reader may see.

    Attributes:
        hidden: Why others than the reader are missing, if they are.
        smallest_group: Figures of fewer people are hidden.
    """

    people: tuple[AgentFigures, ...] = ()
    hidden: Hidden | None = None
    smallest_group: int = 5
