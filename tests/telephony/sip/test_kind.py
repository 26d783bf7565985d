from pathlib import Path

import pytest
from pydantic import ValidationError

from screenpop.ports.kinds import LineSurroundings
from telephony.sip.contact_line import ContactLine
from telephony.sip.kind import KIND, SipSettings, account_of
from telephony.wire.places import place_in


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
    assert place_in(server, 5060) == place


@pytest.mark.parametrize(
    "server",
    [
        "",
        ":5060",
        "pbx:",
        "pbx:0",
        "pbx:99999",
        "pbx:0000099999",
        "pbx:sip",
        "a b",
        "sip:x@y:5060",
        "pbx\r\nVia: x",
    ],
)
def test_anything_else_is_no_server(server: str):
    with pytest.raises(ValidationError, match="server"):
        SipSettings(server=server, extension="101")


def test_a_transport_that_does_not_exist_is_said_so():
    with pytest.raises(ValidationError, match="'udp', 'tcp' or 'tls'"):
        SipSettings(server="pbx", extension="101", transport="pigeon")


@pytest.mark.parametrize(
    ("transport", "port", "uri"),
    [("udp", 5060, "sip:101@pbx"), ("tcp", 5060, "sip:101@pbx"), ("tls", 5061, "sip:101@pbx")],
)
def test_each_transport_has_its_usual_port(transport: str, port: int, uri: str):
    account = account_of(SipSettings(server="pbx", extension="101", transport=transport))
    assert (account.port, account.address) == (port, uri)
    other = account_of(SipSettings(server="pbx:5099", extension="101", transport=transport))
    assert (other.port, other.address) == (5099, "sip:101@pbx:5099")


def test_the_sites_own_authority_lies_beside_the_settings_file():
    settings = SipSettings(server="pbx", extension="101", transport="tls", ca_file="office.pem")
    assert account_of(settings, Path("/etc/screenpop")).ca_file == Path("/etc/screenpop/office.pem")


@pytest.mark.parametrize("heartbeat", ["1s", "4.9s", "11m", "often"])
def test_a_heartbeat_that_no_pbx_should_bear_is_refused(heartbeat: str):
    with pytest.raises(ValidationError, match="heartbeat"):
        SipSettings(server="pbx", extension="101", heartbeat=heartbeat)


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
