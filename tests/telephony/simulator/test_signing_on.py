"""Whom the little PBX lets in, and for how long."""

from collections.abc import Iterator

import pytest

from telephony.simulator import registrar as registrar_module
from telephony.simulator.doorman import Doorman
from telephony.simulator.pbx import LittlePbx
from telephony.simulator.registrar import Registrar
from telephony.sip.digest import Authority, hashed_secret, strongest_challenge
from telephony.sip.message import Header, Message, build_request
from tests.telephony.sip.pbx import ScriptedPbx

PHONE = ("127.0.0.1", 5099)


def request(
    method: str, *headers: Header, call_id: str = "c", to: str = "<sip:101@pbx>", cseq: int = 1
) -> bytes:
    heads = [
        ("Via", f"SIP/2.0/UDP 127.0.0.1:5099;branch=z9hG4bK{call_id}{cseq};rport"),
        ("From", "<sip:101@pbx>;tag=phone"),
        ("To", to),
        ("Call-ID", call_id),
        ("CSeq", f"{cseq} {method}"),
        *headers,
    ]
    return build_request(method, "sip:pbx", heads)


def register(*headers: Header) -> Message:
    return Message(request("REGISTER", *headers), PHONE)


@pytest.fixture
def pbx() -> Iterator[LittlePbx]:
    little = LittlePbx()
    little.start()
    yield little
    little.stop()


@pytest.fixture
def phone() -> Iterator[ScriptedPbx]:
    """A bare socket that says what a test wants."""
    socket = ScriptedPbx()
    yield socket
    socket.close()


def signed(doorman: Doorman, password: str, method: str = "REGISTER") -> Message:
    challenge = strongest_challenge(Message(doorman.challenge(register()), PHONE))
    assert challenge is not None
    secret = hashed_secret(challenge, "101", password)
    return register(Authority("101").authorize(challenge, secret, method, "sip:pbx"))


def test_who_knows_the_password_comes_in():
    doorman = Doorman("101", "right")

    assert doorman.admits(signed(doorman, "right"))


def test_nobody_else_does():
    doorman, another = Doorman("101", "right"), Doorman("101", "right")

    assert not doorman.admits(register())
    assert not doorman.admits(register(("Authorization", "Basic MTAxOnJpZ2h0")))
    assert not doorman.admits(signed(doorman, "wrong"))
    assert not doorman.admits(signed(doorman, "right", method="SUBSCRIBE"))
    assert not doorman.admits(signed(another, "right"))


def test_a_contact_counts_until_it_expires(monkeypatch: pytest.MonkeyPatch):
    now = 1000.0
    monkeypatch.setattr(registrar_module.time, "monotonic", lambda: now)
    registrar = Registrar(granted=60)

    answer = Message(registrar.register(register(("Contact", "<sip:101@127.0.0.1:5099>;expires=600"))), PHONE)

    assert answer.first("Contact") == "<sip:101@127.0.0.1:5099>;expires=60"
    assert [contact.peer for contact in registrar.contacts()] == [PHONE]
    now += 61
    assert registrar.contacts() == []


@pytest.mark.parametrize(
    "headers",
    [
        [("Contact", "*"), ("Expires", "0")],
        [("Contact", "<sip:101@127.0.0.1:5099>"), ("Expires", "0")],
        [("Contact", "<sip:101@127.0.0.1:5099>;expires=0")],
    ],
)
def test_a_contact_may_sign_off(headers: list[Header]):
    registrar = Registrar()
    registrar.register(register(("Contact", "<sip:101@127.0.0.1:5099>")))

    registrar.register(register(*headers))

    assert registrar.contacts() == []


def ask(phone: ScriptedPbx, pbx: LittlePbx, *headers: Header, to: str = "<sip:101@pbx>") -> int:
    """SUBSCRIBE, with the password, and give the answer's code."""
    phone.says(request("SUBSCRIBE", *headers, to=to), pbx.address)
    challenge = strongest_challenge(phone.hears("SUBSCRIBE"))
    assert challenge is not None
    secret = hashed_secret(challenge, "101", pbx.password)
    proof = Authority("101").authorize(challenge, secret, "SUBSCRIBE", "sip:pbx")
    phone.says(request("SUBSCRIBE", *headers, proof, to=to, cseq=2), pbx.address)
    return phone.hears("SUBSCRIBE").code


@pytest.mark.parametrize(
    ("event", "to", "code"),
    [
        ("dialog", "<sip:101@pbx>", 200),
        ("presence", "<sip:101@pbx>", 489),
        ("dialog", "<sip:101@pbx>;tag=forgotten", 481),
    ],
)
def test_only_dialogs_can_be_watched(pbx: LittlePbx, phone: ScriptedPbx, event: str, to: str, code: int):
    headers = [("Event", event), ("Contact", f"<sip:101@{phone.server}>")]

    assert ask(phone, pbx, *headers, to=to) == code
    assert pbx.phones() == (0, int(code == 200))


def test_a_watcher_that_refuses_to_be_told_is_forgotten(pbx: LittlePbx, phone: ScriptedPbx):
    ask(phone, pbx, ("Event", "dialog"), ("Contact", f"<sip:101@{phone.server}>"))
    told = phone.hears("NOTIFY")
    assert pbx.phones() == (0, 1)

    phone.answers(told, 481)
    phone.says(request("OPTIONS", call_id="later"), pbx.address)
    phone.hears("OPTIONS")

    assert pbx.phones() == (0, 0)


def test_rubbish_is_passed_over(pbx: LittlePbx, phone: ScriptedPbx):
    for rubbish in (b"", b"\r\n\r\n", b"\x00" * 100, b"INVITE", b"SIP/2.0 200 OK\r\n\r\n", b"\xff" * 2000):
        phone.says(rubbish, pbx.address)

    phone.says(request("OPTIONS"), pbx.address)

    assert phone.hears("OPTIONS").code == 200
