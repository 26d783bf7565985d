import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from screenpop.ports.record import SpoolState
from screenpop.storage.spool.spool import Spool
from tests.faults.desk import Desk, shared_record
from tests.faults.how_many import POWER_CUTS
from tests.faults.power import journals
from tests.faults.power.disk import Cache, Disk, Step, steps
from tests.faults.shared import Outcome, found_file, shared_file
from tests.faults.spools import what_waits

CALLS = 40


@dataclass(frozen=True)
class Cut:
    """A moment at which the power failed: what was said to be saved until then, and what the disk holds."""

    what: str
    saved: Sequence[str]
    files: dict[str, bytes]


def cuts(journal: Path, number: int, there: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[Cut]:
    """Cuts at random moments, every other one right after something was said to be saved.

    Each is told with every cache: what `there` was before, and what the journal made of it.
    """
    chance = random.Random(20260331)
    done = list(steps(journal))
    said = [place for place, step in enumerate(done) if step.what == "a" and b"kept" in step.data]
    moments = sorted(
        chance.choice(said) + 1 if turn % 2 else chance.randrange(said[0], len(done))
        for turn in range(number)
    )
    disk, saved, place = Disk(there), [], 0
    for moment in moments:
        for step in done[place:moment]:
            saved += told(step)
            disk.do(step)
        place = moment
        for cache in Cache:
            yield Cut(f"{moment} of {len(done)}, {cache}", list(saved), disk.after_the_cut(cache, chance))


def told(step: Step) -> list[str]:
    lines = step.data.decode().splitlines() if step.what == "a" else []
    return [line.removeprefix("kept ") for line in lines if line.startswith("kept ")]


def boot(cut: Cut, folder: Path, at: Path) -> Path:
    """The folder as it is found."""
    at.mkdir(parents=True)
    for path, content in cut.files.items():
        found = at / Path(path).relative_to(folder)
        found.parent.mkdir(parents=True, exist_ok=True)
        found.write_bytes(content)
    return at


def journal_of(
    library: Path,
    tmp_path: Path,
    program: Sequence[str],
    commands: Sequence[Sequence[object]],
    fails: int = 0,
) -> Path:
    """What a desk wrote while it did such things, and so many of a hundred syncs failed."""
    asked = "".join(f"{json.dumps(command)}\n" for command in commands)
    journal = tmp_path / "journal"
    journals.run(library, [sys.executable, "-m", *program], tmp_path / "data", journal, asked, fails)
    return journal


def kept_by(library: Path, tmp_path: Path, program: Sequence[str], fails: int = 0) -> tuple[Path, Path]:
    """A desk's folder, and the journal of what it wrote."""
    folder = tmp_path / "data"
    folder.mkdir()
    commands = [["open", str(folder / "spool.db")], ["keep", 1, 0, CALLS], ["stop"]]
    return folder, journal_of(library, tmp_path, program, commands, fails)


def test_no_power_cut_loses_what_was_said_to_be_saved(library, tmp_path):
    folder, journal = kept_by(library, tmp_path, ["tests.faults.desk"])

    for number, cut in enumerate(cuts(journal, POWER_CUTS)):
        waits = what_waits(boot(cut, folder, tmp_path / f"cut {number}") / "spool.db")
        assert waits[: len(cut.saved)] == cut.saved, cut.what
        assert len(waits) <= len(cut.saved) + 1, cut.what
        assert not Spool(tmp_path / f"cut {number}" / "spool.db").damaged_files(), cut.what


def test_a_disk_whose_syncs_fail_before_the_power_does_loses_nothing_that_was_said_to_be_saved(
    library, tmp_path
):
    folder, journal = kept_by(library, tmp_path, ["tests.faults.desk"], fails=20)
    assert any(step.what == "f" for step in steps(journal))
    assert any(b"refused" in step.data for step in steps(journal) if step.what == "a")

    for number, cut in enumerate(cuts(journal, POWER_CUTS)):
        waits = what_waits(boot(cut, folder, tmp_path / f"cut {number}") / "spool.db")
        assert [text for text in waits if text in cut.saved] == cut.saved, cut.what


def test_no_power_cut_loses_or_doubles_what_is_on_its_way_to_the_shared_file(library, tmp_path, note):
    folder = tmp_path / "data"
    folder.mkdir()
    shared = shared_file(folder / "record.db")
    there = {shared.place: Path(shared.place).read_bytes()}
    journal = journal_of(
        library,
        tmp_path,
        ["tests.faults.desk"],
        [
            ["open", str(folder / "spool.db")],
            ["courier", shared.place, ""],
            *(
                [step, *more]
                for turn in range(4)
                for step, *more in (("keep", turn, 0, CALLS // 4), ("deliver", 30))
            ),
            ["keep", 9, 0, 5],
            ["stop"],
        ],
    )

    on_its_way = saved = 0
    for number, cut in enumerate(cuts(journal, POWER_CUTS, there)):
        found = boot(cut, folder, tmp_path / f"cut {number}")
        on_its_way += bool(what_waits(found / "spool.db"))
        saved += len(cut.saved)
        outcome = after_delivering(found)(cut.saved)
        assert (outcome.lost, outcome.doubled, outcome.in_order) == (frozenset(), frozenset(), True), cut.what
    assert on_its_way > POWER_CUTS
    note(
        f"{POWER_CUTS} power cuts with {len(Cache)} caches each, {saved} times an entry was saved by then: 0 lost"
    )


def after_delivering(folder: Path) -> Callable[[Sequence[str]], Outcome]:
    """Has a desk deliver what waits; gives what there is to compare with what was saved."""
    shared = found_file(folder / "record.db")
    desk = Desk(folder / "spool.db")
    desk.deliver_to(shared_record(shared.place, ""))
    try:
        assert desk.deliver(60) == SpoolState(0, None)
    finally:
        desk.stop()
    return shared.outcome


def lost_by(library: Path, tmp_path: Path, synchronous: str) -> int:
    """How many of all that was said to be saved at a few cuts are gone."""
    folder, journal = kept_by(library, tmp_path, ["tests.faults.power.careless", synchronous])
    lost = 0
    for number, cut in enumerate(cuts(journal, 5)):
        waits = what_waits(boot(cut, folder, tmp_path / f"cut {number}") / "spool.db")
        lost += len(set(cut.saved) - set(waits))
    return lost


@pytest.mark.parametrize("synchronous", ["OFF", "NORMAL"])
def test_the_power_cuts_would_show_a_loss(library, tmp_path, synchronous):
    assert lost_by(library, tmp_path, synchronous) > 0


def test_nothing_but_full_syncing_makes_the_difference(library, tmp_path):
    assert lost_by(library, tmp_path, "FULL") == 0
