"""What the windows are told of the lines behind them."""

import pytest

from screenpop.bootstrap.desktop import _elsewhere
from screenpop.ports.kinds import LineSettings
from telephony.simulator.settings import SimulatorSettings
from telephony.sip.kind import SipSettings


def sip(**told: str) -> LineSettings:
    return SipSettings.model_validate({"server": "127.0.0.1", "extension": "101", **told})


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((sip(mode="contact"),), "keep"),
        ((sip(mode="contact", elsewhere="close"),), "close"),
        ((sip(mode="watch"),), "close"),
        ((sip(mode="contact"), sip(mode="watch")), "close"),
        ((SimulatorSettings(),), "close"),
        ((SimulatorSettings(mode="contact"),), "keep"),
    ],
    ids=[
        "a contact",
        "a contact told to close",
        "a watch",
        "both",
        "the simulator",
        "the simulator as a contact",
    ],
)
def test_a_card_stays_only_if_elsewhere_may_be_the_agents_own_phone(
    lines: tuple[LineSettings, ...], expected: str
) -> None:
    assert _elsewhere(lines) == expected
