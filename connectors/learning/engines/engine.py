"""What an engine must be able to do; which tables there are, and in which order, is the same for all."""

from collections.abc import Mapping
from typing import Protocol

import pyarrow as pa  # type: ignore[import-untyped] # it has none


class Engine(Protocol):
    """Makes tables of questions, and gives them back."""

    @property
    def dialect(self) -> str:
        """Ibis' name for the SQL that it speaks."""

    def see(self, name: str, question: str) -> Mapping[str, str]:
        """Give the department's question a name; its columns with ibis' types, "" where it has none.

        Raises:
            SourceError: It cannot; here and below.
        """

    def make(self, name: str, columns: Mapping[str, str], sql: str) -> None:
        """Make a table; `columns` have ibis' types."""

    def read(self, name: str, columns: Mapping[str, str]) -> pa.Table:
        """What is in a table."""

    def drop(self, name: str) -> None:
        """Let go of a table."""
