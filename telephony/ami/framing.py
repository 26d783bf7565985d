"""Cuts the stream of a manager connection into messages, however TCP has split it, and reads the wanted ones.

A message is a block of "Key: value" lines up to an empty line. Most events of a busy PBX are of no interest:
they are known by their first line and never decoded.
"""

from dataclasses import dataclass, field

LARGEST_MESSAGE = 65_536
LONGEST_LINE = 4_096
MOST_LINES = 500

_END = b"\n\n"
_VARIABLES = "ChanVariable"


@dataclass(frozen=True, slots=True)
class Message:
    """An event, or the answer to an action.

    Attributes:
        event: The event's name; "" for an answer.
        fields: Key → value as sent; of a key that stands twice, the last.
        variables: The channel variables that came with it, of whichever of its channels.
    """

    event: str
    fields: dict[str, str]
    variables: dict[str, str] = field(default_factory=dict)


class Framing:
    """Reads one connection.

    Args:
        wanted: The names of the events to read; all others are only counted.

    Attributes:
        greeting: How the server introduced itself; "" before it has.
        events: Events that came.
        ignored: Those of them that nobody wanted.
        rubbish: Blocks that were neither event nor answer, or too long.
    """

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = {name.encode("ascii") for name in wanted}
        self._waiting = bytearray()
        self._held = b""
        self._drop = False
        self.greeting = ""
        self.events = 0
        self.ignored = 0
        self.rubbish = 0

    def feed(self, data: bytes) -> list[Message]:
        """The wanted messages that these bytes complete."""
        data = self._held + data
        self._held = b"\r" if data.endswith(b"\r") else b""
        if self._held:
            data = data[:-1]
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        seen = max(0, len(self._waiting) - 1)
        self._waiting += data
        if not self.greeting and self._greet():
            seen = 0
        if self._waiting.find(_END, seen) < 0:
            self._bound()
            return []
        *blocks, rest = bytes(self._waiting).split(_END)
        self._waiting = bytearray(rest)
        if self._drop:
            self._drop = False
            del blocks[0]
        self._bound()
        return [message for block in blocks if (message := self._message(block.lstrip(b"\n"))) is not None]

    def _greet(self) -> bool:
        """Take the first line off, if it is the server's name: no empty line follows it."""
        line, ended, rest = bytes(self._waiting[:LONGEST_LINE]).partition(b"\n")
        if ended and line.startswith(b"Asterisk Call Manager"):
            self.greeting = line.decode("ascii", "replace").strip()
            self._waiting = bytearray(rest) + self._waiting[LONGEST_LINE:]
        return bool(self.greeting)

    def _bound(self) -> None:
        if len(self._waiting) > LARGEST_MESSAGE:
            if not self._drop:
                self.rubbish += 1
            self._drop = True
            del self._waiting[:-1]

    def _message(self, block: bytes) -> Message | None:
        if block.startswith(b"Event: "):
            self.events += 1
            name, _, _ = block[7:].partition(b"\n")
            if name in self._wanted and len(block) <= LARGEST_MESSAGE:
                return _read(name.decode("ascii"), block)
            self.ignored += 1
        elif block.startswith(b"Response: ") and len(block) <= LARGEST_MESSAGE:
            return _read("", block)
        elif block:
            self.rubbish += 1
        return None


def _read(event: str, block: bytes) -> Message:
    lines = block.decode("utf-8", "replace").split("\n")
    if len(lines) > MOST_LINES or len(block) > LONGEST_LINE:
        lines = [line for line in lines[:MOST_LINES] if len(line) <= LONGEST_LINE]
    fields = dict(line.split(": ", 1) for line in lines if ": " in line)
    if _VARIABLES.encode() in block:
        return Message(event, fields, _variables(lines))
    return Message(event, fields)


def _variables(lines: list[str]) -> dict[str, str]:
    """Of "ChanVariable: NAME=value", "DestChanVariable: …" and the older "ChanVariable(channel): …"."""
    found: dict[str, str] = {}
    for line in lines:
        key, _, assignment = line.partition(": ")
        if _VARIABLES in key:
            name, assigned, value = assignment.partition("=")
            if assigned and value:
                found.setdefault(name, value)
    return found
