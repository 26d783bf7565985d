"""A real web server on loopback, whose answers a test writes."""

import json
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    times: Mapping[str, int]
    """How often each header was sent."""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}


@dataclass
class Answer:
    """What the server says; `raw` writes onto the wire by hand instead."""

    content: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    raw: Callable[[Callable[[bytes], None]], None] | None = None


Respond = Callable[[Asked], Answer]


class WebServer:
    """Answers what it is told to, and remembers what it was asked."""

    def __init__(self, respond: Respond, tls: ssl.SSLContext | None, host: str = "127.0.0.1") -> None:
        self.respond = respond
        self.asked: list[Asked] = []
        self.connections = 0
        self.over = threading.Event()
        """Set when the test is: whoever dawdles gives up."""
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                outer.connections += 1
                super().setup()

            def handle(self) -> None:
                with suppress(OSError):
                    super().handle()

            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                times = Counter(name.lower() for name in self.headers)
                asked = Asked(self.command, self.path, headers, body, times)
                outer.asked.append(asked)
                answer = outer.respond(asked)
                if answer.raw is not None:
                    self.close_connection = True
                    with suppress(OSError):
                        answer.raw(self._write)
                    return
                content = json.dumps(answer.content).encode() if answer.body is None else answer.body
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def _write(self, data: bytes) -> None:
                self.wfile.write(data)
                self.wfile.flush()

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

            def get_request(self):
                connection, address = super().get_request()
                if tls is None:
                    return connection, address
                connection.settimeout(5)
                return tls.wrap_socket(connection, server_side=True), address

            def handle_error(self, *_: object) -> None:
                return

        self._server = Server((host, 0), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"{'https' if tls else 'http'}://{shown}:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def serving(
    respond: Respond, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[WebServer]:
    server = WebServer(respond, tls, host)
    try:
        yield server
    finally:
        server.close()
