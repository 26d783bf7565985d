import pytest

from telephony.sip import pace
from telephony.sip.pace import Pace


def test_so_many_at_once_and_then_so_many_a_second(monkeypatch: pytest.MonkeyPatch):
    now = [100.0]
    monkeypatch.setattr(pace, "uptime", lambda: now[0])
    bucket = Pace(at_once=3, each_second=2.0)

    assert [bucket.allows() for _ in range(5)] == [True, True, True, False, False]
    now[0] += 1.0
    assert [bucket.allows() for _ in range(3)] == [True, True, False]
    now[0] += 3_600.0
    assert [bucket.allows() for _ in range(4)] == [True, True, True, False]
    assert bucket.refused == 4


def test_fifty_calls_a_second_go_on_for_ever(monkeypatch: pytest.MonkeyPatch):
    now = [0.0]
    monkeypatch.setattr(pace, "uptime", lambda: now[0])
    calls = Pace()

    for _ in range(60 * 60):
        now[0] += 1 / 60
        assert calls.allows()
