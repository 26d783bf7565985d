"""While the server is away the desk works on as if nothing were amiss: ends in time, needs no more, does no more."""

import time
from pathlib import Path

import pytest

from tests.faults.network.cutter import Cut
from tests.faults.running import RunningDesk, running

WATCHED = 6.0
MEGABYTE = 1_000


def memory_kb(desk: RunningDesk) -> int:
    return _status(Path(f"/proc/{desk.process.pid}/status"), "VmRSS")


def wake_ups(desk: RunningDesk) -> int:
    """How often its threads began to run after they had waited."""
    threads = Path(f"/proc/{desk.process.pid}/task").iterdir()
    return sum(_status(thread / "status", "voluntary_ctxt_switches") for thread in threads)


def _status(file: Path, what: str) -> int:
    lines = dict(line.split(":", 1) for line in file.read_text().splitlines())
    return int(lines[what].split()[0])


@pytest.mark.parametrize("outage", ["away", "silent"])
def test_a_desk_ends_in_time_while_the_server_is_away(cutter, tmp_path, shared, far_place, outage):
    with running() as desk:
        desk.open(tmp_path / "spool.db")
        desk.ask("courier", far_place, shared.password)
        desk.keep(1, 0, 3)
        assert desk.deliver(30)["waiting"] == 0
        if outage == "away":
            cutter.go_away()
            desk.keep(2, 0, 3)
        else:
            is_cut = cutter.cut(Cut("silence"))
            desk.keep(2, 0, 3)
            assert is_cut.wait(30)
        (stopped,) = desk.ask("stop")

    assert float(stopped.removeprefix("stopped ")) < 3
    assert desk.process.returncode == 0
    cutter.come_back()
    with running() as later:
        later.open(tmp_path / "spool.db")
        later.ask("courier", far_place, shared.password)
        assert later.deliver(60)["waiting"] == 0
        later.ask("stop")
    outcome = shared.outcome(desk.saved)
    assert (outcome.saved, outcome.lost, outcome.doubled) == (12, frozenset(), frozenset())


def test_an_outage_makes_a_desk_neither_bigger_nor_busier(cutter, tmp_path, shared, far_place):
    with running() as desk:
        desk.open(tmp_path / "spool.db")
        desk.ask("courier", far_place, shared.password)
        desk.keep(1, 0, 50)
        assert desk.deliver(60)["waiting"] == 0
        cutter.go_away()
        desk.keep(2, 0, 50)
        desk.deliver(2)
        memory = memory_kb(desk)

        desk.keep(3, 0, 500)
        kept = wake_ups(desk)
        time.sleep(WATCHED)  # what it does by itself is what is measured

        assert wake_ups(desk) - kept < 10 * WATCHED
        assert memory_kb(desk) - memory < 10 * MEGABYTE
        desk.ask("stop")
