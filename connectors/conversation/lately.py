"""A source that is not asked the same twice in a moment.

While a colleague writes, the time line is told anew with every few letters; what other systems hold stays the same.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import monotonic

from connectors.conversation.strands import Strand
from screenpop.answers.conversation import Said, Words
from screenpop.customers import Customer

A_MOMENT = 1.5
"""Seconds."""


class Lately:
    """A strand with what it said last, of one customer."""

    def __init__(self, strand: Strand, clock: Callable[[], float] = monotonic) -> None:
        self._strand = strand
        self._clock = clock
        self._lock = threading.Lock()
        self._last: tuple[Customer, float, Sequence[Said]] | None = None

    @property
    def name(self) -> Words:
        """The strand's."""
        return self._strand.name

    def said(self, customer: Customer, within: timedelta, /) -> Sequence[Said]:
        """What it said a moment ago, or says now; see `Strand`."""
        with self._lock:
            last = self._last
        if last and last[0] == customer and self._clock() - last[1] < A_MOMENT:
            return last[2]
        asked_at = self._clock()
        said = self._strand.said(customer, within)
        with self._lock:
            self._last = (customer, asked_at, said)
        return said
