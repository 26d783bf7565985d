"""Watching an extension of a real PBX: Kamailio with presence_dialoginfo; none of these tests is ever skipped."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, Ending, LineDown, LineUp, Presented
from screenpop.ports.kinds import LineSurroundings
from telephony.sip.kind import KIND, SipSettings
from tests.peers import Kamailio, baresip, sipp
from tests.telephony.reports import Reports

TABLES = Path("/usr/share/kamailio/dbtext/kamailio")


@pytest.fixture
def pbx(tmp_path: Path) -> Iterator[Kamailio]:
    folder = tmp_path / "kamailio"
    folder.mkdir()
    shutil.copytree(TABLES, folder / "tables")
    written = Path(__file__).with_name("kamailio_presence.cfg").read_text()
    configuration = folder / "presence.cfg"
    configuration.write_text(written.replace("DBTEXT", str(folder / "tables")))
    running = Kamailio(configuration, folder)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@contextmanager
def watching(pbx: Kamailio, reports: Reports, password: str = "pw101") -> Iterator[None]:
    settings = SipSettings(server=pbx.server, extension="101", mode="watch")
    line = KIND.build(settings, LineSurroundings(report=reports.put, password=lambda: password))
    line.start()
    try:
        yield
    finally:
        line.stop()


def test_a_call_that_the_desk_phone_takes_is_answered_and_ends(
    pbx: Kamailio, shared: Path, tmp_path: Path, reports: Reports
):
    with baresip(shared, tmp_path / "baresip", pbx.server) as phone, watching(pbx, reports):
        reports.next(LineUp)
        with sipp(shared / "sip" / "uac_bye.xml", tmp_path / "sipp", pbx.server, rings_ms=500):
            offered = reports.next(CallOffered)
            phone.rings()
            phone.press("accept")
            answered = reports.next(CallAnswered)
            ended = reports.next(CallEnded)

    assert offered.caller == Presented("+34911222333")
    assert offered.did is None
    assert offered.call_id == answered.call_id == ended.call_id
    assert ended.ending is Ending.ENDED


def test_a_caller_who_gives_up_was_not_answered_here(
    pbx: Kamailio, shared: Path, tmp_path: Path, reports: Reports
):
    with baresip(shared, tmp_path / "baresip", pbx.server), watching(pbx, reports):
        reports.next(LineUp)
        for attempt in ("first", "second"):
            with sipp(shared / "sip" / "uac_cancel.xml", tmp_path / attempt, pbx.server, rings_ms=300):
                offered = reports.next(CallOffered)
                ended = reports.next(CallEnded)

            assert (ended.call_id, ended.ending) == (offered.call_id, Ending.UNKNOWN)
        reports.nothing()


def test_a_wrong_password_is_told_once(pbx: Kamailio, reports: Reports):
    with watching(pbx, reports, password="wrong"):
        assert "password is wrong" in str(reports.next(LineDown).reason)
        reports.nothing(within=1)


def test_it_says_what_it_is_before_anybody_signs_on(pbx: Kamailio) -> None:
    assert KIND.greet is not None

    check = KIND.greet(SipSettings(server=pbx.server, extension="0"), Path())

    assert check.passed, check.told
    assert "kamailio" in str(check.told).lower()
