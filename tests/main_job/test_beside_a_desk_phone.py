"""The program at a real PBX (Kamailio) beside a real desk phone (baresip), called by a real caller (SIPp)."""

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.main_job.rings import DEPARTMENTS, panels, plot, ringing, story_of
from tests.main_job.site import Site
from tests.peers import Baresip, Kamailio, baresip, kamailio, sipp
from tests.program import Watching, screenpop, watching

SECRET = {"SCREENPOP_SECRET_LINE": "pw101"}


def line_at(pbx: Kamailio, *, expires: int = 120) -> str:
    return f"""kind = "sip"
mode = "contact"
server = "{pbx.server}"
extension = "101"
expires = {expires}"""


@dataclass
class Desk:
    """The running program, its site, the desk phone beside it, and a caller's way in."""

    program: Watching
    site: Site
    pbx: Kamailio
    phone: Baresip


@pytest.fixture(scope="module")
def desk(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("beside")
    with (
        kamailio(shared, folder / "kamailio") as pbx,
        baresip(shared, folder / "baresip", pbx.server) as phone,
    ):
        site = Site(folder / "site", line_at(pbx))
        with watching(site.config, **SECRET) as program:
            program.expect("line_up", line="line")
            yield Desk(program, site, pbx, phone)


def test_a_caller_who_gives_up_is_missed_and_was_known(desk: Desk, shared: Path, tmp_path: Path):
    scenario = shared / "sip" / "uac_cancel.xml"
    with sipp(scenario, tmp_path / "sipp", desk.pbx.server, rings_ms=2500):
        opened = desk.program.expect("pop_opened")
        desk.program.expect("pop_closed", call_id=opened["call_id"], ending="missed")

    story = story_of(opened["call_id"], desk.program.told)
    assert plot(story) == ["pop_opened", "caller_identified", "panel_filled", "pop_closed"]
    assert (opened["number"], opened["presented"], opened["name"]) == (
        *("+34911222333", "+34911222333", "Ana Lopez"),
    )
    assert opened["did"] == "900100200"
    assert story[1]["match"] == "exact"
    assert story[1]["customers"][0]["contact"] == "Ana López"
    assert sorted(panels(story)) == DEPARTMENTS
    assert panels(story)["accounting"]["answer"]["balances"][0]["overdue"] == "3100.00"


def test_picking_up_on_the_desk_phone_is_answered_elsewhere(desk: Desk, shared: Path, tmp_path: Path):
    scenario = shared / "sip" / "uac_bye.xml"
    ringing_before = desk.phone.log().count("Incoming call")
    with sipp(
        scenario, tmp_path / "sipp", desk.pbx.server, number="0048601234567", name="Hurt-Bud", rings_ms=300
    ):
        opened = desk.program.expect("pop_opened")
        desk.program.expect("caller_identified", call_id=opened["call_id"], match="exact")
        while desk.phone.log().count("Incoming call") == ringing_before:
            desk.program.rest(0.05)
        desk.phone.press("accept")
        desk.program.expect("pop_closed", call_id=opened["call_id"], ending="answered_elsewhere")
        while len(panels(story_of(opened["call_id"], desk.program.told))) < len(DEPARTMENTS):
            desk.program.expect("panel_filled")  # the card stays, and so do the questions that are out

    assert (opened["number"], opened["did"]) == ("+48601234567", "101")
    assert sorted(panels(story_of(opened["call_id"], desk.program.told))) == DEPARTMENTS


def test_a_simulated_call_rings_beside_the_real_line(desk: Desk, shared: Path, tmp_path: Path):
    scenario = shared / "sip" / "uac_cancel.xml"
    with ringing(desk.site.config, "(22) 620 30 40", "--answer"):
        simulated = desk.program.expect("pop_opened", number="+48226203040")
        with sipp(scenario, tmp_path / "sipp", desk.pbx.server, rings_ms=300):
            real = desk.program.expect("pop_opened", number="+34911222333")
            desk.program.expect("pop_closed", call_id=real["call_id"], ending="missed")
        desk.program.expect("pop_closed", call_id=simulated["call_id"], ending="ended")

    story = story_of(simulated["call_id"], desk.program.told)
    assert plot(story) == [
        *("pop_opened", "caller_identified", "panel_filled", "call_answered", "pop_closed")
    ]
    lines = {news["line"] for news in desk.program.told if news["news"] in {"line_up", "line_down"}}
    assert lines == {"line"}


def test_the_real_calls_stand_in_the_log(desk: Desk):
    ends = {news["call_id"]: news["ending"] for news in desk.program.told if news["news"] == "pop_closed"}

    export = screenpop("log", "export", "--format", "csv", "--config", desk.site.config).stdout

    rows = csv.DictReader(io.StringIO(export))
    assert {row["call_id"]: row["ending"] for row in rows} == ends
    assert set(ends.values()) == {"missed", "answered_elsewhere", "ended"}


def test_a_registrar_that_died_and_came_back_is_signed_on_to_again(site: Site, shared: Path, tmp_path: Path):
    with kamailio(shared, tmp_path / "kamailio") as pbx:
        site.line = line_at(pbx, expires=10)
        with watching(site.config, **SECRET) as program:
            program.expect("line_up")
            pbx.stop()
            down = program.expect("line_down", within=20)
            pbx.start()
            program.expect("line_up", within=15)
            with sipp(shared / "sip" / "uac_cancel.xml", tmp_path / "sipp", pbx.server, rings_ms=300):
                program.expect("caller_identified", match="exact")
                program.expect("pop_closed", ending="missed")
            assert program.end() == 0

    assert pbx.server in down["reason"]


def test_a_wrong_password_is_told_once_and_not_tried_again(site: Site, shared: Path, tmp_path: Path):
    pbx = counting_kamailio(shared, tmp_path / "kamailio")
    try:
        pbx.start()
        site.line = line_at(pbx, expires=10)
        with watching(site.config, SCREENPOP_SECRET_LINE="not-the-password") as program:
            down = program.expect("line_down")
            assert program.rest(6) == []
    finally:
        pbx.stop()

    assert "password" in down["reason"]
    assert "not-the-password" not in down["reason"]
    assert registers(pbx) == 2  # the question without a password, and the answer with it


def counting_kamailio(shared: Path, folder: Path) -> Kamailio:
    """A registrar whose log names each request that it hears."""
    folder.mkdir()
    configuration = Path(shutil.copy(shared / "sip" / "kamailio.cfg", folder / "counting.cfg"))
    text = configuration.read_text()
    assert "request_route {" in text
    configuration.write_text(
        text.replace("request_route {", 'request_route {\n\txlog("L_ERR", "HEARD $rm\\n");')
    )
    return Kamailio(configuration, folder)


def registers(pbx: Kamailio) -> int:
    return pbx.log().count("HEARD REGISTER")
