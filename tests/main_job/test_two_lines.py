"""The program with two lines at one PBX: SIP tells who asked not to be known, the manager interface names the queue."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from telephony.simulator.pbx import LittlePbx
from telephony.simulator.ring import Ring
from tests.main_job.rings import story_of
from tests.main_job.site import Site
from tests.program import Watching, screenpop, watching
from tests.telephony.ami.asterisk import Asterisk
from tests.telephony.contract.recording import RECORDED_CALLER, Recording

NAME = "Jan Kowalski"
SIP_PASSWORD = "pw-sip-101"
SECRETS = {"SCREENPOP_SECRET_LINE_PHONE": SIP_PASSWORD, "SCREENPOP_SECRET_LINE_ASTERISK": "pw101"}
LINES = ("phone", "asterisk")


@dataclass
class Office:
    """The PBX's two faces, and the program that listens to one of them or to both."""

    site: Site
    extension: str
    pbx: LittlePbx
    asterisk: Asterisk
    config: Path
    stderr: Path
    program: Watching

    def sip_rings(self, *, withheld: bool = False) -> str:
        return self.pbx.offer(Ring(RECORDED_CALLER, NAME, withheld=withheld))

    def manager_tells(self, events: list[bytes]) -> None:
        self.asterisk.play(b"".join(events), random_seed=len(events))

    def everything_told(self) -> str:
        """All that ever left the program or lies in its folder."""
        exports = [
            screenpop("log", "export", "--format", form, "--config", self.config).stdout
            for form in ("csv", "jsonl")
        ]
        kept = [file for file in (self.site.folder / "data").rglob("*") if file.is_file()]
        files = [file.read_bytes().decode("latin-1") for file in kept]
        assert any(export.strip() for export in exports)
        assert files
        return "\n".join([str(self.program.told), self.stderr.read_text(), *exports, *files])


def tables(office: LittlePbx, asterisk: Asterisk, extension: str) -> dict[str, str]:
    return {
        "phone": f'name = "phone"\nkind = "sip"\nserver = "{office.server}"\nextension = "{extension}"\n',
        "asterisk": f'name = "asterisk"\nkind = "ami"\nserver = "{asterisk.server}"\n'
        f'username = "desk101"\nextension = "{extension}"\n',
    }


@contextmanager
def office_with(site: Site, names: tuple[str, ...], extension: str = "101") -> Iterator[Office]:
    """Start it all, with these lines, and wait until they are up."""
    pbx, asterisk = LittlePbx(extension, SIP_PASSWORD), Asterisk()
    pbx.start()
    try:
        written = tables(pbx, asterisk, extension)
        site.line = "\n[[line]]\n".join(written[name] for name in names)
        config = site.config
        config.write_text(config.read_text().replace("[line]\n", "[[line]]\n", 1))
        stderr = site.folder / "stderr"
        with watching(config, stderr=stderr, **SECRETS) as program:
            for _ in names:
                program.expect("line_up")
            yield Office(site, extension, pbx, asterisk, config, stderr, program)
    finally:
        asterisk.close()
        pbx.stop()


def test_a_call_from_a_queue_is_one_card_with_the_queues_name(site: Site):
    recording = Recording("s05_queue_pjsip_members.ami")
    events, until = recording.call(0), recording.until_ringing()
    with office_with(site, LINES) as office:
        call_id = office.sip_rings()
        office.manager_tells(events[:until])
        opened = office.program.expect("pop_opened")
        office.program.expect("call_updated", call_id=opened["call_id"], queue="support")
        office.pbx.answer(call_id)
        office.manager_tells(events[until:])
        office.program.expect("call_answered", call_id=opened["call_id"])
        office.pbx.hang_up(call_id)
        office.program.expect("pop_closed", call_id=opened["call_id"], ending="ended")
        office.program.rest(0.5)
        told = office.program.told
        rows = screenpop("log", "export", "--format", "csv", "--config", office.config).stdout.splitlines()

    assert opened["number"] == RECORDED_CALLER
    assert not opened["withheld"]
    for kind in ("pop_opened", "call_answered", "pop_closed"):
        assert [news["call_id"] for news in told if news["news"] == kind] == [opened["call_id"]], kind
    assert len(rows) == 2  # the heading, and one call
    assert "support" in rows[1]


@pytest.mark.parametrize("first", ["phone", "asterisk"])
def test_the_number_of_a_withheld_caller_is_never_told(site: Site, first: str):
    recording = Recording("s08_anonymous.ami")
    events, until = recording.call(0), recording.until_ringing("103")
    with office_with(site, LINES, "103") as office:
        if first == "phone":
            call_id = office.sip_rings(withheld=True)
            office.manager_tells(events[:until])
        else:
            office.manager_tells(events[:until])
            office.program.rest(0.1)
            call_id = office.sip_rings(withheld=True)
        opened = office.program.expect("pop_opened")
        office.program.rest(1)
        office.pbx.answer(call_id)
        office.manager_tells(events[until:])
        office.pbx.hang_up(call_id)
        office.program.expect("pop_closed", call_id=opened["call_id"])
        office.program.rest(2.5)
        told = office.everything_told()
        opened_cards = [news for news in office.program.told if news["news"] == "pop_opened"]

    assert opened["withheld"]
    assert (opened["number"], opened["presented"], opened["name"]) == (None, None, None)
    assert len(opened_cards) == 1
    digits = RECORDED_CALLER.removeprefix("+48")
    for secret in (digits, NAME, *SECRETS.values()):
        assert secret not in told, secret


@pytest.mark.parametrize("name", LINES)
def test_each_line_works_alone(site: Site, name: str):
    recording = Recording("s05_queue_pjsip_members.ami")
    events, until = recording.call(0), recording.until_ringing()
    with office_with(site, (name,)) as office:
        if name == "phone":
            call_id = office.sip_rings()
            opened = office.program.expect("pop_opened")
            office.pbx.answer(call_id)
            office.program.expect("call_answered")
            office.pbx.hang_up(call_id)
        else:
            office.manager_tells(events[:until])
            opened = office.program.expect("pop_opened")
            office.manager_tells(events[until:])
            office.program.expect("call_answered")
        closed = office.program.expect("pop_closed", call_id=opened["call_id"])
        story = story_of(opened["call_id"], office.program.told)

    assert opened["number"] == RECORDED_CALLER
    assert closed["ending"] == "ended"
    assert name == "phone" or any(news.get("queue") == "support" for news in story)


def test_one_line_that_is_down_leaves_the_other_at_work(site: Site):
    with office_with(site, LINES) as office:
        office.asterisk.close()
        office.program.expect("line_down", line="asterisk")
        call_id = office.sip_rings()
        opened = office.program.expect("pop_opened", within=3)
        office.pbx.hang_up(call_id)
        office.program.expect("pop_closed", call_id=opened["call_id"])

    assert opened["number"] == RECORDED_CALLER
