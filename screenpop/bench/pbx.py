"""What the benchmarks' exchanges have in common, whatever they speak."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Offer:
    """A call that was offered.

    Attributes:
        call_id: What the exchange calls it.
        sent_at: When its packet was sent, by `time.perf_counter`.
        give_up: The caller hangs up.
    """

    call_id: str
    sent_at: float
    give_up: Callable[[], None]


class Pbx(Protocol):
    """An exchange that the measured program knows as its own."""

    @property
    def line(self) -> str:
        """The table of the settings for a line to it."""

    def ring(self, number: str, name: str, /) -> Offer:
        """Offer a call; the time is taken right before the packet is sent."""

    def close(self) -> None:
        """End its thread and its sockets."""
