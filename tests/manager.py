"""Asterisk's manager interface from a recording: checks the login, replays captures, splits bytes at random."""

import contextlib
import hashlib
import random
import re
import socket
from pathlib import Path

from tests.loop import Loop

CAPTURES = Path(__file__).parent / "telephony" / "ami" / "captures"
GREETING = b"Asterisk Call Manager/11.0.0\r\n"
RECORDED_CALLER = "+48221234567"
_LONGEST_PIECE = 90
_RINGS = "ChannelStateDesc: Ringing"


class Recording:
    """One capture, its blocks without the greeting and the login; each `call` is another call of the same course.

    Args:
        name: The file's name.
    """

    def __init__(self, name: str) -> None:
        text = (CAPTURES / name).read_bytes().replace(b"\r\n", b"\n").decode()
        self._blocks = [block for block in text.split("\n\n") if block.startswith("Event: ")]

    def call(self, serial: int, number: str = RECORDED_CALLER) -> list[bytes]:
        """The events of one call; `serial` tells its channels and ids from those of every other."""

        def channel(found: re.Match[str]) -> str:
            return f"-{(int(found[1], 16) + 0x10000 * (serial + 1)) & 0xFFFFFFFF:08x}"

        told = []
        for block in self._blocks:
            text = re.sub(r"-([0-9a-f]{8})\b", channel, block)
            text = re.sub(r"\b(1795\d{6})\.(\d+)", rf"\1.\g<2>{serial:07d}", text)
            told.append(text.replace(RECORDED_CALLER, number).replace("\n", "\r\n").encode() + b"\r\n\r\n")
        return told

    def up_to(self, words: str) -> int:
        """How many events there are until one that says so, that one among them."""
        return next(place for place, block in enumerate(self._blocks, 1) if words in block)

    @property
    def until_ringing(self) -> int:
        """How many events there are until the extension rings."""
        return next(
            place
            for place, block in enumerate(self._blocks, 1)
            if _RINGS in block and "Event: Newstate" in block
        )


class Manager(Loop):
    """A server that the line logs in to.

    Attributes:
        attempts: Logins that were tried.
    """

    def __init__(self, username: str = "desk101", secret: str = "pw101", port: int = 0) -> None:
        super().__init__("manager")
        self._username = username
        self._secret = secret
        self._front = socket.create_server(("127.0.0.1", port))
        self.port: int = self._front.getsockname()[1]
        self._heard: dict[socket.socket, bytearray] = {}
        self._admitted: set[socket.socket] = set()
        self._challenge = "".join(random.choices("0123456789", k=9))
        self._frozen = False
        self._split = random.Random(4711)
        self.attempts = 0
        self.run()

    @property
    def server(self) -> str:
        return f"127.0.0.1:{self.port}"

    def says(self, *events: bytes) -> None:
        """Tell everybody who is logged in."""

        def say() -> None:
            for one in list(self._admitted):
                self._send(one, b"".join(events))

        self.tell(say)

    def freeze(self) -> None:
        """Do nothing any more, with the sockets open."""

        def freeze() -> None:
            self._frozen = True

        self.tell(freeze)

    def readable(self) -> list[socket.socket]:
        return [] if self._frozen else [self._front, *self._heard]

    def read(self, one: socket.socket) -> None:
        if one is self._front:
            accepted, _ = self._front.accept()
            accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._heard[accepted] = bytearray()
            self._send(accepted, GREETING)
            return
        try:
            data = one.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._drop(one)
            return
        self._heard[one] += data
        while one in self._heard and b"\r\n\r\n" in self._heard[one]:
            action, _, rest = self._heard[one].partition(b"\r\n\r\n")
            self._heard[one] = rest
            self._answer(
                one, dict(line.split(": ", 1) for line in action.decode().split("\r\n") if ": " in line)
            )

    def shut(self) -> None:
        for one in (self._front, *self._heard):
            one.close()

    def _answer(self, one: socket.socket, action: dict[str, str]) -> None:
        name = action.get("Action", "").lower()
        told = [f"ActionID: {action['ActionID']}"] if "ActionID" in action else []
        match name:
            case "challenge":
                self._respond(one, "Success", *told, f"Challenge: {self._challenge}")
            case "login":
                self._log_in(one, action, told)
            case "logoff":
                self._respond(one, "Goodbye", *told, "Message: Thanks for all the fish.")
                self._drop(one)
            case _ if one not in self._admitted:
                self._respond(one, "Error", *told, "Message: Permission denied")
            case "ping":
                self._respond(one, "Success", *told, "Ping: Pong", "Timestamp: 1795294591.811000")
            case "coreshowchannels" | "status":
                self._respond(one, "Success", *told, "EventList: start", "Message: Channels will follow")
                ended = {"status": "StatusComplete"}.get(name, "CoreShowChannelsComplete")
                self._send(
                    one, "\r\n".join([f"Event: {ended}", *told, "EventList: Complete", "", ""]).encode()
                )
            case _:
                self._respond(one, "Success", *told)

    def _log_in(self, one: socket.socket, action: dict[str, str], told: list[str]) -> None:
        self.attempts += 1
        key = hashlib.md5((self._challenge + self._secret).encode(), usedforsecurity=False).hexdigest()
        right = key == action["Key"] if "Key" in action else action.get("Secret") == self._secret
        if right and action.get("Username") == self._username:
            self._admitted.add(one)
            self._respond(one, "Success", *told, "Message: Authentication accepted")
            booted = [
                "Event: FullyBooted",
                "Privilege: system,all",
                "Uptime: 4711",
                "LastReload: 4711",
                "",
                "",
            ]
            self._send(one, "\r\n".join(booted).encode())
        else:
            self._respond(one, "Error", *told, "Message: Authentication failed")
            self._drop(one)

    def _respond(self, one: socket.socket, how: str, *lines: str) -> None:
        self._send(one, "\r\n".join([f"Response: {how}", *lines, "", ""]).encode())

    def _send(self, one: socket.socket, data: bytes) -> None:
        while data:
            size = self._split.randint(1, _LONGEST_PIECE)
            try:
                one.sendall(data[:size])
            except OSError:
                self._drop(one)
                return
            data = data[size:]

    def _drop(self, one: socket.socket) -> None:
        self._heard.pop(one, None)
        self._admitted.discard(one)
        with contextlib.suppress(OSError):
            one.close()
