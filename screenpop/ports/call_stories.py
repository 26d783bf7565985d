"""How a window asks for everything that happened on a call."""

from collections.abc import Sequence
from typing import Protocol

from screenpop.record.rows import LoggedCall
from screenpop.record.story import Happening


class CallStories(Protocol):
    """Safe to ask from several threads at once."""

    def story(self, call: LoggedCall, /) -> Sequence[Happening]:
        """All that happened, in the order of time, on all phones where it rang.

        Raises:
            RecordUnavailable: The record cannot be read.
        """
