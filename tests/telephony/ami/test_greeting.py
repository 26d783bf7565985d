"""Who answers at a manager interface: read from its first line, with which nobody signs on."""

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screenpop.ports.checks import Check
from telephony.ami import greeting
from telephony.ami.kind import KIND, AmiSettings

Serve = Callable[[bytes], str]


@pytest.fixture
def serves() -> Iterator[Serve]:
    """A server that says one thing to whoever comes first, and where it is."""
    listening = socket.create_server(("127.0.0.1", 0))
    threads = []

    def serve(said: bytes) -> str:
        def work() -> None:
            caller, _ = listening.accept()
            with caller:
                caller.sendall(said)
                caller.recv(1)

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        return f"127.0.0.1:{listening.getsockname()[1]}"

    yield serve
    for thread in threads:
        thread.join(10)
    listening.close()


def greeted(server: str, **settings: object) -> Check:
    assert KIND.greet is not None
    return KIND.greet(AmiSettings(server=server, username="0", extension="0", **settings), Path())


def test_asterisk_introduces_itself(serves: Serve) -> None:
    check = greeted(serves(b"Asterisk Call Manager/5.0.2\r\n"))

    assert check.passed
    assert str(check.told) == "It answers: Asterisk Call Manager/5.0.2."


def test_whoever_says_something_else_is_not_taken_for_it(serves: Serve) -> None:
    assert not greeted(serves(b"\x00\x01\x02\n")).passed


def test_a_server_that_says_nothing_is_not_waited_for_without_end(
    serves: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(greeting, "GREETED_WITHIN", 0.3)

    assert "No answer from" in str(greeted(serves(b"")).told)


def test_a_server_without_tls_is_told_apart(serves: Serve) -> None:
    check = greeted(serves(b"Asterisk Call Manager/5.0.2\r\n"), tls=True)

    assert not check.passed
    assert "TLS" in str(check.told)


def test_where_nothing_listens_it_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]

    assert "cannot be reached" in str(greeted(f"127.0.0.1:{port}").told)
