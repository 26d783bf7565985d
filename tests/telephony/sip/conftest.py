"""A scripted PBX, and lines that register at it."""

from collections.abc import Callable, Iterator

import pytest

from screenpop.events.calls import LineUp
from screenpop.ports.kinds import FactsTable, LineSurroundings
from telephony.sip.contact_line import NO_RULES, ContactLine
from telephony.sip.endpoint import Account
from telephony.sip.ringing_calls import OnCall
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx


@pytest.fixture
def pbx() -> Iterator[ScriptedPbx]:
    scripted = ScriptedPbx()
    yield scripted
    scripted.close()


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def start_line(pbx: ScriptedPbx, reports: Reports) -> Iterator[Callable[..., ContactLine]]:
    """Start a line that signs on at the scripted PBX; it is stopped at the end."""
    started: list[ContactLine] = []

    def start(
        *,
        password: Callable[[], str | None] = lambda: "pw101",
        facts: FactsTable = NO_RULES,
        on_call: OnCall = "ring",
        **account: object,
    ) -> ContactLine:
        given = {
            "host": "127.0.0.1",
            "port": pbx.address[1],
            "extension": "101",
            "username": "101",
            **account,
        }
        surroundings = LineSurroundings(report=reports.put, password=password)
        line = ContactLine("line", Account(**given), surroundings, facts=facts, on_call=on_call)
        started.append(line)
        line.start()
        return line

    yield start
    for line in started:
        pbx.lets_go(line)


@pytest.fixture
def line(pbx: ScriptedPbx, reports: Reports, start_line: Callable[..., ContactLine]) -> ContactLine:
    """A line that is registered at the scripted PBX."""
    made = start_line()
    pbx.registers()
    reports.next(LineUp)
    return made
