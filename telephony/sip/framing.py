"""Cuts a stream of bytes into SIP messages by their Content-Length (RFC 3261 18.3).

Between messages stand empty lines: two of them ask whether we live, which one answers (RFC 5626 4.4.1).
"""

import re
from collections.abc import Callable, Iterator

LARGEST_HEAD = 65_536
LARGEST_BODY = 1 << 20

_LENGTH = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*(\d+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n\r\n"


class NotFramed(Exception):
    """These bytes are no stream of SIP messages; nobody knows where the next one begins."""


class Framing:
    """What came so far of the next message.

    Args:
        pinged: Called when the other side asks whether we live.
    """

    def __init__(self, pinged: Callable[[], None]) -> None:
        self._pinged = pinged
        self._buffer = bytearray()
        self._searched = 0
        self._whole = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take bytes in, and give the messages that are whole now.

        Raises:
            NotFramed: Nothing that comes after can be read.
        """
        self._buffer += data
        while self._find_whole():
            message = bytes(self._buffer[: self._whole])
            del self._buffer[: self._whole]
            self._whole = self._searched = 0
            yield message

    def _find_whole(self) -> bool:
        """Whether a whole message stands at the beginning."""
        if not self._whole:
            self._drop_empty_lines()
            end = self._buffer.find(_END, max(0, self._searched - len(_END)))
            self._searched = len(self._buffer)
            if (end if end >= 0 else self._searched) > LARGEST_HEAD:
                raise NotFramed("no end of the headers")
            if end < 0:
                return False
            self._whole = end + len(_END) + self._body_length(end)
        return len(self._buffer) >= self._whole

    def _body_length(self, end: int) -> int:
        told = _LENGTH.search(self._buffer, 0, end + 2)
        digits = bytes(told[1]) if told else b"0"
        if len(digits) > len(str(LARGEST_BODY)) or int(digits) > LARGEST_BODY:
            raise NotFramed("too long a body")
        return int(digits)

    def _drop_empty_lines(self) -> None:
        while self._buffer.startswith(_END):
            del self._buffer[: len(_END)]
            self._pinged()
        begins_empty = self._buffer.startswith((b"\r", b"\n"))
        if begins_empty and not _END.startswith(self._buffer):
            self._buffer = self._buffer.lstrip(b"\r\n")
        self._searched = min(self._searched, len(self._buffer))
