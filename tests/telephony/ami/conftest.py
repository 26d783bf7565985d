"""A manager interface, a line at it, and what the line reports."""

from collections.abc import Callable, Iterator

import pytest

from screenpop.ports.kinds import LineSurroundings
from telephony.ami.ami_line import AmiLine
from telephony.ami.kind import KIND
from tests.telephony.ami.asterisk import Asterisk
from tests.telephony.reports import Reports

MakeLine = Callable[..., AmiLine]


@pytest.fixture
def asterisk() -> Iterator[Asterisk]:
    made = Asterisk()
    yield made
    made.close()


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def make_line(asterisk: Asterisk, reports: Reports) -> Iterator[MakeLine]:
    """Builds started lines of extension 101 and stops them afterwards."""
    made: list[AmiLine] = []

    def make(*, password: Callable[[], str | None] = lambda: "pw101", **settings: object) -> AmiLine:
        table = {"server": asterisk.server, "username": "desk101", "extension": "101", **settings}
        line = KIND.build(KIND.settings.model_validate(table), LineSurroundings(reports.put, password))
        assert isinstance(line, AmiLine)
        made.append(line)
        line.start()
        return line

    yield make
    for line in made:
        line.stop()
