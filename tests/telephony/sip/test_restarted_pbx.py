"""A PBX on UDP that is started again: noticed while it is down, not at the next heartbeat."""

import sys
import time

import pytest

from screenpop.events.calls import LineUp
from tests.telephony.reports import Reports
from tests.telephony.sip.pbx import ScriptedPbx

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not tell what did not arrive"
)


def test_a_pbx_that_forgot_us_is_told_again_at_once(
    monkeypatch: pytest.MonkeyPatch, pbx: ScriptedPbx, reports: Reports, start_line
):
    monkeypatch.setattr("telephony.sip.endpoint.KEEP_ALIVE_UDP", 0.1)
    start_line()
    pbx.registers()
    reports.next(LineUp)

    port = pbx.address[1]
    pbx.close()
    time.sleep(0.3)  # what is down for a while is what this is about
    pbx.open(port)
    pbx.registers(within=3)
    reports.nothing()
    pbx.hears_nothing(within=0.4)
