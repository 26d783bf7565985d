"""Ids for entries, made where a fact is captured: UUIDv7 (RFC 9562, section 5.7), which sort by time."""

import secrets
import threading
import time
from collections.abc import Callable
from uuid import UUID

_RANDOM_BITS = 74  # the 12 bits of rand_a and the 62 bits of rand_b
_STEP_BITS = 32


class IdSequence:
    """Gives ids that only grow, also when the clock is set back (RFC 9562, section 6.2, method 2)."""

    def __init__(self, now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000) -> None:
        self._now_ms = now_ms
        self._lock = threading.Lock()
        self._ms = -1
        self._random = 0

    def begin_after(self, ms: int) -> None:
        """Give only ids of a later time than this millisecond, whatever the clock says."""
        with self._lock:
            if ms > self._ms:
                self._ms, self._random = ms, secrets.randbits(_RANDOM_BITS - 1)

    def next(self) -> UUID:
        """Make the next id; safe to call from several threads."""
        with self._lock:
            now = self._now_ms()
            if now > self._ms:
                self._ms, self._random = now, secrets.randbits(_RANDOM_BITS - 1)
            else:
                self._random += 1 + secrets.randbits(_STEP_BITS)
                if self._random >> _RANDOM_BITS:
                    self._ms, self._random = self._ms + 1, secrets.randbits(_RANDOM_BITS - 1)
            return _uuid7(self._ms, self._random)


def _uuid7(ms: int, random: int) -> UUID:
    rand_a, rand_b = random >> 62, random & ((1 << 62) - 1)
    return UUID(int=(ms & ((1 << 48) - 1)) << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b)


_of_this_process = IdSequence()


def time_of(id_: UUID) -> int:
    """The millisecond, since 1970, at which an id of this sort was made."""
    return id_.int >> 80


def begin_after(ms: int) -> None:
    """Have all further ids of this process be greater than any that was made until this millisecond."""
    _of_this_process.begin_after(ms)


def new_id() -> UUID:
    """Make an id for a new entry; later ones of this process are greater."""
    return _of_this_process.next()
