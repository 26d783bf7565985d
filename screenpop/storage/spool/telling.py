"""Tells how much waits in the spool whenever that has changed, and not more often than anybody wants to know."""

import logging
import math
import time
from collections.abc import Callable

from screenpop.ports.record import SpoolState

log = logging.getLogger(__name__)

_EVERY = 1.0


class Telling:
    """Used by one thread.

    Attributes:
        known: The newest state, told or not.
    """

    def __init__(self, tell: Callable[[SpoolState], None]) -> None:
        self._tell = tell
        self.known = self._told = SpoolState(0, None)
        self._told_at = 0.0

    @property
    def due(self) -> float:
        """When (`time.monotonic`) there is something to tell; never, if all is told."""
        return math.inf if self.known == self._told else self._told_at + _EVERY

    def note(self, state: SpoolState, *, at_once: bool) -> None:
        """That is how it stands now; it is told if it is new, and the last word was long enough ago."""
        self.known = state
        now = time.monotonic()
        if state == self._told or (now < self.due and not at_once):
            return
        self._told, self._told_at = state, now
        try:
            self._tell(state)
        except Exception as error:  # noqa: BLE001 # whoever listens, entries must still be delivered
            log.error("Telling how much waits failed: %s", type(error).__name__)
