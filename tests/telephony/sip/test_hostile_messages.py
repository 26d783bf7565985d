"""A hundred thousand messages that Hypothesis makes, through the real parsers and lines: every good call pops.

The lines' own limits hold; a second passes for them between two hundreds, and nothing that one message brought
about is an error of ours.
"""

import logging
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from screenpop.events.calls import CallOffered, LineEvent
from screenpop.ports.kinds import LineSurroundings
from telephony.sip import pace
from telephony.sip.account import Account
from telephony.sip.contact_line import ContactLine
from telephony.sip.message import build_request
from telephony.sip.transport import UdpTransport
from telephony.sip.watch_line import WatchLine
from tests.telephony.sip.hostile import BATCH, HERE, MISCHIEF, Mischief
from tests.telephony.sip.pbx import invite

MESSAGES = 50_000
"""To each of the two lines."""
THOROUGH = settings(
    max_examples=MESSAGES // BATCH,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ACCOUNT = Account(host=HERE[0], port=HERE[1], extension="101", username="101")
GOOD = (
    '<dialog-info version="9{serial:09}" state="full"><dialog id="g{serial}" call-id="good-{serial}" '
    'direction="recipient"><remote><identity>sip:+48225550123@pbx</identity></remote><state>early</state>'
    "</dialog></dialog-info>"
)


class Hearing:
    """A line that is not started: what it is given it reads at once, and what it reports is kept until asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = 0.0
        monkeypatch.setattr(pace, "uptime", lambda: self._now)
        self.reported: list[LineEvent] = []
        self.serial = 0

    @property
    def surroundings(self) -> LineSurroundings:
        return LineSurroundings(self.reported.append, lambda: None)

    def next_hundred(self) -> int:
        """A second goes by; gives the number of the hundred."""
        self._now += 1.0
        self.serial += 1
        self.reported.clear()
        return self.serial

    def has_popped(self, call_id: str) -> bool:
        """Whether this call was the last that was offered."""
        offered = [event.call_id for event in self.reported if isinstance(event, CallOffered)]
        return offered[-1:] == [call_id]


def _reads(line: ContactLine | WatchLine, data: bytes) -> None:
    transport = line.sip.transport
    assert isinstance(transport, UdpTransport)
    transport._read(data, HERE)


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> Hearing:
    return Hearing(monkeypatch)


@pytest.fixture
def contact(hearing: Hearing) -> Iterator[ContactLine]:
    line = ContactLine("line", ACCOUNT, hearing.surroundings)
    yield line
    line.stop()


@pytest.fixture
def watch(hearing: Hearing) -> Iterator[WatchLine]:
    line = WatchLine("line", ACCOUNT, hearing.surroundings)
    yield line
    line.stop()


@THOROUGH
@given(mischief=MISCHIEF)
def test_a_good_call_pops_after_every_hundred_hostile_messages(
    mischief: Mischief, contact: ContactLine, hearing: Hearing, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.CRITICAL)
    good = f"good-{hearing.next_hundred()}"

    for data in mischief.requests():
        _reads(contact, data)
    _reads(contact, invite(sender=HERE, call_id=good, branch=f"z9hG4bK-{good}"))

    assert hearing.has_popped(good)
    assert len(contact._calls) <= 8_000


@THOROUGH
@given(mischief=MISCHIEF)
def test_a_good_call_is_seen_after_every_hundred_hostile_documents(
    mischief: Mischief, watch: WatchLine, hearing: Hearing
):
    serial = hearing.next_hundred()
    dialog = watch._subscription._dialog
    bodies = [*mischief.documents(), GOOD.format(serial=serial).encode()]

    watch.began()
    for cseq, body in enumerate(bodies, start=serial * 1_000):
        heads = [
            ("Via", f"SIP/2.0/UDP pbx;branch=z9hG4bK-{cseq}"),
            ("From", "<sip:101@pbx>;tag=pbx"),
            ("To", f"<sip:101@pbx>;tag={dialog._tag}"),
            ("Call-ID", dialog._call_id),
            ("CSeq", f"{cseq} NOTIFY"),
            ("Event", "dialog"),
            ("Subscription-State", "active;expires=600"),
        ]
        _reads(watch, build_request("NOTIFY", "sip:101@127.0.0.1", heads, body))

    assert hearing.has_popped(f"good-{serial}")
    assert len(watch._calls) <= 2_048
