import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from telephony.wire.io_thread import IoThread
from tests.telephony.wire.certificates import DAY, Authority, server_context
from tests.telephony.wire.peer import Client, Listener

NAME = "pbx.example"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def listening() -> Iterator[Callable[..., Listener]]:
    made: list[Listener] = []

    def listen(pair: tuple[Path, Path] | None, host: str = "127.0.0.1", **of: object) -> Listener:
        context = server_context(pair) if pair else None
        for name, value in of.items():
            setattr(context, name, value)
        made.append(Listener(host, context))
        return made[-1]

    yield listen
    for one in made:
        one.close()


def refused(client: Client, listener: Listener) -> str:
    """Have the client refuse a listener; gives the sentence."""
    shaking = threading.Thread(target=listener.refuses_hands)
    shaking.start()
    client.connects(listener.address)
    reason = client.is_lost()
    shaking.join()
    client.nothing()
    return reason


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_good_certificate_lets_bytes_through(
    host: str, thread: IoThread, authority: Authority, listening: Callable[..., Listener]
):
    listener = listening(authority.signs(NAME), host)
    client = Client(thread, tls_name=NAME, ca_file=authority.file)
    client.connects(listener.address)
    taken = listener.takes()
    assert client.next() == "connected"
    sent = bytes(range(256)) * 1200
    client.do(lambda: client.stream.send(sent))
    heard = b""
    while len(heard) < len(sent):
        heard += taken.recv(1 << 16)
    assert heard == sent
    answering = threading.Thread(target=taken.sendall, args=(sent,))
    answering.start()
    assert client.hears(len(sent)) == sent
    answering.join()


def test_a_certificate_may_name_an_address(
    thread: IoThread, authority: Authority, listening: Callable[..., Listener]
):
    listener = listening(authority.signs("127.0.0.1"))
    client = Client(thread, tls_name="127.0.0.1", ca_file=authority.file)
    client.connects(listener.address)
    listener.takes()
    assert client.next() == "connected"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda authority: authority.signs("other.example"), f"is not for {NAME}"),
        (lambda authority: authority.signs("127.0.0.1"), f"is not for {NAME}"),
        (lambda authority: authority.signs(NAME, itself=True), "is self-signed"),
        (lambda authority: authority.signs(NAME, begins=-9 * DAY, ends=-DAY), "has expired. Renew it"),
        (lambda authority: authority.signs(NAME, begins=DAY / 2), "not valid yet. Look at the clocks"),
    ],
)
def test_a_certificate_that_is_not_good_is_refused_with_what_to_do(
    made: Callable[[Authority], tuple[Path, Path]],
    told: str,
    thread: IoThread,
    authority: Authority,
    listening: Callable[..., Listener],
):
    client = Client(thread, tls_name=NAME, ca_file=authority.file)
    assert told in refused(client, listening(made(authority)))


def test_an_authority_that_nobody_knows_is_refused(
    thread: IoThread, authority: Authority, listening: Callable[..., Listener]
):
    listener = listening(authority.signs(NAME))
    assert "an authority that this computer does not know" in refused(Client(thread, tls_name=NAME), listener)


def test_a_pbx_without_tls_gets_nothing_in_the_clear(thread: IoThread, listening: Callable[..., Listener]):
    listener = listening(None)
    client = Client(thread, tls_name=NAME)
    client.connects(listener.address)
    taken = listener.takes()
    assert taken.recv(3)[:1] == b"\x16"  # a handshake
    taken.sendall(b"SIP/2.0 400 Bad Request\r\n\r\n")
    assert "does not speak TLS at this port" in client.is_lost()


def test_after_a_bad_certificate_no_other_address_gets_anything_in_the_clear(
    thread: IoThread, authority: Authority, listening: Callable[..., Listener]
):
    bad, plain = listening(authority.signs("other.example")), listening(None)
    client = Client(thread, tls_name=NAME, ca_file=authority.file)
    shaking = threading.Thread(target=bad.refuses_hands)
    shaking.start()
    client.connects(bad.address, plain.address)
    taken = plain.takes()
    shaking.join()
    assert taken.recv(3)[:1] == b"\x16"
    client.nothing()
    taken.close()
    assert "hung up while TLS was being agreed on" in client.is_lost()


def test_tls_older_than_1_2_is_refused(
    thread: IoThread, authority: Authority, listening: Callable[..., Listener]
):
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        listener = listening(authority.signs(NAME), maximum_version=ssl.TLSVersion.TLSv1_1)
    client = Client(thread, tls_name=NAME, ca_file=authority.file)
    assert "no TLS as new as 1.2" in refused(client, listener)


def test_a_missing_authority_file_is_named(thread: IoThread, tmp_path: Path):
    client = Client(thread, tls_name=NAME, ca_file=tmp_path / "none.pem")
    client.connects(("127.0.0.1", 9))
    assert str(tmp_path / "none.pem") in client.is_lost()


def test_a_handshake_that_never_ends_is_given_up(
    thread: IoThread, listening: Callable[..., Listener], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("telephony.wire.stream.CONNECT_WITHIN", 0.2)
    listener = listening(None)
    client = Client(thread, tls_name=NAME)
    client.connects(listener.address)
    listener.takes()
    assert client.is_lost() == "The PBX at 127.0.0.1 does not answer."
