import pytest

from telephony.sip.library import SIPMessage, SIPStatus
from telephony.sip.message import (
    Message,
    NotSip,
    build_request,
    build_response,
    phrase_of,
    place_of,
    sip_user,
)
from tests.telephony.sip.pbx import invite

PBX = ("192.0.2.1", 5061)


def test_a_request_is_read_as_it_was_sent():
    message = Message(invite(sender=PBX, body="hello", headers=["X-One: a, b", "x-one: c"]), PBX)
    assert message.is_request
    assert (message.method, message.code, message.request_uri) == ("INVITE", 0, "sip:101@pbx.example")
    assert (message.call_id, message.cseq, message.branch) == ("call-1", 1, "z9hG4bK-1")
    assert (message.from_tag, message.to_tag, message.content) == ("caller", "", b"hello")
    assert message.all("X-ONE") == ["a, b", "c"]
    assert message.first("nothing") is None
    assert isinstance(message, SIPMessage)
    assert message.headers["CSeq"] == {"check": "1", "method": "INVITE"}


def test_a_response_is_read_as_it_was_sent():
    request = Message(invite(sender=PBX), PBX)
    response = Message(build_response(request, 486, to_tag="t", headers=[("Reason", "Q.850;cause=17")]), PBX)
    assert not response.is_request
    assert (response.method, response.code, response.status) == ("INVITE", 486, SIPStatus.BUSY_HERE)
    assert (response.to_tag, response.first("Reason")) == ("t", "Q.850;cause=17")


def test_lists_are_split_only_where_a_comma_separates():
    header = 'Diversion: "Nowak, Anna" <sip:1@p;x=a,b>;reason="a,b", <sip:2@p>'
    assert Message(invite(sender=PBX, headers=[header])).all("Diversion") == [
        '"Nowak, Anna" <sip:1@p;x=a,b>;reason="a,b"',
        "<sip:2@p>",
    ]


def test_the_body_ends_where_its_length_says():
    data = invite(sender=PBX, body="hello").replace(b"Content-Length: 5", b"l:2")
    assert Message(data).content == b"he"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Call-ID: call-1\r\n", b""),
        (b"Call-ID: call-1\r\n", b"Call-ID:\r\n"),
        (b"Call-ID: call-1\r\n", b"Call-ID: 1\r\ni: 2\r\n"),
        (b"CSeq: 1 INVITE", b"CSeq: 1 BYE"),
        (b"CSeq: 1 INVITE", b"CSeq: x INVITE"),
        (b"CSeq: 1 INVITE", b"CSeq: 4294967296 INVITE"),
        (b"SIP/2.0\r\n", b"SIP/7.0\r\n"),
        (b"INVITE sip", b"sip"),
    ],
)
def test_what_is_no_message_is_said_to_be_none(old: bytes, new: bytes):
    with pytest.raises(NotSip):
        Message(invite(sender=PBX).replace(old, new, 1), PBX)


@pytest.mark.parametrize("code", ["99999999999", "20", "abc", "٢٠٠"])
def test_a_status_has_three_digits(code: str):
    with pytest.raises(NotSip):
        Message(f"SIP/2.0 {code} OK\r\n\r\n".encode())


@pytest.mark.parametrize(
    ("via", "where"),
    [
        ("SIP/2.0/UDP 10.0.0.1:5070;branch=z", ("192.0.2.1", 5070)),
        ("SIP/2.0/UDP 10.0.0.1;branch=z", ("192.0.2.1", 5060)),
        ("SIP/2.0/UDP [2001:db8::1];branch=z", ("192.0.2.1", 5060)),
        ("SIP/2.0/UDP [2001:db8::1]:5070;branch=z", ("192.0.2.1", 5070)),
        ("SIP/2.0/UDP 10.0.0.1:5070;rport;branch=z", PBX),
        ("SIP/2.0/UDP 10.0.0.1:x;branch=z", PBX),
        ("SIP/2.0/UDP 10.0.0.1:0000099999999;branch=z", PBX),
    ],
)
def test_a_reply_goes_where_the_sender_listens(via: str, where: tuple[str, int]):
    data = invite(sender=PBX).replace(b"SIP/2.0/UDP 192.0.2.1:5061;branch=z9hG4bK-1", via.encode())
    assert Message(data, PBX).reply_to == where


def test_whatever_comes_in_no_line_can_be_put_into_an_answer():
    data = invite(sender=PBX).replace(b"Call-ID: call-1", b"Call-ID: a\rEvil: 1")
    answer = build_response(Message(data, PBX), 200)
    assert b"Evil" not in answer
    assert answer.count(b"\r\n\r\n") == 1


def test_what_is_built_can_be_read():
    data = build_request("OPTIONS", "sip:x@y", [("Via", "SIP/2.0/UDP h"), ("Call-ID", "1")], "ż".encode())
    assert data.endswith(b"Content-Length: 2\r\n\r\n\xc5\xbc")


def test_words_of_the_wire():
    assert (phrase_of(180), phrase_of(499), place_of(("::1", 1))) == ("Ringing", "Bad Request", "[::1]:1")
    assert sip_user("anna nowak@x") == "anna%20nowak%40x"
