"""What a benchmark says: figures, and the bars they are held to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_THE_MORE_THE_BETTER = {"/s", "NDCG@10", "hit@5"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    Attributes:
        numbers: Numbers in the directory; None for each benchmark's own.
        calls: How many calls ring.
        seconds: How long an idle program is watched.
        config: The settings of a site to be measured in the place of the demo company.
        postgresql: The address of a database for the peers' rows; None leaves that server out.
        package: The Debian package that is compared with this source.
    """

    numbers: int | None = None
    calls: int = 200
    seconds: float = 60.0
    postgresql: str | None = None
    config: Path | None = None
    package: Path | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """A bar: for the typical value, for the bad one, or both; `at_least` turns it round."""

    typical: float | None = None
    bad: float | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        benchmark: Which one measured it.
        what: What was measured.
        unit: Of the values.
        typical: The median, or the only value.
        bad: A value that few are worse than; None where there is only one.
        bad_is: Which quantile that is.
        reach: The bar, where there is one.
        peer: Who did the same in the same run.
        peer_typical: The peer's median.
        peer_bad: The peer's bad value.
    """

    benchmark: str
    what: str
    unit: str
    typical: float
    bad: float | None = None
    bad_is: str = "p95"
    reach: Reach | None = None
    peer: str | None = None
    peer_typical: float | None = None
    peer_bad: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        if self.reach is None:
            return None
        held = [
            value <= bar if not self.reach.at_least else value >= bar
            for value, bar in ((self.typical, self.reach.typical), (self.bad, self.reach.bad))
            if bar is not None and value is not None
        ]
        return all(held)

    @property
    def ratio(self) -> float | None:
        """How many times better we are: of times the peer's over ours, of rates and of hits ours over the peer's."""
        if not self.peer_typical or not self.typical:
            return None
        times = self.peer_typical / self.typical
        return 1 / times if self.unit in _THE_MORE_THE_BETTER else times


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, min(len(ordered) - 1, -int(-share * len(ordered) // 1) - 1))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return quantile(values, 0.5)
