"""A disk without room, and one that cannot sync."""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.running import RunningDesk, running
from tests.faults.shared import Outcome, found_file, shared_file
from tests.faults.spools import what_waits

SAYS_WHY = re.compile("The disk reports an error|The call log cannot be created")


def program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"the tests need the program {name}: install the package {package}")
    return found


@contextmanager
def desk_on_a_small_disk(folder: Path) -> Iterator[RunningDesk]:
    """A desk that sees 2 MB of disk in that folder; nobody else sees it."""
    folder.mkdir()
    as_root = () if os.geteuid() == 0 else ("--map-root-user",)
    alone = [program("unshare", "util-linux"), "--mount", *as_root]
    on_disk = ["sh", "-c", f"mount -t tmpfs -o size=2m tmpfs '{folder}' && exec \"$@\"", "sh"]
    tried = subprocess.run(
        [*alone, *on_disk, "true"], capture_output=True, text=True, timeout=30, check=False
    )
    if tried.returncode:
        pytest.fail(f"the tests need to mount a small disk, as root or in a user namespace: {tried.stderr}")
    with running([*alone, *on_disk]) as desk:
        yield desk


def through_its_eyes(desk: RunningDesk, path: Path) -> Path:
    """A path in the desk's own view of the disks, for us who stand outside it; SQLite itself would not find it."""
    return Path(f"/proc/{desk.process.pid}/root{path}")


def test_a_full_disk_refuses_in_words_and_loses_nothing_that_was_saved(tmp_path):
    with desk_on_a_small_disk(tmp_path / "disk") as desk:
        desk.open(tmp_path / "disk" / "spool.db")
        filler = through_its_eyes(desk, tmp_path / "disk") / "filler"
        desk.keep(1, 0, 20)
        filler.write_bytes(bytes(1_500_000))

        desk.keep(1, 20, 500)

        refused = dict(desk.refused)
        assert len(refused) > 100
        assert all(told.startswith("The disk is full") for told in refused.values())
        filler.unlink()
        desk.keep(1, 520, 20)
        assert desk.refused == refused
        assert len(desk.saved) > 200
        shutil.copytree(through_its_eyes(desk, tmp_path / "disk"), tmp_path / "found")
    assert what_waits(tmp_path / "found" / "spool.db") == desk.saved


@pytest.mark.parametrize("full", ["spool.db", "record.db"])
def test_a_full_disk_only_delays_what_is_on_its_way(tmp_path, full):
    small = tmp_path / "disk"
    places = {name: (small if name == full else tmp_path) / name for name in ("spool.db", "record.db")}
    with desk_on_a_small_disk(small) as desk:
        desk.open(places["spool.db"])
        record = through_its_eyes(desk, places["record.db"])
        shutil.copy(shared_file(tmp_path / "new.db").place, record)
        desk.keep(1, 0, 20)
        filler = through_its_eyes(desk, small) / "filler"
        fill_up(filler)

        desk.ask("courier", places["record.db"], "")
        stuck = desk.deliver(3)

        assert stuck["waiting"] > 0, "the disk was not full"
        assert stuck["set_aside"] == 0
        filler.unlink()
        assert desk.deliver(60)["waiting"] == 0
        desk.ask("stop")
        shutil.copy(record, tmp_path / "found.db")
    outcome = found_file(tmp_path / "found.db").outcome(desk.saved)
    assert outcome == Outcome(40, frozenset(), frozenset(), in_order=True)


def fill_up(filler: Path) -> None:
    """Until there is not room for one more byte."""
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(512))


@pytest.mark.parametrize(
    "fault",
    ["enable name=posix/io/sync/*", "enable_random name=posix/io/sync/*,probability=0.2"],
    ids=["always", "now and then"],
)
def test_what_a_disk_cannot_sync_is_not_said_to_be_saved(tmp_path, fault):
    spool = tmp_path / "spool.db"
    with running() as before:
        before.open(spool)
        before.keep(1, 0, 5)

    with running([program("fiu-run", "fiu-utils"), "-x", "-c", fault]) as desk:
        desk.open(spool)
        desk.keep(2, 0, 40)

    assert desk.refused, "no sync failed"
    assert {told for told in desk.refused.values() if not SAYS_WHY.match(told)} == set()
    waits = what_waits(spool)
    assert [text for text in waits if text not in desk.refused] == before.saved + desk.saved
    assert len(waits) == len(set(waits))
