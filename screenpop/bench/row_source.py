"""A source that gives rows which the benchmark holds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from screenpop.ports.source import Row


class RowSource:
    """Gives all its rows, whatever it is asked."""

    name = "rows"

    def __init__(self, held: Sequence[Row]) -> None:
        self._held = held

    def rows(
        self,
        question: str,  # noqa: ARG002 # as every source is asked
        parameters: Mapping[str, object],  # noqa: ARG002 # as above
        *,
        within: timedelta,  # noqa: ARG002 # as above
        at_most: int = 10_000,
    ) -> Sequence[Row]:
        """The first rows."""
        return self._held[:at_most]

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:  # noqa: ARG002 # as above
        """All rows."""
        return iter(self._held)

    def close(self) -> None:
        """There is nothing to let go of."""


class StreamedSource(RowSource):
    """Gives rows that are made as they are asked for, once."""

    def __init__(self, rows: Iterator[Row]) -> None:
        super().__init__(())
        self._rows = rows

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:  # noqa: ARG002 # as every source is asked
        """All rows."""
        return self._rows
