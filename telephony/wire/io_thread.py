"""The one thread of a line: waits for sockets and timers, and never wakes for nothing.

Waiting stops the clock by which a system wakes a sleeper when the computer is suspended. Therefore no wait is
longer than `LONGEST_WAIT`, and whoever asked by `on_wake` is told when one has taken far longer than it should.
"""

import contextlib
import heapq
import itertools
import logging
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_log = logging.getLogger(__name__)

T = TypeVar("T")

LONGEST_WAIT = 5.0
"""Seconds after which a thread with timers looks at the clock again."""
MOST_CANCELLED = 64
"""Timers that may wait in vain, at least, before they are sorted out."""
ASIDE_AGAIN_AFTER = 5.0
"""Seconds until something is tried again that failed aside."""
OVERSLEPT = 3.0
"""A wait longer than it should be by so many seconds: the computer slept, or somebody set the clock."""


def uptime() -> float:
    """Seconds that also pass while the computer sleeps, where the system tells: a registration goes on ageing."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Timer:
    """Something that will be done later, unless it is cancelled."""

    __slots__ = ("do", "due")

    def __init__(self, due: float, do: Callable[[], None]) -> None:
        self.due = due
        self.do: Callable[[], None] | None = do

    def cancel(self) -> None:
        """Do not do it."""
        self.do = None


@dataclass(slots=True)
class _Watched:
    """What is to be done when a socket has something to read, or room for more."""

    heard: Callable[[], None] | None = None
    has_room: Callable[[], None] | None = None

    @property
    def events(self) -> int:
        return (selectors.EVENT_READ if self.heard else 0) | (selectors.EVENT_WRITE if self.has_room else 0)


class IoThread:
    """Runs whatever a line does, one thing after the other, so that nothing of a line needs a lock.

    Everything but `start`, `call_soon` and `stop` is called on the thread itself.
    """

    def __init__(self, name: str) -> None:
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._selector = selectors.DefaultSelector()
        self._watched: dict[socket.socket, _Watched] = {}
        self._soon: deque[Callable[[], None]] = deque()
        self._timers: list[tuple[float, int, Timer]] = []
        self._tidy_at = MOST_CANCELLED
        self._order = itertools.count()
        self._woken: list[Callable[[], None]] = []
        self._ear, self._bell = socket.socketpair()
        self._ear.settimeout(0)
        self._bell.settimeout(0)
        self._ending = False
        self._closed = threading.Event()
        self.listen(self._ear, self._rung)

    def start(self) -> None:
        """Begin to run."""
        self._thread.start()

    def stop(self, timeout: float) -> None:
        """End the thread, from another thread; what was asked before is still done."""
        if self._thread.is_alive():
            self.call_soon(self.end)
            self.join(timeout)
        elif not self._closed.is_set():
            self._close()

    def join(self, timeout: float) -> None:
        """Wait until the thread has ended, from another thread."""
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def end(self) -> None:
        """End the thread after what is being done now."""
        self._ending = True

    def call_soon(self, do: Callable[[], None]) -> None:
        """Have something done on the thread; may be called from any thread."""
        self._soon.append(do)
        try:
            self._bell.send(b"!")
        except OSError:  # full: it will wake anyway; closed: it has ended
            return

    def call_later(self, seconds: float, do: Callable[[], None]) -> Timer:
        """Have something done after a while."""
        if len(self._timers) >= self._tidy_at:
            self._tidy()
        timer = Timer(uptime() + seconds, do)
        heapq.heappush(self._timers, (timer.due, next(self._order), timer))
        return timer

    def _tidy(self) -> None:
        """Let go of cancelled timers, which else stay until they would be due: most are cancelled long before."""
        self._timers = [entry for entry in self._timers if entry[2].do is not None]
        heapq.heapify(self._timers)
        self._tidy_at = max(MOST_CANCELLED, 2 * len(self._timers))

    def aside(self, slow: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something that may block on a thread of its own, and go on with its result on this one."""

        def work() -> None:
            try:
                result = slow()
            except Exception:  # noqa: BLE001 # a line that waits for the result would wait for ever
                _log.exception("something that the line needs failed and is tried again")
                self.call_soon(again)
            else:
                self.call_soon(lambda: then(result))

        def again() -> None:
            self.call_later(ASIDE_AGAIN_AFTER, lambda: self.aside(slow, then))

        try:
            threading.Thread(target=work, name=f"{self._thread.name}: aside", daemon=True).start()
        except RuntimeError:  # no thread to be had just now
            again()

    def on_wake(self, do: Callable[[], None]) -> None:
        """Call `do` whenever the computer has slept, or its clock was set forward; before the timers then due."""
        self._woken.append(do)

    def listen(self, to: socket.socket, heard: Callable[[], None]) -> None:
        """Call `heard` whenever the socket has something to read; it is closed when the thread ends."""
        watched = self._watched.get(to, _Watched())
        watched.heard = heard
        self._watch(to, watched)

    def when_writable(self, to: socket.socket, has_room: Callable[[], None] | None) -> None:
        """Call `has_room` whenever the socket takes data, until this is called with None."""
        watched = self._watched.get(to, _Watched())
        watched.has_room = has_room
        self._watch(to, watched)

    def forget(self, one: socket.socket) -> None:
        """Watch the socket no more; to be called before it is closed."""
        watched = self._watched.get(one)
        if watched is not None:
            watched.heard = watched.has_room = None
            self._watch(one, watched)

    def _watch(self, one: socket.socket, watched: _Watched) -> None:
        known = one in self._watched
        if not watched.events:
            if known:
                del self._watched[one]
                self._selector.unregister(one)
        elif known:
            self._selector.modify(one, watched.events, watched)
        else:
            self._watched[one] = watched
            self._selector.register(one, watched.events, watched)

    def _run(self) -> None:
        try:
            while not self._ending:
                self._wait()
                self._ring_timers()
        finally:
            self._close()

    def _wait(self) -> None:
        wait, before, clock = self._until_next(), uptime(), time.time()
        ready = self._selector.select(wait)
        took = max(uptime() - before, time.time() - clock)
        if wait is not None and took > wait + OVERSLEPT:
            for do in self._woken:
                _guarded(do)
        for key, events in ready:
            watched: _Watched = key.data  # what came before in this round may have changed its mind
            if events & selectors.EVENT_READ and watched.heard is not None:
                _guarded(watched.heard)
            if events & selectors.EVENT_WRITE and watched.has_room is not None:
                _guarded(watched.has_room)

    def _until_next(self) -> float | None:
        while self._timers and self._timers[0][2].do is None:
            heapq.heappop(self._timers)
        if self._soon:
            return 0.0
        if self._timers:
            return min(max(0.0, self._timers[0][0] - uptime()), LONGEST_WAIT)
        return LONGEST_WAIT if self._woken else None

    def _rung(self) -> None:
        with contextlib.suppress(OSError):
            self._ear.recv(4096)
        for _ in range(len(self._soon)):
            _guarded(self._soon.popleft())

    def _ring_timers(self) -> None:
        now = uptime()
        while self._timers and self._timers[0][0] <= now:
            do = heapq.heappop(self._timers)[2].do
            if do is not None:
                _guarded(do)

    def _close(self) -> None:
        self._selector.close()
        for one in (self._bell, *self._watched):
            one.close()
        self._watched.clear()
        self._closed.set()


def _guarded(do: Callable[[], None]) -> None:
    """Nothing that one packet or one timer brings about may end the line."""
    try:
        do()
    except Exception:  # noqa: BLE001 # whatever it was, the next call must still pop
        _log.exception("the line went on after an unexpected error")
