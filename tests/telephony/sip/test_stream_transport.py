"""SIP lines over TCP and TLS at a scripted PBX."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screenpop.events.calls import CallOffered, LineDown, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.line import Line
from telephony.sip import heartbeat, registration, subscription
from telephony.sip.kind import KIND, SipSettings
from telephony.wire import backoff
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import invite
from tests.telephony.sip.stream_pbx import StreamPbx
from tests.telephony.wire.certificates import Authority, server_context

Start = Callable[..., Line]


@pytest.fixture
def start(reports: Reports, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setattr(backoff, "PAUSES", (0.05, 0.1))
    monkeypatch.setattr(registration, "SIGN_OFF_PATIENCE", 0.05)
    monkeypatch.setattr(subscription, "SIGN_OFF_PATIENCE", 0.05)
    started: list[Line] = []

    def begin(server: str, **told: object) -> Line:
        settings = SipSettings(
            **{"server": server, "extension": "101", "transport": "tcp", "mode": "contact", **told}
        )
        started.append(KIND.build(settings, LineSurroundings(reports.put, lambda: "pw101")))
        started[-1].start()
        return started[-1]

    yield begin
    for line in started:
        line.stop()


@pytest.fixture
def stream_pbx() -> Iterator[StreamPbx]:
    made = StreamPbx()
    yield made
    made.close()


def up(pbx: StreamPbx, reports: Reports) -> None:
    pbx.takes()
    pbx.registers()
    reports.next(LineUp)


@pytest.mark.parametrize("segment", [1, 7, 1448])
def test_a_call_rings_however_the_network_cuts_it(segment: int, start: Start, reports: Reports):
    with StreamPbx(segment=segment) as pbx:
        start(pbx.server)
        up(pbx, reports)
        pbx.says(b"\r\n" + invite(sender=pbx.address).replace(b"SIP/2.0/UDP", b"SIP/2.0/TCP"))
        assert reports.next(CallOffered).caller.number == "+48225550123"
        assert pbx.hears("INVITE").code == 180


def test_a_line_says_by_which_transport_it_is_reached(stream_pbx: StreamPbx, start: Start, reports: Reports):
    start(stream_pbx.server)
    stream_pbx.takes()
    request = stream_pbx.registers()
    reports.next(LineUp)
    assert request.request_uri == f"sip:{stream_pbx.server};transport=tcp"
    assert (request.first("Via") or "").startswith("SIP/2.0/TCP 127.0.0.1:")
    assert ";transport=tcp>" in (request.first("Contact") or "")
    assert (request.first("From") or "").startswith(f"<sip:101@{stream_pbx.server}>")


def test_an_answer_goes_the_way_of_its_question_whatever_via_says(
    stream_pbx: StreamPbx, start: Start, reports: Reports
):
    start(stream_pbx.server)
    up(stream_pbx, reports)
    stream_pbx.says(invite(sender=("192.0.2.9", 5060), method="OPTIONS"))
    assert stream_pbx.hears("OPTIONS").code == 200


def test_a_pbx_that_asks_whether_we_live_is_answered(stream_pbx: StreamPbx, start: Start, reports: Reports):
    start(stream_pbx.server)
    up(stream_pbx, reports)
    keep_alives = b"\r\n\r\n"
    stream_pbx.says(b"\r\n\r\n")
    heard = b""
    while heard.removeprefix(keep_alives) != b"\r\n":
        heard += stream_pbx.listens()
        assert len(heard) <= len(keep_alives) + 2


def test_nothing_is_sent_twice_on_a_connection(stream_pbx: StreamPbx, start: Start, reports: Reports):
    start(stream_pbx.server)
    stream_pbx.takes()
    first = stream_pbx.hears("REGISTER")
    time.sleep(0.7)  # by then UDP would have sent it again
    stream_pbx.answers(first, 503)
    assert stream_pbx.registers().branch != first.branch
    reports.next(LineDown)
    reports.next(LineUp)


def test_a_lost_connection_is_told_at_once_and_opened_anew(
    stream_pbx: StreamPbx, start: Start, reports: Reports
):
    start(stream_pbx.server)
    up(stream_pbx, reports)
    for _ in range(3):
        stream_pbx.drops()
        down = reports.next(LineDown, within=1)
        assert "connection" in str(down.reason)  # closed; or reset, with a message of ours unread
        assert str(down.reason).endswith(" Trying again.")
        assert down.tries_again
        up(stream_pbx, reports)


def test_what_is_no_sip_ends_the_connection(stream_pbx: StreamPbx, start: Start, reports: Reports):
    line = start(stream_pbx.server)
    up(stream_pbx, reports)
    stream_pbx.says(b"NOTIFY sip:101@desk SIP/2.0\r\nContent-Length: 99999999999\r\n\r\n")
    assert "what is no SIP" in str(reports.next(LineDown).reason)
    assert line.counts()["rubbish"] == 1
    up(stream_pbx, reports)


def test_one_message_that_cannot_be_read_harms_no_other(
    stream_pbx: StreamPbx, start: Start, reports: Reports
):
    line = start(stream_pbx.server)
    up(stream_pbx, reports)
    stream_pbx.says(b"HELLO\r\nContent-Length: 2\r\n\r\nhi" + invite(sender=stream_pbx.address))
    reports.next(CallOffered)
    assert line.counts()["rubbish"] == 1


def test_a_connection_that_is_dead_without_a_word_is_noticed(
    stream_pbx: StreamPbx, start: Start, reports: Reports, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(heartbeat, "PATIENCE", 0.5)
    monkeypatch.setattr("telephony.sip.registration.heartbeat_after", lambda *_: 0.2)
    start(stream_pbx.server)
    up(stream_pbx, reports)
    began = time.monotonic()
    down = reports.next(LineDown)
    assert "does not answer" in str(down.reason)
    assert time.monotonic() - began < 1.5
    up(stream_pbx, reports)


def test_tls_is_spoken_with_the_sites_own_authority(start: Start, reports: Reports, tmp_path: Path):
    authority = Authority(tmp_path)
    with StreamPbx("::1", server_context(authority.signs("::1")), segment=7) as pbx:
        start(pbx.server, transport="tls", ca_file=str(authority.file))
        pbx.takes()
        request = pbx.registers()
        reports.next(LineUp)
        assert (request.first("Via") or "").startswith("SIP/2.0/TLS [::1]:")
        assert ";transport=tls>" in (request.first("Contact") or "")


@pytest.mark.parametrize(
    ("name", "told"), [("127.0.0.1", "does not know"), ("pbx.example", "is not for 127.0.0.1")]
)
def test_a_certificate_that_is_not_good_is_told_and_no_password_goes_out(
    name: str, told: str, start: Start, reports: Reports, tmp_path: Path
):
    authority = Authority(tmp_path)
    trusted = {"ca_file": str(authority.file)} if name != "127.0.0.1" else {}
    with StreamPbx(tls=server_context(authority.signs(name))) as pbx:
        line = start(pbx.server, transport="tls", **trusted)
        for _ in range(2):
            with pytest.raises(OSError, match=r"CERTIFICATE|certificate|alert|EOF|reset"):
                pbx.takes()
        down = reports.next(LineDown)
        line.stop()
    assert told in str(down.reason)
    assert str(down.reason).endswith("Trying again.")
