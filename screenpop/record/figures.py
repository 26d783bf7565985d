"""What the charts show of a stretch of time: counts, times and shares; of calls that came in, unless it says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

from screenpop.record.span import Span


class CallOutcome(StrEnum):
    """What became of a call, all its legs together."""

    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"
    MISSED = "missed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many calls, by what became of them.

    Attributes:
        answered: Somebody here answered.
        elsewhere: Nobody here did, but somebody did.
        missed: The caller gave up while it rang.
        lost: Nobody answered for another reason: busy, declined, not taken, or nobody knows.
    """

    answered: int = 0
    elsewhere: int = 0
    missed: int = 0
    lost: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.answered + self.elsewhere + self.missed + self.lost

    @property
    def unanswered(self) -> int:
        """Callers whom nobody answered."""
        return self.missed + self.lost

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.answered + other.answered,
            self.elsewhere + other.elsewhere,
            self.missed + other.missed,
            self.lost + other.lost,
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took: how often each number of whole seconds, the shortest first."""

    seconds: tuple[tuple[int, int], ...] = ()

    @property
    def count(self) -> int:
        """How many there were."""
        return sum(count for _, count in self.seconds)

    def within(self, share: Fraction) -> timedelta | None:
        """In which time this share of them was done; None if there were none."""
        wanted, passed = ceil(self.count * share), 0
        for second, count in self.seconds:
            passed += count
            if passed >= wanted:
                return timedelta(seconds=second)
        return None

    @property
    def median(self) -> timedelta | None:
        """Half of them took no longer."""
        return self.within(Fraction(1, 2))

    @property
    def nine_of_ten(self) -> timedelta | None:
        """Nine of ten took no longer."""
        return self.within(Fraction(9, 10))

    def in_bins(self, edges: Sequence[int]) -> Sequence[int]:
        """How many were below each edge and not below the one before; the last bin has all the rest."""
        bins = [0] * (len(edges) + 1)
        for second, count in self.seconds:
            bins[next((place for place, edge in enumerate(edges) if second < edge), len(edges))] += count
        return bins


NO_TIMES = Spread()


@dataclass(frozen=True, slots=True)
class Repeats:
    """Numbers that called again within seven days of a call before.

    Attributes:
        callers: How many numbers did.
        calls: How many of the calls were such a second, third … one.
    """

    callers: int = 0
    calls: int = 0


@dataclass(frozen=True, slots=True)
class OfferCounts:
    """How offers of one list fared, each of a call as it was told last."""

    list: str
    offered: int = 0
    accepted: int = 0
    declined: int = 0

    @property
    def made(self) -> int:
        """How many offers were made."""
        return self.offered + self.accepted + self.declined


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Calls that went out."""

    calls: int = 0
    reached: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of a span.

    Attributes:
        by_slot: Calls by day and hour of the viewer's clock; an hour that comes twice in autumn is one.
        answer: From the first ring to the answer.
        talk: From the answer to the end, of each conversation.
        wrap_up: From the end to the saved wrap-up, where it was written the same day.
        dispositions: The outcomes told in wrap-ups, the most frequent first.
    """

    span: Span
    by_slot: Mapping[tuple[date, int], Counts] = field(default_factory=dict)
    answer: Spread = NO_TIMES
    talk: Spread = NO_TIMES
    wrap_up: Spread = NO_TIMES
    dispositions: tuple[tuple[str, int], ...] = ()
    repeats: Repeats = Repeats()
    offers: tuple[OfferCounts, ...] = ()
    outgoing: Outgoing = Outgoing()

    @property
    def counts(self) -> Counts:
        """The whole span's calls."""
        return sum(self.by_slot.values(), Counts())

    @property
    def by_day(self) -> Mapping[date, Counts]:
        """Each day's calls; a day without any has none."""
        days = dict.fromkeys(self.span.days, Counts())
        for (day, _), counts in self.by_slot.items():
            days[day] += counts
        return days

    @property
    def by_hour(self) -> Mapping[tuple[int, int], int]:
        """Calls by weekday (Monday is 0) and hour; what is not there has none."""
        hours: dict[tuple[int, int], int] = {}
        for (day, hour), counts in self.by_slot.items():
            hours[day.weekday(), hour] = hours.get((day.weekday(), hour), 0) + counts.total
        return hours
