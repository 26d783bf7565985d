import pytest

from screenpop.events.calls import Ending
from telephony.sip.endings import ending_of


@pytest.mark.parametrize(
    ("reasons", "ending"),
    [
        ([], Ending.MISSED),
        (['SIP;cause=200;text="Call completed elsewhere"'], Ending.ANSWERED_ELSEWHERE),
        (["Q.850;cause=26"], Ending.ANSWERED_ELSEWHERE),
        (["Q.850;cause=16", "SIP;cause=200"], Ending.ANSWERED_ELSEWHERE),
        (["Q.850;cause=17", "Q.850;cause=26"], Ending.ANSWERED_ELSEWHERE),
        (['SIP;text="Call completed elsewhere"'], Ending.ANSWERED_ELSEWHERE),
        (["q.850 ; cause=127"], Ending.MISSED),
        (["Q.850;cause=0"], Ending.NO_ANSWER),
        (["SIP;cause=0"], Ending.NO_ANSWER),
        (["SIP;cause=408"], Ending.NO_ANSWER),
        (["SIP;cause=480"], Ending.NO_ANSWER),
        (["SIP;cause=486"], Ending.BUSY),
        (["Q.850;cause=17"], Ending.BUSY),
        (["SIP;cause=603"], Ending.DECLINED),
        (["Q.850;cause=21"], Ending.DECLINED),
        (["SIP;cause=487"], Ending.MISSED),
        (["SIP;cause=99999999999999999999"], Ending.MISSED),
        (["SIP;cause=²"], Ending.MISSED),
        (["", ";;;", "nonsense"], Ending.MISSED),
        (["X;cause=200"], Ending.MISSED),
    ],
)
def test_the_reason_of_a_cancel_tells_the_ending(reasons: list[str], ending: Ending):
    assert ending_of(reasons) is ending
