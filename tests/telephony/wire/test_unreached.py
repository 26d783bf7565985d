"""What a computer answers for a program that is gone."""

import selectors
import socket
import sys

import pytest

from telephony.wire.unreached import keep_errors, unreached_in

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such errors")


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_who_is_gone_is_told_once_and_the_socket_falls_silent(address: str):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as gone:
        gone.bind((address, 0))
        place = gone.getsockname()
    with socket.socket(family, socket.SOCK_DGRAM) as ours, selectors.DefaultSelector() as waiting:
        ours.bind((address, 0))
        ours.settimeout(0)
        keep_errors(ours)
        waiting.register(ours, selectors.EVENT_READ)
        ours.sendto(b"\r\n\r\n", place)

        assert waiting.select(2)
        with pytest.raises(ConnectionRefusedError):
            ours.recvfrom(100)
        assert list(unreached_in(ours)) == [address]
        assert not waiting.select(0.05)
        assert list(unreached_in(ours)) == []


def test_a_socket_that_lost_nothing_has_nothing_to_tell():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.bind(("127.0.0.1", 0))
        ours.settimeout(0)
        keep_errors(ours)
        assert list(unreached_in(ours)) == []
