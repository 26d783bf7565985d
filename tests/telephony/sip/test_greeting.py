"""Who answers at a PBX's address: found by one OPTIONS, with which nobody signs on."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from screenpop.ports.checks import Check
from telephony.simulator.pbx import LittlePbx
from telephony.sip import greeting
from telephony.sip.kind import KIND, SipSettings
from tests.telephony.sip.pbx import ScriptedPbx


@pytest.fixture
def little_pbx() -> Iterator[LittlePbx]:
    little = LittlePbx()
    little.start()
    yield little
    little.stop()


def greeted(server: str, **settings: object) -> Check:
    assert KIND.greet is not None
    return KIND.greet(SipSettings(server=server, extension="0", **settings), Path())


def test_a_pbx_answers_without_being_signed_on_to(little_pbx: LittlePbx) -> None:
    check = greeted(little_pbx.server)

    assert check.passed
    assert str(check.told) == f"{little_pbx.server} answers, and does not say what it is."
    assert not little_pbx.wait_for_phone(0)


def test_where_nothing_listens_it_says_so_at_once() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
        gone.bind(("127.0.0.1", 0))
        port = gone.getsockname()[1]

    for transport, told in (("udp", "No answer from"), ("tcp", "Nothing listens")):
        check = greeted(f"127.0.0.1:{port}", transport=transport)
        assert not check.passed
        assert told in str(check.told)


def test_who_is_silent_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greeting, "GREETED_WITHIN", 0.3)
    silent = ScriptedPbx()
    try:
        check = greeted(f"127.0.0.1:{silent.address[1]}")
    finally:
        silent.close()
    assert "No answer from" in str(check.told)


def test_a_name_that_nobody_knows_is_told() -> None:
    assert str(greeted("pbx.invalid").told) == "No name server knows pbx.invalid."
