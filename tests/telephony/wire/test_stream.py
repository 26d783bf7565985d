import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from telephony.wire import stream as streams
from telephony.wire.io_thread import IoThread
from tests.telephony.wire.peer import Client, Listener


@pytest.fixture(params=["127.0.0.1", "::1"])
def listener(request: pytest.FixtureRequest) -> Iterator[Listener]:
    made = Listener(request.param)
    yield made
    made.close()


@pytest.fixture
def client(thread: IoThread) -> Client:
    return Client(thread)


def _closed_port() -> tuple[str, int]:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return "127.0.0.1", int(one.getsockname()[1])


def test_bytes_go_both_ways(client: Client, listener: Listener):
    client.connects(listener.address)
    taken = listener.takes()
    assert client.next() == "connected"
    assert client.stream.remote == listener.address
    assert client.stream.local == taken.getpeername()[:2]

    client.do(lambda: client.stream.send(b"hello"))
    assert taken.recv(10) == b"hello"
    taken.sendall(b"who is there")
    assert client.hears(12) == b"who is there"


def test_the_next_address_is_tried_when_one_refuses(client: Client, listener: Listener):
    client.connects(_closed_port(), listener.address)
    listener.takes()
    assert client.next() == "connected"


def test_the_next_address_is_tried_when_one_is_silent(
    client: Client, listener: Listener, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(streams, "CONNECT_WITHIN", 0.2)
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        with socket.create_connection(full.getsockname()), socket.socket() as second:
            second.settimeout(0)
            second.connect_ex(full.getsockname())
            client.connects(full.getsockname(), listener.address)
            listener.takes()
            assert client.next() == "connected"


def test_a_port_where_nothing_listens_is_told_once(client: Client):
    place = _closed_port()
    client.connects(place)
    assert client.is_lost() == f"Nothing listens at the PBX 127.0.0.1, port {place[1]}."
    client.nothing()


def test_nowhere_to_go_is_told(client: Client):
    client.connects()
    assert client.is_lost() == "The PBX has no known address."


def test_a_pbx_that_hangs_up_is_told_once_and_may_be_called_again(client: Client, listener: Listener):
    for _ in range(2):
        client.connects(listener.address)
        taken = listener.takes()
        assert client.next() == "connected"
        taken.close()
        assert client.is_lost() == "The PBX closed the connection."
        client.do(lambda: client.stream.send(b"anybody?"))
        client.nothing()


def test_a_reset_connection_is_lost_once(client: Client, listener: Listener):
    client.connects(listener.address)
    taken = listener.takes()
    assert client.next() == "connected"
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    taken.close()
    assert "broke" in client.is_lost()
    client.nothing()


def test_after_close_nothing_is_told(client: Client, listener: Listener):
    client.connects(listener.address)
    taken = listener.takes()
    assert client.next() == "connected"
    client.do(client.stream.close)
    assert taken.recv(1) == b""
    client.nothing()
    client.do(lambda: (client.stream.connect([_closed_port()]), client.stream.close()))
    client.nothing()


def test_what_the_network_does_not_take_at_once_arrives_in_order(client: Client, listener: Listener):
    client.connects(listener.address)
    taken = listener.takes()
    assert client.next() == "connected"
    sent = b"".join(number.to_bytes(4, "big") for number in range(200_000))
    client.do(lambda: client.stream.send(sent))
    heard = b""
    while len(heard) < len(sent):
        heard += taken.recv(1 << 16)
    assert heard == sent


def test_a_pbx_that_takes_nothing_is_lost(client: Client, listener: Listener):
    client.connects(listener.address)
    taken = listener.takes()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    assert client.next() == "connected"
    for _ in range(12):
        client.do(lambda: client.stream.send(bytes(streams.MOST_WAITING)))
    assert client.is_lost() == "The PBX takes nothing any more."
    client.nothing()


def test_a_silent_network_is_found_out_by_the_system(client: Client, listener: Listener):
    client.connects(listener.address)
    listener.takes()
    assert client.next() == "connected"
    one = client.stream._socket
    assert one is not None
    assert one.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
    idle = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE)
    probes = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT)
    between = one.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL)
    assert idle + probes * between <= 20
    assert one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 20_000


def test_a_flood_leaves_other_things_their_turn(client: Client, listener: Listener):
    client.connects(listener.address)
    taken = listener.takes()
    assert client.next() == "connected"
    sent = bytes(4 << 20)
    flood = threading.Thread(target=taken.sendall, args=(sent,))
    flood.start()
    client.do(lambda: None)
    assert client.hears(len(sent)) == sent
    flood.join()
