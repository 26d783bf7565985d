"""A line asks for a call: REFER to the extension, and what the PBX makes of it."""

import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from screenpop.events.calls import LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.line import Dials, Line
from screenpop.sentences import Sentence
from telephony.sip import refer
from telephony.sip.account import Account
from telephony.sip.contact_line import ContactLine
from telephony.sip.message import Header, Message, build_request
from telephony.sip.watch_line import WatchLine
from tests.peers import kamailio
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx

NUMBER = "0048225550123"


class Outcome:
    """What a line told of a call that was asked for."""

    def __init__(self) -> None:
        self._told: queue.SimpleQueue[Sentence | None] = queue.SimpleQueue()
        self.tell = self._told.put

    def text(self) -> str:
        return str(self._told.get(timeout=3))

    def nothing_yet(self, within: float = 0.1) -> bool:
        try:
            self._told.get(timeout=within)
        except queue.Empty:
            return True
        return False


@pytest.fixture
def outcome() -> Outcome:
    return Outcome()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refer, "PROGRESS_WITHIN", 0.2)


def progress(line: ContactLine, pbx: ScriptedPbx, asked: Message, content: str, **changed: str) -> Message:
    """Have the PBX tell how the call goes; gives the line's answer."""
    headers: list[Header] = [
        ("Via", f"SIP/2.0/UDP {pbx.server};branch=z9hG4bK-{content[8:11]}"),
        ("From", f"<sip:101@{pbx.server}>;tag=pbx"),
        ("To", f"<sip:101@{pbx.server}>;tag={changed.get('tag', asked.from_tag)}"),
        ("Call-ID", asked.call_id),
        ("CSeq", "1 NOTIFY"),
        ("Event", changed.get("event", "refer")),
        ("Subscription-State", changed.get("state", "active;expires=60")),
        ("Content-Type", "message/sipfrag;version=2.0"),
    ]
    pbx.says(build_request("NOTIFY", "sip:101@here", headers, content.encode()), asked.peer)
    return pbx.hears("NOTIFY")


def test_the_desk_phone_is_asked_to_call_through_the_pbx(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome
) -> None:
    line.dial(NUMBER, outcome.tell)
    asked = pbx.hears("REFER")
    pbx.answers(asked, 202)

    assert asked.request_uri == f"sip:101@{pbx.server}"
    assert asked.first("Refer-To") == f"<sip:{NUMBER}@{pbx.server}>"
    assert asked.first("Referred-By") == f"<sip:101@{pbx.server}>"
    assert asked.to_tag == ""
    assert outcome.text() == "None"


def test_a_password_is_given_where_the_pbx_asks_for_it(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome
) -> None:
    line.dial(NUMBER, outcome.tell)
    first = pbx.hears("REFER")
    pbx.challenges(first, code=407)
    again = pbx.hears("REFER")
    pbx.answers(again, 202)

    assert 'username="101"' in (again.first("Proxy-Authorization") or "")
    assert (again.call_id, again.cseq) == (first.call_id, first.cseq + 1)
    assert outcome.text() == "None"


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (403, 'Use [dial] by = "system"'),
        (405, 'Use [dial] by = "system"'),
        (501, 'Use [dial] by = "system"'),
        (603, 'Use [dial] by = "system"'),
        (404, "no desk phone at extension 101"),
        (480, "no desk phone at extension 101"),
        (500, "does not call (answer 500)"),
    ],
)
def test_a_pbx_that_refuses_is_told_of_with_what_to_do(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome, code: int, why: str
) -> None:
    line.dial(NUMBER, outcome.tell)
    pbx.answers(pbx.hears("REFER"), code)

    assert why in outcome.text()
    line.dial(NUMBER, outcome.tell)
    assert pbx.hears("REFER").call_id


def test_a_wrong_password_is_told_of(pbx: ScriptedPbx, line: ContactLine, outcome: Outcome) -> None:
    line.dial(NUMBER, outcome.tell)
    for nonce in ("n1", "n2"):
        pbx.challenges(pbx.hears("REFER"), nonce)

    assert "refuses user 101" in outcome.text()


def test_progress_is_answered_and_tells_that_the_phone_calls(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refer, "PROGRESS_WITHIN", 60)
    line.dial(NUMBER, outcome.tell)
    asked = pbx.hears("REFER")
    pbx.answers(asked, 202)

    assert progress(line, pbx, asked, "SIP/2.0 100 Trying").code == 200
    assert outcome.text() == "None"
    assert (
        progress(line, pbx, asked, "SIP/2.0 486 Busy Here", state="terminated;reason=noresource").code == 200
    )
    assert outcome.nothing_yet()


def test_a_phone_that_fails_after_the_pbx_agreed_is_told_of(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refer, "PROGRESS_WITHIN", 60)
    line.dial(NUMBER, outcome.tell)
    asked = pbx.hears("REFER")
    pbx.answers(asked, 202)

    assert progress(line, pbx, asked, "SIP/2.0 503 No circuit", state="terminated").code == 200
    assert outcome.text() == "The desk phone does not call (answer 503)."


