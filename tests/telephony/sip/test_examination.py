"""What `screenpop check` tells of a SIP line: every step for itself, and of what could not be tried, why."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineSurroundings
from telephony.simulator.pbx import LittlePbx
from telephony.sip import examination, kind
from telephony.sip.kind import KIND, SipSettings
from telephony.wire.guard import Guard
from tests.telephony.sip.pbx import ScriptedPbx
from tests.telephony.wire.certificates import Authority, server_context
from tests.telephony.wire.peer import Listener

WATCH = ["address", "connection", "subscription", "permission", "first NOTIFY"]
CONTACT = ["address", "connection", "registration", "permission"]


@pytest.fixture
def little_pbx() -> Iterator[LittlePbx]:
    little = LittlePbx()
    little.start()
    yield little
    little.stop()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind, "EXAMINED_WITHIN", 0.8)
    monkeypatch.setattr(examination, "SIGN_OFF_WITHIN", 0.1)


def examined(server: str, password: str | None = "pw101", **settings: object) -> dict[str, Check]:
    """The checks of a line at this server, by step."""
    line = SipSettings(server=server, extension="101", name="desk", **settings)
    surroundings = LineSurroundings(report=lambda _: None, password=lambda: password)
    return {check.subject.removeprefix("line desk: "): check for check in KIND.examine(line, surroundings)}


def examined_while(act: Callable[[], object], server: str, **settings: object) -> dict[str, Check]:
    """The same, while the PBX does something."""
    found: dict[str, Check] = {}
    trying = threading.Thread(target=lambda: found.update(examined(server, **settings)))
    trying.start()
    act()
    trying.join()
    return found


def passed(checks: dict[str, Check]) -> list[str]:
    return [step for step, check in checks.items() if check.passed]


def place(peer: tuple[str, int]) -> str:
    return f"{peer[0]}:{peer[1]}"


@pytest.mark.parametrize(("mode", "steps"), [("watch", WATCH), ("contact", CONTACT)])
def test_a_line_that_works_passes_every_step(little_pbx: LittlePbx, mode: str, steps: list[str]):
    checks = examined(place(little_pbx.address), little_pbx.password, mode=mode)
    assert list(checks) == passed(checks) == steps


@pytest.mark.parametrize(("mode", "steps"), [("watch", WATCH), ("contact", CONTACT)])
def test_a_wrong_password_is_told_apart_from_a_missing_permission(
    little_pbx: LittlePbx, mode: str, steps: list[str]
):
    checks = examined(place(little_pbx.address), "wrong", mode=mode)
    assert list(checks) == steps
    assert passed(checks) == ["address", "connection"]
    assert "password is wrong" in str(checks[steps[2]].told)
    assert str(checks["permission"].told) == "Not tried, because the PBX did not let user 101 in."


def test_a_missing_password_is_told(little_pbx: LittlePbx):
    checks = examined(place(little_pbx.address), None)
    assert "none is stored" in str(checks["subscription"].told)


def test_a_name_that_nobody_knows_is_told_and_nothing_else_is_tried(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Guard, "addresses", lambda _: [])
    checks = examined("pbx.example")
    assert (list(checks), passed(checks)) == (WATCH, [])
    assert "No name server knows pbx.example" in str(checks["address"].told)
    assert str(checks["first NOTIFY"].told) == "Not tried, because the PBX has no known address."


@pytest.mark.usefixtures("hurried")
def test_a_silent_pbx_is_told_as_such(pbx: ScriptedPbx):
    checks = examined(pbx.server)
    assert passed(checks) == ["address", "connection"]
    assert "does not answer. Does it listen there for UDP" in str(checks["subscription"].told)
    assert str(checks["permission"].told) == "Not tried, because the PBX did not answer."


@pytest.mark.parametrize(
    ("code", "told"),
    [(403, "subscribe_context"), (404, "hint"), (489, "presence_dialoginfo"), (481, "SIP helpers")],
)
def test_a_watch_that_is_not_allowed_says_what_to_allow(pbx: ScriptedPbx, code: int, told: str):
    checks = examined_while(lambda: pbx.answers(pbx.hears("SUBSCRIBE"), code), pbx.server)
    assert (list(checks), passed(checks)) == (WATCH, ["address", "connection"])
    assert f"({code} " in str(checks["subscription"].told)
    assert told in str(checks["permission"].told)
    assert str(checks["first NOTIFY"].told) == "Not tried, because the PBX does not allow it."


@pytest.mark.parametrize(
    ("code", "told"), [(403, "max_contacts"), (404, "knows no extension 101"), (500, "(500 ")]
)
def test_a_contact_that_is_not_allowed_says_what_to_allow(pbx: ScriptedPbx, code: int, told: str):
    checks = examined_while(lambda: pbx.answers(pbx.hears("REGISTER"), code), pbx.server, mode="contact")
    assert (list(checks), passed(checks)) == (CONTACT, ["address", "connection"])
    assert told in str(checks["permission"].told)


@pytest.mark.usefixtures("hurried")
def test_a_pbx_that_agrees_and_sends_no_news_is_told(pbx: ScriptedPbx):
    checks = examined_while(lambda: pbx.answers(pbx.hears("SUBSCRIBE"), 200, ("Expires", "60")), pbx.server)
    assert passed(checks) == WATCH[:-1]
    assert "sends no NOTIFY" in str(checks["first NOTIFY"].told)


def test_a_port_where_nothing_listens_is_a_trouble_of_the_connection():
    listener = Listener()
    listener.close()
    checks = examined(place(listener.address), transport="tcp")
    assert passed(checks) == ["address"]
    told = f"Nothing listens at the PBX 127.0.0.1, port {listener.address[1]}."
    assert str(checks["connection"].told) == told
    assert str(checks["subscription"].told) == "Not tried, because there is no connection to the PBX."


def test_a_bad_certificate_is_a_trouble_of_the_connection(tmp_path: Path):
    authority = Authority(tmp_path)
    listener = Listener(tls=server_context(authority.signs("pbx.example")))
    checks = examined_while(
        listener.refuses_hands, place(listener.address), transport="tls", ca_file=str(authority.file)
    )
    listener.close()
    assert passed(checks) == ["address"]
    assert "The certificate of the PBX is not for 127.0.0.1" in str(checks["connection"].told)
