"""Finds out that a connection is dead though nobody closed it.

Some servers never answer Ping; only one that has answered before is taken for dead when it falls silent.
"""

from collections.abc import Callable

from telephony.wire.io_thread import IoThread, Timer

ASK_EVERY = 30.0
ANSWER_WITHIN = 10.0
FIRST_ASKED_AFTER = 2.0


class Liveness:
    """Asks a quiet server whether it is there.

    Args:
        thread: The line's.
        ask: Sends a Ping.
        dead: Called when nothing came back.
    """

    def __init__(self, thread: IoThread, ask: Callable[[], None], dead: Callable[[], None]) -> None:
        self._thread = thread
        self._ask = ask
        self._dead = dead
        self._timer: Timer | None = None
        self._heard = False
        self._answers = False

    def begin(self) -> None:
        """The server let us in; soon it is asked for the first time, to learn whether it answers at all."""
        self._answers = False
        self.end()
        self._timer = self._thread.call_later(min(FIRST_ASKED_AFTER, ASK_EVERY), self.ask_now)

    def end(self) -> None:
        """There is no connection any more."""
        if self._timer is not None:
            self._timer.cancel()

    def heard(self) -> None:
        """Anything came."""
        self._heard = True

    def answered(self) -> None:
        """A Ping was answered: from now on silence means something."""
        self._answers = True

    def ask_now(self) -> None:
        """Something may have happened to the connection: do not wait for the next turn."""
        self.end()
        self._heard = False
        self._ask()
        self._timer = self._thread.call_later(ANSWER_WITHIN, self._judge)

    def _wait(self) -> None:
        self.end()
        self._heard = False
        self._timer = self._thread.call_later(ASK_EVERY, self._look)

    def _look(self) -> None:
        if self._heard:
            self._wait()
        else:
            self.ask_now()

    def _judge(self) -> None:
        if self._heard or not self._answers:
            self._wait()
        else:
            self._dead()
