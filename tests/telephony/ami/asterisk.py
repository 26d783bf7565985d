"""A manager interface on a real socket: checks the login, answers as told, and plays captures in pieces."""

import hashlib
import queue
import random
import socket
import ssl
import threading
from contextlib import suppress

BANNER = b"Asterisk Call Manager/11.0.0\r\n"
CHALLENGE = "73141528"


class Asterisk:
    """Lets user `desk101` with the password `pw101` in.

    Attributes:
        answers: What is answered to an action instead, by its name; None is silence.
        heard: The actions that came, oldest first.
        logins: How many of them were logins.
    """

    def __init__(self, context: ssl.SSLContext | None = None, *, greets: bool = True, port: int = 0) -> None:
        self._context = context
        self._greets = greets
        self._socket = socket.create_server(("127.0.0.1", port), reuse_port=False)
        self.port = int(self._socket.getsockname()[1])
        self.server = f"127.0.0.1:{self.port}"
        self.answers: dict[str, dict[str, str] | None] = {}
        self.heard: queue.SimpleQueue[dict[str, str]] = queue.SimpleQueue()
        self.logins = 0
        self.connections = 0
        self._connected: list[socket.socket] = []
        self._speaks = threading.Lock()
        """No answer is sent amid the pieces of a capture."""
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self.hang_up()
        for thread in self._threads:
            thread.join(5)

    def hang_up(self) -> None:
        """Close every connection, without a word."""
        connected, self._connected = self._connected, []
        for one in connected:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def play(self, data: bytes, *, random_seed: int | None = None) -> None:
        """Send to the last who came in; in pieces of random length, if a seed is given."""
        one, at = self._connected[-1], 0
        chance = random.Random(random_seed)
        with self._speaks:
            while at < len(data):
                size = len(data) if random_seed is None else chance.choice((1, 2, 3, 7, 90, 1448))
                one.sendall(data[at : at + size])
                at += size

    def next(self, action: str, within: float = 5.0) -> dict[str, str]:
        """The next action, which must be this one."""
        fields = self.heard.get(timeout=within)
        assert fields["Action"] == action, fields
        return fields

    def _accept(self) -> None:
        while True:
            try:
                one, _ = self._socket.accept()
                one.settimeout(5)
                if self._context is not None:
                    one = self._context.wrap_socket(one, server_side=True)
            except OSError:
                if self._socket.fileno() < 0:
                    return
                continue
            one.settimeout(None)
            self.connections += 1
            self._connected.append(one)
            self._threads.append(threading.Thread(target=self._serve, args=(one,), daemon=True))
            self._threads[-1].start()

    def _serve(self, one: socket.socket) -> None:
        if self._greets:
            with suppress(OSError):
                one.sendall(BANNER)
        waiting = b""
        with suppress(OSError):
            while data := one.recv(4096):
                waiting += data
                while b"\r\n\r\n" in waiting:
                    block, waiting = waiting.split(b"\r\n\r\n", 1)
                    self._answer(one, dict(line.split(": ", 1) for line in block.decode().split("\r\n")))
        with suppress(OSError):
            one.close()

    def _answer(self, one: socket.socket, fields: dict[str, str]) -> None:
        action = fields["Action"]
        self.logins += action == "Login"
        answer = self.answers.get(action, _usual(fields)) if action in self.answers else _usual(fields)
        if answer is not None:
            lines = [*answer.items(), ("ActionID", fields.get("ActionID", ""))]
            with self._speaks, suppress(OSError):
                one.sendall("".join(f"{key}: {value}\r\n" for key, value in lines).encode() + b"\r\n")
        self.heard.put(fields)


def _usual(fields: dict[str, str]) -> dict[str, str] | None:
    match fields["Action"]:
        case "Login":
            key = hashlib.md5(f"{CHALLENGE}pw101".encode(), usedforsecurity=False).hexdigest()
            proved = fields.get("Secret") == "pw101" or fields.get("Key") == key
            if fields["Username"] == "desk101" and proved:
                return {"Response": "Success", "Message": "Authentication accepted"}
            return {"Response": "Error", "Message": "Authentication failed"}
        case "Challenge":
            return {"Response": "Success", "Challenge": CHALLENGE}
        case "Ping":
            return {"Response": "Success", "Ping": "Pong"}
        case "Logoff":
            return {"Response": "Goodbye"}
    return {"Response": "Error", "Message": "Permission denied"}


def body_of(capture: bytes) -> bytes:
    """What came after the login."""
    return capture.split(b"Message: Authentication accepted\r\n\r\n", 1)[1]