@pytest.mark.parametrize("changed", [{"tag": "somebody"}, {"event": "dialog"}], ids=str)
def test_the_progress_of_another_call_is_none_of_ours(
    pbx: ScriptedPbx,
    line: ContactLine,
    outcome: Outcome,
    monkeypatch: pytest.MonkeyPatch,
    changed: dict[str, str],
) -> None:
    monkeypatch.setattr(refer, "PROGRESS_WITHIN", 60)
    line.dial(NUMBER, outcome.tell)
    asked = pbx.hears("REFER")
    pbx.answers(asked, 202)

    progress(line, pbx, asked, "SIP/2.0 200 OK", **changed)
    assert outcome.nothing_yet()


def test_two_clicks_make_one_call(pbx: ScriptedPbx, line: ContactLine, outcome: Outcome) -> None:
    line.dial(NUMBER, Outcome().tell)
    asked = pbx.hears("REFER")
    line.dial(NUMBER, outcome.tell)

    assert "has not answered" in outcome.text()
    pbx.answers(asked, 202)
    pbx.hears_nothing()


def test_a_pbx_that_says_nothing_is_given_up(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refer, "ANSWER_WITHIN", 0.2)
    line.dial(NUMBER, outcome.tell)
    pbx.hears("REFER")

    assert "does not answer" in outcome.text()


def test_nothing_is_kept_of_calls_that_are_long_over(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refer, "PROGRESS_WITHIN", 0.0)
    monkeypatch.setattr(refer, "REMEMBERED", 0.0)
    for _ in range(5):
        line.dial(NUMBER, outcome.tell)
        pbx.answers(pbx.hears("REFER"), 202)
        assert outcome.text() == "None"
    forgotten = threading.Event()
    line._endpoint.thread.call_soon(lambda: line._endpoint.thread.call_later(0.05, forgotten.set) and None)
    assert forgotten.wait(3)
    assert len(line._referrals) == 0


@pytest.fixture
def watch(pbx: ScriptedPbx, reports: Reports, monkeypatch: pytest.MonkeyPatch) -> Iterator[WatchLine]:
    """A watch line that is subscribed at the scripted PBX."""
    monkeypatch.setattr("telephony.sip.subscription.SIGN_OFF_PATIENCE", 0.05)
    account = Account(host="127.0.0.1", port=pbx.address[1], extension="101", username="anna")
    watching = WatchLine("line", account, LineSurroundings(reports.put, lambda: "pw"))
    watching.start()
    subscribe = pbx.hears("SUBSCRIBE")
    pbx.line = subscribe.peer
    pbx.answers(subscribe, 200, ("Expires", "600"), ("Contact", "<sip:dialogs@127.0.0.1>"))
    yield watching
    watching.stop()


def test_a_watching_line_dials_too_as_its_user_for_its_extension(
    pbx: ScriptedPbx, watch: WatchLine, outcome: Outcome
) -> None:
    watch.dial(NUMBER, outcome.tell)
    asked = pbx.hears("REFER")
    pbx.answers(asked, 202)

    assert asked.from_address.uri.user == "anna"
    assert asked.to_address.uri.user == "101"
    assert progress(watch, pbx, asked, "SIP/2.0 180 Ringing").code == 200  # type: ignore[arg-type] # as a line
    assert outcome.text() == "None"


def test_a_number_cannot_break_out_of_the_address(
    pbx: ScriptedPbx, line: ContactLine, outcome: Outcome
) -> None:
    line.dial("1>\r\nX: y@z", outcome.tell)
    asked = pbx.hears("REFER")
    pbx.answers(asked, 202)

    assert asked.first("X") is None
    assert asked.first("Refer-To") == f"<sip:1%3E%0D%0AX%3A%20y%40z@{pbx.server}>"
    assert outcome.text() == "None"


def test_sip_lines_are_lines_that_dial(line: ContactLine, watch: WatchLine) -> None:
    lines: tuple[Line, ...] = (line, watch)
    assert all(isinstance(each, Dials) for each in lines)


def test_a_real_pbx_hands_it_to_the_desk_phone_whose_word_goes_before_our_own_contact_s(
    shared: Path, tmp_path: Path, outcome: Outcome
) -> None:
    """baresip 1.0.0 answers no REFER outside of a dialog, so a contact of ours that takes it is the desk phone."""
    handed: list[Message] = []
    with kamailio(shared, tmp_path / "kamailio") as real, ExitStack() as stopping:
        host, port = real.server.split(":")
        account = Account(host=host, port=int(port), extension="101", username="101")
        lines = []
        for name in ("desk phone", "line"):
            reports = Reports()
            lines.append(ContactLine(name, account, LineSurroundings(reports.put, lambda: "pw101")))
            stopping.callback(lines[-1].stop)
            lines[-1].start()
            reports.next(LineUp)
        phone, line = lines

        def take(asked: Message) -> None:
            handed.append(asked)
            phone._reply(asked, 202)

        phone._answers["REFER"] = take
        line.dial(NUMBER, outcome.tell)

        assert outcome.text() == "None"
    assert [asked.first("Refer-To") for asked in handed] == [f"<sip:{NUMBER}@{real.server}>"]
