"""The one thread of a line: waits for packets and timers with `select`, and never wakes for nothing."""

import contextlib
import heapq
import itertools
import logging
import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

_log = logging.getLogger(__name__)

T = TypeVar("T")


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


class IoThread:
    """Runs whatever a line does, one thing after the other, so that nothing of a line needs a lock.

    Everything but `start`, `call_soon` and `stop` is called on the thread itself.
    """

    def __init__(self, name: str) -> None:
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._readers: dict[socket.socket, Callable[[], None]] = {}
        self._soon: deque[Callable[[], None]] = deque()
        self._timers: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()
        self._ear, self._bell = socket.socketpair()
        self._ear.settimeout(0)
        self._bell.settimeout(0)
        self._ending = False
        self._closed = threading.Event()

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
        timer = Timer(uptime() + seconds, do)
        heapq.heappush(self._timers, (timer.due, next(self._order), timer))
        return timer

    def aside(self, slow: Callable[[], T], then: Callable[[T], None]) -> None:
        """Do something that may block on a thread of its own, and go on with its result on this one."""

        def work() -> None:
            result = slow()
            self.call_soon(lambda: then(result))

        threading.Thread(target=work, name=f"{self._thread.name}: aside", daemon=True).start()

    def listen(self, to: socket.socket, heard: Callable[[], None]) -> None:
        """Call `heard` whenever the socket has something to read; it is closed when the thread ends."""
        self._readers[to] = heard

    def forget(self, one: socket.socket) -> None:
        """Listen to the socket no more."""
        self._readers.pop(one, None)

    def _run(self) -> None:
        try:
            while not self._ending:
                readable, _, _ = select.select([self._ear, *self._readers], [], [], self._until_next())
                if self._ear in readable:
                    self._rung()
                for one in readable:
                    heard = self._readers.get(one)
                    if heard is not None:
                        _guarded(heard)
                self._ring_timers()
        finally:
            self._close()

    def _until_next(self) -> float | None:
        while self._timers and self._timers[0][2].do is None:
            heapq.heappop(self._timers)
        if self._soon:
            return 0.0
        return max(0.0, self._timers[0][0] - uptime()) if self._timers else None

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
        for one in (self._ear, self._bell, *self._readers):
            one.close()
        self._closed.set()


def _guarded(do: Callable[[], None]) -> None:
    """Nothing that one packet or one timer brings about may end the line."""
    try:
        do()
    except Exception:  # noqa: BLE001 # whatever it was, the next call must still pop
        _log.exception("the line went on after an unexpected error")
