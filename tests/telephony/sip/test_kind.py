from collections.abc import Callable

import pytest
from pydantic import ValidationError

from screenpop.ports.kinds import LineSurroundings
from telephony.sip.contact_line import ContactLine
from telephony.sip.kind import KIND, SipSettings, account_of, place_in
from tests.telephony.sip.pbx import Reports, ScriptedPbx


@pytest.mark.parametrize(
    ("server", "place"),
    [
        ("pbx.example", ("pbx.example", 5060)),
        ("pbx.example:5080", ("pbx.example", 5080)),
        ("192.0.2.1:5080", ("192.0.2.1", 5080)),
        ("[2001:db8::1]", ("2001:db8::1", 5060)),
        ("[2001:db8::1]:5080", ("2001:db8::1", 5080)),
        ("2001:db8::1", ("2001:db8::1", 5060)),
    ],
)
def test_a_server_is_a_host_and_perhaps_a_port(server: str, place: tuple[str, int]):
    assert place_in(server) == place


@pytest.mark.parametrize(
    "server", ["", ":5060", "pbx:", "pbx:0", "pbx:99999", "pbx:0000099999", "pbx:sip", "a b", "sip:x@y:5060"]
)
def test_anything_else_is_no_server(server: str):
    with pytest.raises(ValidationError, match="server"):
        SipSettings(server=server, extension="101")


@pytest.mark.parametrize("transport", ["tcp", "tls", "pigeon"])
def test_a_transport_that_does_not_work_is_said_so(transport: str):
    with pytest.raises(ValidationError, match="udp"):
        SipSettings(server="pbx", extension="101", transport=transport)


def test_what_the_settings_do_not_say():
    settings = SipSettings(server="pbx.example", extension="101")
    account = account_of(settings)
    assert (settings.mode, account.username, account.port, account.listen_port) == ("watch", "101", 5060, 0)
    assert (account.address, account.secret) == ("sip:101@pbx.example", "line")
    assert account_of(SipSettings(server="p", extension="1", name="berlin")).secret == "line.berlin"


def test_mode_contact_builds_a_contact_line():
    settings = SipSettings(server="pbx.example", extension="101", mode="contact", name="desk")
    line = KIND.build(settings, LineSurroundings(report=lambda event: None, password=lambda: None))
    assert isinstance(line, ContactLine)
    assert line.name == "desk"
    line.stop()


def _examined(pbx: ScriptedPbx, answer: Callable[[], object]) -> tuple[bool, str]:
    settings = SipSettings(server=pbx.server, extension="101", mode="contact")
    surroundings = LineSurroundings(report=Reports().put, password=lambda: "pw101")
    checks = []
    import threading

    trying = threading.Thread(target=lambda: checks.extend(KIND.examine(settings, surroundings)))
    trying.start()
    answer()
    trying.join()
    assert [check.subject for check in checks] == ["line line"]
    return checks[0].passed, str(checks[0].told)


def test_check_tells_that_the_line_signs_on(pbx: ScriptedPbx):
    def answer() -> None:
        pbx.registers()
        pbx.answers(pbx.hears("REGISTER"), 200)

    assert _examined(pbx, answer) == (True, f"Signed on at {pbx.server} as extension 101.")


def test_check_tells_why_it_does_not(pbx: ScriptedPbx):
    passed, told = _examined(pbx, lambda: pbx.answers(pbx.hears("REGISTER"), 403))
    assert not passed
    assert "refuses user 101" in told
