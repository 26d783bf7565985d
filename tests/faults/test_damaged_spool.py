import random
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from screenpop.errors import RecordUnavailable
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import started, wrapped_up

CALLS = 60
FLIPS = 50
PAGE = 4096
LOG_HEAD, LOG_HEAD_OF_A_PAGE = 32, 24


@dataclass(frozen=True)
class Found:
    """What a program makes of a spool that it finds."""

    ids: tuple[str, ...]
    told: bool


def fill(spool: Spool) -> Sequence[str]:
    """What it is like after a morning without the database; what it holds, in order."""
    ids = []
    for number in range(CALLS):
        call = started(f"call-{number}")
        note = wrapped_up(call.id, f"note {number} " + "ź" * (37 * number % 900))
        for entry in (call, note):
            spool.keep(entry)
            ids.append(str(entry.id))
    gone = [each.place for each in spool.next(20)]
    spool.delivered(gone)
    return ids[len(gone) :]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Sequence[str]]:
    """A spool that was closed: one file."""
    path = tmp_path_factory.mktemp("closed") / "spool.db"
    with closing(Spool(path)) as spool:
        ids = fill(spool)
    assert not log_of(path).exists()
    return path.read_bytes(), ids


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, Sequence[str]]:
    """A spool whose program was killed: the file and SQLite's write-ahead log."""
    path = tmp_path_factory.mktemp("killed") / "spool.db"
    with closing(Spool(path)) as spool:
        ids = fill(spool)
        return path.read_bytes(), log_of(path).read_bytes(), ids


@pytest.fixture
def look(tmp_path: Path) -> Callable[[str, bytes, bytes, Sequence[str]], Found]:
    """Have the program open such files, and see that nothing is silently gone."""

    def look(what: str, file: bytes, log: bytes, ids: Sequence[str]) -> Found:
        path = tmp_path / what / "spool.db"
        path.parent.mkdir()
        path.write_bytes(file)
        if log:
            log_of(path).write_bytes(log)
        after = found(path)
        whole = after.ids == tuple(ids)
        assert whole or after.told, f"{what}: {len(ids) - len(after.ids)} of {len(ids)} gone, nobody says so"
        assert set(after.ids) <= set(ids), f"{what}: entries that nobody kept"
        assert [each for each in ids if each in after.ids] == list(after.ids), (
            f"{what}: out of order, or doubled"
        )
        return after

    return look


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def found(path: Path) -> Found:
    """Open it as the program does at its start, and read what waits."""
    ids: list[str] = []
    with closing(Spool(path)) as spool:
        try:
            spool.open()
            while waiting := spool.next(50):
                ids += [str(each.entry.id) for each in waiting]
                spool.delivered([each.place for each in waiting])
            state = spool.state()
        except RecordUnavailable:
            return Found(tuple(ids), told=True)
        return Found(tuple(ids), told=bool(state.trouble or state.set_aside or spool.damaged_files()))


def flipped(content: bytes, byte: int, bit: int) -> bytes:
    changed = bytearray(content)
    changed[byte] ^= 1 << bit
    return bytes(changed)


def test_a_spool_cut_off_at_any_page_is_read_whole_or_says_what_is_wrong(closed, look):
    file, ids = closed
    assert len(file) > 10 * PAGE

    told = [look(f"cut at {end}", file[:end], b"", ids).told for end in range(0, len(file), PAGE)]

    assert all(told)
    assert not look("whole", file, b"", ids).told


def test_a_bit_flipped_anywhere_is_harmless_or_told(closed, look):
    file, ids = closed
    chance = random.Random(20260331)

    told = []
    for number in range(FLIPS):
        byte, bit = chance.randrange(len(file)), chance.randrange(8)
        told.append(look(f"{number}: bit {bit} of byte {byte}", flipped(file, byte, bit), b"", ids).told)

    assert any(told)


def test_what_a_flipped_bit_spares_is_still_delivered(closed, look):
    file, ids = closed
    text = file.index(b"note 40 ")

    after = look("one note", flipped(file, text, 2), b"", ids)

    assert len(after.ids) == len(ids) - 1
    assert after.told


def test_a_log_of_a_killed_program_that_is_cut_off_or_flipped_takes_nothing_along(killed, look):
    file, log, ids = killed
    chance = random.Random(20260331)
    assert log

    for end in (0, *range(LOG_HEAD, len(log) + 1, LOG_HEAD_OF_A_PAGE + PAGE)):
        look(f"cut at {end}", file, log[:end], ids)
    for number in range(FLIPS):
        byte, bit = chance.randrange(len(log)), chance.randrange(8)
        look(f"{number}: bit {bit} of byte {byte}", file, flipped(log, byte, bit), ids)


def test_a_damaged_spool_goes_on_taking_entries(closed, tmp_path):
    file, _ = closed
    path = tmp_path / "spool.db"
    path.write_bytes(file[: len(file) // 2 // PAGE * PAGE])
    call = started("after the damage")

    with closing(Spool(path)) as spool:
        spool.keep(call)

        assert call in [each.entry for each in spool.next(1_000)]
        assert spool.state().trouble is not None
    assert [each.stat().st_size for each in Spool(path).damaged_files()] == [len(file) // 2 // PAGE * PAGE]
