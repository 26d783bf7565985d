from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineSurroundings
from telephony.ami import examining
from telephony.ami.kind import KIND, AmiSettings, account_of
from tests.telephony.ami.asterisk import Asterisk


def settings(**table: object) -> AmiSettings:
    return AmiSettings.model_validate({"server": "pbx", "username": "desk", "extension": "101", **table})


def test_what_the_settings_do_not_say():
    plain = account_of(settings(), Path("/site"))
    assert (plain.port, plain.tls, plain.md5, plain.secret, plain.place) == (
        5038,
        False,
        False,
        "line",
        "pbx:5038",
    )
    safe = account_of(settings(tls=True, ca_file="ca.pem", login="md5", name="berlin"), Path("/site"))
    assert (safe.port, safe.ca_file, safe.md5, safe.secret) == (
        5039,
        Path("/site/ca.pem"),
        True,
        "line.berlin",
    )
    assert account_of(settings(server="[2001:db8::1]:5555"), Path()).place == "[2001:db8::1]:5555"


def test_what_it_knows_of_calls():
    assert settings().sees_desk_phone
    assert not settings().knows_privacy


@pytest.mark.parametrize(
    "table",
    [
        {"server": "pbx:0"},
        {"server": "a b"},
        {"server": ""},
        {"username": ""},
        {"username": "a\r\nAction: x"},
        {"extension": ""},
        {"extension": "101/102"},
        {"technology": "IAX2"},
        {"login": "none"},
        {"dial_context": ""},
        {"password": "secret"},
        {"transport": "udp"},
    ],
)
def test_settings_that_cannot_work_are_refused(table: dict[str, object]):
    with pytest.raises(ValidationError):
        settings(**table)


def test_a_line_is_built_without_connecting():
    line = KIND.build(settings(name="desk"), LineSurroundings(lambda event: None, lambda: None))
    assert line.name == "desk"
    line.stop()


def examined(asterisk: Asterisk, password: Callable[[], str | None] = lambda: "pw101") -> dict[str, Check]:
    table = settings(server=asterisk.server, username="desk101")
    checks = list(KIND.examine(table, LineSurroundings(lambda event: None, password)))
    return {check.subject: check for check in checks}


def test_check_tells_address_login_encryption_rights_and_events_apart(asterisk: Asterisk):
    asterisk.answers["ListCommands"] = {
        "Response": "Success",
        "Ping": "Keepalive command",
        "Originate": "Originate a call",
    }
    checks = examined(asterisk)
    assert list(checks) == [
        "line line: address",
        "line line",
        "line line: encryption",
        "line line: rights",
        "line line: events",
    ]
    assert all(check.passed for check in checks.values())
    assert "Asterisk Call Manager/11.0.0" in str(checks["line line"].told)
    assert "not encrypted" in str(checks["line line: encryption"].told)
    assert "write = originate" in str(checks["line line: rights"].told)


@pytest.mark.parametrize(
    ("answer", "passed", "told"),
    [
        ({"Response": "Success", "Ping": "x"}, True, "can only listen"),
        ({"Response": "Success", "Command": "x", "GetConfig": "x"}, False, "(Command, GetConfig)"),
        ({"Response": "Error", "Message": "Invalid/unknown command"}, True, "does not say"),
        (None, True, "does not say"),
    ],
)
def test_check_tells_of_rights_that_a_desk_should_not_have(
    asterisk: Asterisk,
    monkeypatch: pytest.MonkeyPatch,
    answer: dict[str, str] | None,
    passed: bool,
    told: str,
):
    monkeypatch.setattr(examining, "RIGHTS_WITHIN", 0.3)
    asterisk.answers["ListCommands"] = answer
    check = examined(asterisk)["line line: rights"]
    assert check.passed is passed
    assert told in str(check.told)


def test_check_stops_at_what_fails(asterisk: Asterisk):
    checks = examined(asterisk, lambda: "wrong")
    assert [check.passed for check in checks.values()] == [True, False]
    assert "refuses AMI user desk101" in str(checks["line line"].told)
    assert asterisk.logins == 1


def test_check_tells_that_a_name_has_no_address():
    table = settings(server="no-such-host.invalid")
    (check,) = KIND.examine(table, LineSurroundings(lambda event: None, lambda: None))
    assert (check.subject, check.passed) == ("line line: address", False)


def test_a_facts_table_is_read_with_the_line():
    table = settings(facts={"name": "{queue}|", "variables": {"BRAND": "brand"}})
    assert table.facts.variables == {"BRAND": "brand"}
