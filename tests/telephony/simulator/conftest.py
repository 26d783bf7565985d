"""The little PBX, and the lines that listen to it."""

from collections.abc import Callable, Iterator

import pytest

from screenpop.events.calls import LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.line import Line
from telephony.simulator.pbx import LittlePbx
from telephony.sip.account import Account
from telephony.sip.contact_line import ContactLine
from telephony.sip.watch_line import WatchLine
from tests.telephony.reports import Reports

LINES: dict[str, type[ContactLine] | type[WatchLine]] = {"contact": ContactLine, "watch": WatchLine}


@pytest.fixture
def pbx() -> Iterator[LittlePbx]:
    little = LittlePbx()
    little.start()
    yield little
    little.stop()


@pytest.fixture
def lines() -> Iterator[list[Line]]:
    """Every line that a test has started; they are stopped at its end."""
    started: list[Line] = []
    yield started
    for line in started:
        line.stop()


@pytest.fixture
def listen(pbx: LittlePbx, lines: list[Line]) -> Callable[..., Reports]:
    """Start a line of this mode at the little PBX, and give what it reports."""

    def start(mode: str, password: str | None = None, *, wait: bool = True) -> Reports:
        reports = Reports()
        host, port = pbx.address
        account = Account(host=host, port=port, extension="101", username="101")
        line = LINES[mode](mode, account, LineSurroundings(reports.put, lambda: password or pbx.password))
        lines.append(line)
        line.start()
        if wait:
            reports.next(LineUp)
        return reports

    return start
