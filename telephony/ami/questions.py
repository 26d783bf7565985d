"""Actions that wait for their answers."""

from collections.abc import Callable

from telephony.ami.framing import Message

Answered = Callable[[Message | None], None]
"""Is given the answer, or None if none will come."""

MOST_WAITING = 100


class Questions:
    """Numbers what is asked in one connection, and takes each answer to who asked.

    Args:
        send: Sends bytes.
    """

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._waiting: dict[str, Answered] = {}
        self._last = 0

    def ask(self, build: Callable[[str], bytes], answered: Answered) -> None:
        """Send the action that `build` makes of an ActionID."""
        if len(self._waiting) >= MOST_WAITING:  # of a server that answers nothing
            self._waiting.pop(next(iter(self._waiting)))(None)
        self._last += 1
        self._waiting[str(self._last)] = answered
        self._send(build(str(self._last)))

    def answer(self, answer: Message) -> None:
        """Take an answer; one without ActionID is that to the oldest question."""
        asked = answer.fields.get("ActionID") or next(iter(self._waiting), "")
        answered = self._waiting.pop(asked, None)
        if answered is not None:
            answered(answer)

    def begin_anew(self) -> None:
        """Another connection: no answer will come any more."""
        waiting, self._waiting, self._last = self._waiting, {}, 0
        for answered in waiting.values():
            answered(None)
