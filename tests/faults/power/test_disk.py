import random
import sys

from tests.faults.power import journals
from tests.faults.power.disk import Cache, Disk, Step, steps

WRITER = """
import os, sqlite3, sys
folder = sys.argv[1]
file = sqlite3.connect(folder + "/plain.db", isolation_level=None)
file.execute("pragma journal_mode = wal")
file.execute("create table notes (text)")
for number in range(300):
    file.execute("insert into notes values (?)", (str(number) * 300,))
    os.write(1, b"%d\\n" % number)
os.write(os.open(folder + "/other", os.O_CREAT | os.O_WRONLY), b"one")
os.replace(folder + "/other", folder + "/renamed")
os._exit(0)
"""
"""Ends without closing, so that the write-ahead log stays."""


def step(what: str, path: str = "/d/file", data: bytes = b"", offset: int = 0) -> Step:
    return Step(what, path, offset, data)


def after(*done: Step, cache: Cache = Cache.LOST, seed: int = 0) -> dict[str, bytes]:
    disk = Disk()
    for each in done:
        disk.do(each)
    return disk.after_the_cut(cache, random.Random(seed))


def test_the_journal_tells_all_that_reached_the_files(library, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()

    said = journals.run(library, [sys.executable, "-c", WRITER, folder], folder, tmp_path / "journal")

    disk = Disk()
    told = b""
    for each in steps(tmp_path / "journal"):
        disk.do(each)
        told += each.data if each.what == "a" else b""
    there = {str(path): path.read_bytes() for path in folder.iterdir() if not path.name.endswith("-shm")}
    assert disk.now() == there
    assert len(there) == 3
    assert told.decode() == said


def test_what_was_synced_is_there_after_a_power_cut_and_nothing_else():
    born = [step("c"), step("s", "/d")]

    assert after(*born, step("w", data=b"one"), step("s"), step("w", data=b"two", offset=3)) == {
        "/d/file": b"one"
    }
    assert after(*born, step("w", data=b"one"), step("s"), step("t", offset=1)) == {"/d/file": b"one"}
    assert after(*born, step("w", data=b"one"), step("t", offset=1), step("s")) == {"/d/file": b"o"}


def test_a_name_lasts_once_its_folder_was_synced():
    assert after(step("c"), step("w", data=b"one"), step("s")) == {}
    assert after(step("c"), step("s", "/d"), step("u")) == {"/d/file": b""}
    assert after(step("c"), step("s", "/d"), step("u"), step("s", "/d")) == {}
    renamed = [
        step("c", "/d/new"),
        step("w", "/d/new", b"one"),
        step("s", "/d/new"),
        step("r", "/d/new", b"/d/file"),
    ]
    assert after(*renamed, step("s", "/d")) == {"/d/file": b"one"}


def test_a_disk_may_keep_any_of_the_writes_or_of_their_sectors():
    done = [step("c"), step("s", "/d"), step("w", data=b"a" * 600), step("w", data=b"b" * 600, offset=600)]

    writes = {after(*done, cache=Cache.SOME_WRITES, seed=seed)["/d/file"] for seed in range(40)}
    torn = {after(*done, cache=Cache.TORN, seed=seed)["/d/file"] for seed in range(200)}

    assert writes == {b"", b"a" * 600, bytes(600) + b"b" * 600, b"a" * 600 + b"b" * 600}
    assert b"a" * 512 + bytes(88) + b"b" * 424 in torn
