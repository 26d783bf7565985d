"""Beside a desk phone on one extension of a real PBX; none of these tests is ever skipped."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.events.calls import CallEnded, CallOffered, Ending, LineDown, LineUp
from screenpop.ports.kinds import LineSurroundings
from telephony.sip.kind import KIND, SipSettings
from tests.peers import Kamailio, baresip, kamailio, sipp, until
from tests.telephony.reports import Reports


@contextmanager
def line_at(server: str, reports: Reports, *, password: str = "pw101", expires: int = 120) -> Iterator[None]:
    settings = SipSettings(server=server, extension="101", mode="contact", expires=expires)
    line = KIND.build(settings, LineSurroundings(report=reports.put, password=lambda: password))
    line.start()
    try:
        yield
    finally:
        line.stop()


@pytest.fixture
def pbx(shared: Path, tmp_path: Path) -> Iterator[Kamailio]:
    with kamailio(shared, tmp_path / "kamailio") as running:
        yield running


def test_picking_up_on_the_desk_phone_is_answered_elsewhere(
    pbx: Kamailio, shared: Path, tmp_path: Path, reports: Reports
):
    with baresip(shared, tmp_path / "baresip", pbx.server) as phone, line_at(pbx.server, reports):
        reports.next(LineUp)
        with sipp(shared / "sip" / "uac_bye.xml", tmp_path / "sipp", pbx.server, rings_ms=500):
            offered = reports.next(CallOffered)
            phone.rings()
            heard = tmp_path / "sipp" / "messages.log"
            until(
                lambda: heard.read_text().count("SIP/2.0 180") == 2, "both phones' ringing"
            )  # nobody is faster
            phone.press("accept")
            ended = reports.next(CallEnded)

    assert (offered.caller.number, offered.caller.name, offered.did) == ("+34911222333", "Lopez, Ana", "101")
    assert (ended.call_id, ended.ending) == (offered.call_id, Ending.ANSWERED_ELSEWHERE)


def test_a_caller_who_gives_up_is_missed(pbx: Kamailio, shared: Path, tmp_path: Path, reports: Reports):
    with baresip(shared, tmp_path / "baresip", pbx.server), line_at(pbx.server, reports):
        reports.next(LineUp)
        with sipp(shared / "sip" / "uac_cancel.xml", tmp_path / "sipp", pbx.server, rings_ms=300):
            offered = reports.next(CallOffered)
            ended = reports.next(CallEnded)

    assert (offered.caller.number, offered.caller.name) == ("+34911222333", "Ana Lopez")
    assert offered.did == "900100200"
    assert (ended.call_id, ended.ending) == (offered.call_id, Ending.MISSED)


@pytest.mark.parametrize("options", [("SHA256",), ("QOP",), ("SHA256", "QOP")], ids="+".join)
def test_it_registers_however_the_pbx_challenges(
    options: tuple[str, ...], shared: Path, tmp_path: Path, reports: Reports
):
    with kamailio(shared, tmp_path / "kamailio", *options) as pbx, line_at(pbx.server, reports):
        reports.next(LineUp)


def test_it_registers_again_after_the_registrar_was_restarted(
    pbx: Kamailio, shared: Path, tmp_path: Path, reports: Reports
):
    with line_at(pbx.server, reports, expires=10):
        reports.next(LineUp)
        pbx.stop()
        pbx.start()
        reports.nothing(within=6)
        call(pbx, shared, tmp_path / "sipp", reports)


def test_it_says_that_the_registrar_is_gone_and_comes_back_with_it(pbx: Kamailio, reports: Reports):
    with line_at(pbx.server, reports, expires=10):
        reports.next(LineUp)
        pbx.stop()
        down = reports.next(LineDown, within=20)
        pbx.start()
        reports.next(LineUp, within=20)

    assert str(down.reason) == f"The PBX {pbx.server} does not answer; trying again."


def test_a_wrong_password_is_told_once_and_not_tried_again(pbx: Kamailio, reports: Reports):
    with line_at(pbx.server, reports, password="wrong"):
        down = reports.next(LineDown)
        reports.nothing(within=6)

    assert 'the password called "line"' in str(down.reason)
    assert "wrong" in str(down.reason)
    assert not down.tries_again


def call(pbx: Kamailio, shared: Path, folder: Path, reports: Reports) -> None:
    """A caller who gives up; the line hears of it."""
    with sipp(shared / "sip" / "uac_cancel.xml", folder, pbx.server, rings_ms=300) as caller:
        caller.wait(10)
    messages = (folder / "messages.log").read_text()
    assert re.search(r"SIP/2.0 180", messages), messages
    reports.next(CallOffered)
    reports.next(CallEnded)
