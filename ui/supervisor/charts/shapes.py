"""What a chart shows, with every text made: it can be drawn, and read as a table."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Values:
    """A chart's values as a table; figures stand at the right from the second column on."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart.

    Attributes:
        colour: Its place in the theme's colours of charts.
        hatched: Told from its neighbours without the colour too.
    """

    name: str
    colour: int
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Columns, each of one or several series.

    Attributes:
        told: The chart in one sentence.
        labels: What each column is, as it is read out.
        ticks: What stands below some of the columns: their place and a short text.
        counts: For each column, how many of each series.
        readings: For each column, its values in words.
        marks: Places between columns that mean something, and what: the median.
    """

    told: str
    labels: tuple[str, ...]
    ticks: tuple[tuple[int, str], ...]
    series: tuple[Series, ...]
    counts: tuple[tuple[int, ...], ...]
    readings: tuple[str, ...]
    values: Values
    stacked: bool = True
    marks: tuple[tuple[float, str], ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing is to be seen."""
        return not any(map(any, self.counts))

    @property
    def highest(self) -> int:
        """The highest column."""
        return max((sum(each) if self.stacked else max(each, default=0) for each in self.counts), default=0)


@dataclass(frozen=True, slots=True)
class Heat:
    """Counts by row and column.

    Attributes:
        told: The chart in one sentence.
        rows: What each row is, from the top.
        columns: What each column is.
        counts: For each row, the count of each column.
        readings: The same in words.
    """

    told: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    readings: tuple[tuple[str, ...], ...]
    values: Values

    @property
    def empty(self) -> bool:
        """Nothing is to be seen."""
        return not any(map(any, self.counts))

    @property
    def highest(self) -> int:
        """The highest count."""
        return max(map(max, self.counts), default=0)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as one line: what, how many, and how much of the whole.

    Attributes:
        bounds: Between which shares the truth is, where it was estimated.
    """

    label: str
    count: int
    share: float
    told: str
    colour: int = 0
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of a whole below one another."""

    told: str
    shares: tuple[Share, ...]
    values: Values

    @property
    def empty(self) -> bool:
        """Nothing is to be seen."""
        return not self.shares


Chart = Bars | Heat | Shares
