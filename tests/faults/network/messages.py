"""Finds the messages in what a PostgreSQL and its client say to one another (frontend/backend protocol, version 3)."""

from collections.abc import Iterator
from dataclasses import dataclass

_ENCRYPTION = {(80877103).to_bytes(4), (80877104).to_bytes(4)}


@dataclass(frozen=True, slots=True)
class Message:
    """One message, whole.

    Attributes:
        start: Where it begins in the bytes that came last; negative if that was before them.
        kind: Its letter; empty for those before the login, which have none.
    """

    start: int
    kind: bytes
    body: bytes

    @property
    def wishes_encryption(self) -> bool:
        """The client asks whether it might encrypt; the server answers with one byte."""
        return not self.kind and self.body in _ENCRYPTION


class Messages:
    """One direction of a connection."""

    def __init__(self, *, of_server: bool) -> None:
        self.one_byte_comes = False
        self._has_kinds = of_server
        self._unread = bytearray()

    def feed(self, came: bytes) -> Iterator[Message]:
        """The messages that these bytes complete."""
        before = len(self._unread)
        self._unread += came
        place = 0
        while message := self._at(place, before):
            if not message.kind and not message.wishes_encryption:
                self._has_kinds = True
            place += len(message.kind) + 4 + len(message.body) if message.kind != b"one byte" else 1
            yield message
        del self._unread[:place]

    def _at(self, place: int, before: int) -> Message | None:
        if self.one_byte_comes and len(self._unread) > place:
            self.one_byte_comes = False
            return Message(place - before, b"one byte", bytes(self._unread[place : place + 1]))
        head = place + self._has_kinds
        if len(self._unread) < head + 4:
            return None
        end = head + int.from_bytes(self._unread[head : head + 4])
        if len(self._unread) < end:
            return None
        return Message(place - before, bytes(self._unread[place:head]), bytes(self._unread[head + 4 : end]))
