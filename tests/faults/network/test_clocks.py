"""A desk whose clock is set while what it saved waits for the server, which has a clock of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.running import RunningDesk, running
from tests.faults.shared import Shared

RIGHT = timedelta(seconds=2)
SAID = """
select 'call ' || call_id, id::text, at from calls
union all select 'note ' || note, id::text, at from wrap_ups
union all select 'objection ' || contact, id::text, at from permissions_noted"""
OFF = "select max(off_ms) from calls group by split_part(call_id, '/', 1) order by min(id::text)"


class Clock:
    """What a desk takes for the time."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set(timedelta(0))

    def set(self, wrong_by: timedelta) -> None:
        """Set it."""
        self._file.write_text(f"{wrong_by.total_seconds():+.0f}")

    @property
    def environment(self) -> dict[str, str]:
        """Makes a program go by it; the clocks that nobody can set stay right."""
        libraries = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        if not libraries:
            pytest.fail("the tests need the library libfaketimeMT.so.1: install the package faketime")
        return {
            "LD_PRELOAD": str(libraries[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


@contextmanager
def about_now() -> Iterator[list[datetime]]:
    """Between which two times the block was run."""
    between = [datetime.now(UTC)]
    yield between
    between.append(datetime.now(UTC))


def assert_right(shared: Shared, desk: RunningDesk, kept: dict[int, Sequence[datetime]]) -> None:
    """All that was saved has arrived once, in order, with ids in order, and with the time at which it happened."""
    outcome = shared.outcome(desk.saved)
    assert (outcome.lost, outcome.doubled, outcome.in_order) == (frozenset(), frozenset(), True)
    rows = {said: (id_, at) for said, id_, at in shared.ask(SAID)}
    ids = [rows[said][0] for said in desk.saved]
    assert ids == sorted(set(ids))
    for said in desk.saved:
        first, last = kept[int(said.split()[1].split("/")[0])]
        assert first - RIGHT <= rows[said][1] <= last + RIGHT, said


def test_a_clock_that_jumps_while_entries_wait_changes_neither_their_order_nor_their_times(
    cutter, tmp_path, shared, far_place
):
    clock = Clock(tmp_path)
    kept: dict[int, Sequence[datetime]] = {}
    cutter.go_away()
    with running(**clock.environment) as desk:
        desk.open(tmp_path / "spool.db")
        desk.ask("courier", far_place, shared.password)
        for run, hours in enumerate([0, 3, -2, 24 * 400, -24 * 400, 0]):
            clock.set(timedelta(hours=hours))
            with about_now() as kept[run]:
                desk.keep(run, 0, 5)
        assert desk.deliver(1)["waiting"] == len(desk.saved)
        clock.set(timedelta(hours=-1))
        cutter.come_back()

        assert desk.deliver(60) == {"waiting": 0, "oldest": None, "set_aside": 0, "trouble": None}
        desk.ask("stop")

    most = 597  # hours: more milliseconds than the column holds
    assert [round(off / 3_600_000) for (off,) in shared.ask(OFF)] == [0, 3, -2, most, -most, 0]
    assert_right(shared, desk, kept)


def test_what_waited_for_eight_hours_arrives_with_the_time_at_which_it_happened(tmp_path, shared):
    hours = timedelta(hours=8)
    with running(["faketime", "-f", "-8h"]) as before:  # all its clocks, as they were eight hours ago
        before.open(tmp_path / "spool.db")
        with about_now() as between:
            before.keep(1, 0, 20)
        before.ask("stop")

    with running() as desk:
        desk.open(tmp_path / "spool.db")
        desk.ask("courier", shared.place, shared.password)
        assert desk.deliver(60)["waiting"] == 0
        desk.ask("stop")

    assert_right(shared, before, {1: [moment - hours for moment in between]})
