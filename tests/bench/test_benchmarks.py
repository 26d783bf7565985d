"""Each benchmark runs on a fresh machine without a display, and says what it measured in the words of the contract."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from screenpop.bench.ami import events_followed, throughput
from screenpop.bench.benchmarks import NAMES
from screenpop.bench.figures import Figure, Reach, quantile
from screenpop.bench.manager_events import everybodys_calls, own_calls
from screenpop.bench.peers.panoramisk_parser import events_taken
from screenpop.bench.table import as_table
from tests.program import screenpop
from tests.servers import PostgreSQL

SIZES = ("--numbers", "1000", "--calls", "4", "--seconds", "1")
FIELDS = ("benchmark", "what", "unit", "median", "reach", "reached", "peer", "peer_median", "ratio")


def measured(
    name: str, *sizes: str, environment: Mapping[str, str] | None = None
) -> Sequence[Mapping[str, Any]]:
    done = screenpop("bench", name, "--json", *(sizes or SIZES), **(environment or {}))
    assert done.returncode == 0, done.stderr
    figures = [json.loads(line) for line in done.stdout.splitlines()]
    for figure in figures:
        assert set(FIELDS) <= set(figure)
        assert figure["benchmark"] == name
        assert figure["median"] >= 0 or "growth" in figure["what"]
    return figures


def about(figures: Sequence[Mapping[str, Any]], word: str) -> Mapping[str, Any]:
    (found,) = [figure for figure in figures if word in figure["what"]]
    return found


def test_a_call_is_measured_from_the_wire_to_the_paint_beside_stock_pyvoip():
    figures = measured("call")

    name, panels = about(figures, "caller's name painted"), about(figures, "all panels painted")
    assert 0 < name["median"] <= name["p95"]
    assert name["median"] < panels["median"]
    assert name["peer_median"] > 900  # its call-back comes by a timer of one second
    assert name["reach"] == {"median": 15.0, "p95": 40.0, "at_least": False}
    assert about(figures, "first call")["median"] > 0


def test_saving_a_note_is_measured_beside_writing_it_straight_into_the_record():
    figures = measured("record")

    saved = about(figures, "note → saved")
    assert 0 < saved["median"] <= saved["p95"]
    assert saved["peer_median"] > 0
    assert about(figures, "delivered")["median"] > 0
    assert about(figures, "promises due")["median"] > 0
    assert about(figures, "newest calls")["reach"] == {"median": None, "p95": 50.0, "at_least": False}


def test_a_call_that_the_pbx_only_tells_of_is_measured_like_one_that_rings():
    figures = measured("notify")

    name, panels = about(figures, "NOTIFY → caller's name painted"), about(figures, "all panels painted")
    assert 0 < name["median"] <= name["p95"]
    assert name["median"] < panels["median"]
    assert name["reach"] == {"median": 15.0, "p95": 40.0, "at_least": False}


def test_events_of_the_manager_interface_are_measured_to_the_paint_and_by_the_second_beside_panoramisk():
    figures = measured("ami")

    assert about(figures, "AMI event → caller's name painted")["median"] > 0
    taken = about(figures, "taken in, everybody's calls")
    assert taken["peer"] == "panoramisk"
    assert taken["ratio"] == pytest.approx(taken["median"] / taken["peer_median"], abs=0.01)
    assert about(figures, "throughput exceeded, everybody's calls")["reach"]["at_least"]


def test_both_parsers_see_every_event_of_the_stream_that_they_are_measured_on():
    stream = b"".join(everybodys_calls(60))
    chunks = [stream[start : start + 1000] for start in range(0, len(stream), 1000)]

    assert events_followed(chunks) == events_taken(chunks) == stream.count(b"Event: ")


def test_without_panoramisk_our_own_figures_stand_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "panoramisk", None)

    (figure,) = throughput("own calls", b"".join(own_calls(20)), None)

    assert figure.peer is None
    assert figure.typical > 0
    assert "not installed" in figure.what


def test_showing_a_card_is_measured_beside_a_bare_window_with_as_many_labels():
    figures = measured("pop", "--calls", "2")

    small, full = about(figures, "caller's name"), about(figures, "full card")
    assert 0 < small["median"] <= small["p95"]
    assert (small["reach"]["p95"], full["reach"]["p95"]) == (20.0, 35.0)
    assert small["peer_median"] > 0
    assert full["peer_median"] > 0
    assert "labels" in small["peer"]
    assert small["median"] <= about(figures, "four departments")["median"]
    assert about(figures, "growth of the windows")["reach"] is None  # five calls say little


def test_frames_are_watched_while_panels_fill_a_note_is_typed_and_a_history_is_scrolled():
    figures = measured("frames", "--numbers", "1000", "--seconds", "1")

    assert len([figure for figure in figures if "stall" in figure["what"]]) == 4
    assert all(figure["reach"]["median"] == 50.0 for figure in figures if "stall" in figure["what"])
    assert about(figures, "typed")["p99"] is not None


def test_a_flood_is_measured_by_the_windows_stalls_and_by_a_real_call():
    figures = measured("flood", "--numbers", "1000", "--seconds", "1")

    stalls = [figure for figure in figures if "stall" in figure["what"]]
    assert len(stalls) == 4
    assert all(figure["reach"] == {"median": 50.0, "p95": None, "at_least": False} for figure in stalls)
    assert about(figures, "name painted, 50 calls/s of nobody's numbers")["max"] < 2000  # each one was
    assert about(figures, "packets sent")["median"] > 500


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells what a program uses")
def test_endurance_counts_what_calls_leave_behind():
    figures = measured("endurance", "--numbers", "1000", "--calls", "2", "--seconds", "1")

    assert about(figures, "threads left behind")["median"] == 0
    assert about(figures, "sockets left behind")["median"] == 0
    assert about(figures, "resident memory after 50 calls")["median"] > 10


def test_a_lookup_is_right_where_no_other_way_is_in_sqlite_and_in_postgresql(postgresql: PostgreSQL):
    database = postgresql.create_database()

    figures = measured(
        "lookup",
        *SIZES,
        "--postgresql",
        postgresql.url(database, login=postgresql.administrator),
        environment={"PGPASSWORD": postgresql.password()},
    )

    right = [figure for figure in figures if figure["unit"] == "%"]
    assert [figure["median"] for figure in right if "ours" in figure["what"]] == [100.0]
    assert max(figure["median"] for figure in right if "ours" not in figure["what"]) < 100
    for engine in ("SQLite", "PostgreSQL"):
        assert len([figure for figure in right if engine in figure["what"]]) == 11
        assert about(figures, f"beside Odoo phone_validation, {engine}")["peer_p99"] > 0
    assert about(figures, "beside Blink, in memory")["ratio"] > 0
    assert about(figures, "customer, 1,000 numbers")["p99"] > 0
    assert about(figures, "growth")["unit"] == "×"
    left = "select count(*) from information_schema.schemata where schema_name like 'screenpop%'"
    assert postgresql.run_sql(left, database)[0][0] == 0


def test_a_department_that_hangs_is_compared_with_one_that_is_well():
    figures = measured("hang")

    assert about(figures, "credit hangs")["p95"] < 1500  # its deadline is two seconds: nobody waited for it
    assert about(figures, "ratio")["reach"]["median"] == 1.2


def test_a_start_is_measured_to_the_window_and_to_the_line():
    figures = measured("start")

    assert about(figures, "window painted")["median"] > 0
    assert about(figures, "line registered")["median"] > 0


def test_an_import_is_measured_in_rows_a_second():
    assert about(measured("import"), "one core")["median"] > 100


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells what a program uses")
def test_idleness_is_measured_by_what_the_system_counts():
    figures = measured("idle")

    assert about(figures, "resident")["median"] > 10
    assert about(figures, "wake-ups")["unit"] == "/s"


def test_an_unknown_benchmark_is_refused_with_the_names_there_are():
    done = screenpop("bench", "nonsense")

    assert done.returncode == 2
    assert all(name in done.stderr for name in NAMES)


def test_the_table_is_aligned_and_says_which_bars_are_missed():
    held = Figure(
        "call", "first", "ms", 10.0, 30.0, reach=Reach(15.0, 40.0), peer="other", peer_typical=1000.0
    )
    missed = Figure("call", "second, longer", "ms", 20.0, 30.0, reach=Reach(15.0, 40.0))
    too_few = Figure("import", "rows", "/s", 10_000.0, reach=Reach(25_000.0, at_least=True))

    heading, *lines = as_table([held, missed, too_few])

    assert [line.index("ms") for line in lines[:2]] == [lines[0].index("ms")] * 2
    assert "yes" in lines[0]
    assert "(×100)" in lines[0]
    assert "NO" in lines[1]
    assert "NO" in lines[2]
    assert heading.startswith("what")


def test_a_quantile_is_the_nearest_rank():
    values = [float(value) for value in range(1, 101)]

    assert (quantile(values, 0.5), quantile(values, 0.95), quantile(values, 0.99)) == (50.0, 95.0, 99.0)
    assert quantile([7.0], 0.95) == 7.0
