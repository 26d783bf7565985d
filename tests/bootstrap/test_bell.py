"""The bell: commands reach the program of their data folder, and no other."""

import json
import os
import stat
import threading
from collections.abc import Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from screenpop.bootstrap import bell
from screenpop.bootstrap.bell import Bell
from screenpop.errors import AlreadyRunning, LineUnreachable
from screenpop.sentences import say


@pytest.fixture
def heard() -> list[object]:
    return []


@pytest.fixture
def ringing(tmp_path: Path, heard: list[object]) -> Iterator[Bell]:
    hung = Bell(tmp_path, {"ring": heard.append})
    hung.start()
    yield hung
    hung.stop()


@pytest.mark.usefixtures("ringing")
def test_a_wish_is_brought_and_answered_when_it_is_fulfilled(tmp_path: Path, heard: list[object]) -> None:
    assert bell.ask(tmp_path, "ring", {"number": "+48225550123"}) == {}
    assert heard == [{"number": "+48225550123"}]


def test_nobody_answers_where_no_program_runs(tmp_path: Path) -> None:
    assert bell.ask(tmp_path, "ring", {"number": "1"}) is None


def test_a_program_that_was_killed_leaves_nothing_in_the_way(tmp_path: Path, heard: list[object]) -> None:
    Path(bell.address(tmp_path)).touch()
    hung = Bell(tmp_path, {"ring": heard.append})
    hung.start()
    assert bell.ask(tmp_path, "ring", {"number": "1"}) == {}
    hung.stop()
    assert bell.ask(tmp_path, "ring", {"number": "1"}) is None


@pytest.mark.usefixtures("ringing")
def test_a_second_program_for_the_same_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AlreadyRunning, match="running already"):
        Bell(tmp_path, {}).start()


@pytest.mark.usefixtures("ringing")
def test_only_this_user_can_ring(tmp_path: Path) -> None:
    assert stat.S_IMODE(Path(bell.address(tmp_path)).stat().st_mode) == 0o600


def test_a_folder_with_a_long_path_has_a_bell_too(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    hung = Bell(deep, {"ring": lambda _: None})
    hung.start()
    assert bell.ask(deep, "ring", {}) == {}
    hung.stop()


def test_what_goes_wrong_is_told_to_who_rang(tmp_path: Path) -> None:
    def refuse(_: object) -> None:
        raise LineUnreachable(say("the simulated line did not come up"))

    hung = Bell(tmp_path, {"ring": refuse})
    hung.start()
    assert bell.ask(tmp_path, "ring", {}) == {"error": "the simulated line did not come up"}
    hung.stop()


def test_two_may_ring_at_the_same_time(tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=3)
    hung = Bell(tmp_path, {"ring": lambda _: both.wait() and None})
    hung.start()
    other = threading.Thread(target=bell.ask, args=(tmp_path, "ring", {}))
    other.start()
    assert bell.ask(tmp_path, "ring", {}) == {}
    other.join()
    hung.stop()


def test_nobody_answers_where_the_data_folder_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").touch()

    assert bell.ask(tmp_path / "data", "ring", {"number": "1"}) is None


def test_a_folder_that_can_hold_no_socket_is_no_reason_to_miss_calls(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (Path(bell.address(tmp_path)) / "in the way").mkdir(parents=True)
    hung = Bell(tmp_path, {})

    hung.start()
    hung.stop()

    assert "screenpop ring" in caplog.text


@pytest.mark.parametrize("wished", [{"number": "1"}, ["no", "call"], "+48"])
def test_a_call_that_went_wrong_is_not_taken_for_one_that_ended(tmp_path: Path, wished: object) -> None:
    def fulfil(wish: object) -> None:
        raise KeyError(wish)

    hung = Bell(tmp_path, {"ring": fulfil})
    hung.start()
    assert bell.ask(tmp_path, "ring", wished) == {"error": "internal error"}
    hung.stop()


def test_each_wish_goes_to_who_fulfils_it_and_brings_back_what_they_reply(tmp_path: Path) -> None:
    hung = Bell(tmp_path, {"ring": lambda _: None, "count": lambda wished: {"counted": len(wished)}})
    hung.start()
    assert bell.ask(tmp_path, "count", "four") == {"counted": 4}
    assert bell.ask(tmp_path, "ring", None) == {}
    hung.stop()


@pytest.mark.usefixtures("ringing")
@pytest.mark.parametrize("raw", [b"[]", b"{}", b'"ring"', b'{"dance": 1}', b"null"])
def test_a_wish_that_nobody_knows_is_told_to_be_another_version_s(
    tmp_path: Path, heard: list[object], raw: bytes
) -> None:
    with Client(bell.address(tmp_path)) as visitor:
        visitor.send_bytes(raw)
        assert "another version" in json.loads(visitor.recv_bytes())["error"]
    assert heard == []


def test_of_two_that_start_at_the_same_moment_one_has_the_folder(tmp_path: Path) -> None:
    both = threading.Barrier(8, timeout=5)
    bells = [Bell(tmp_path, {"who": lambda _, number=number: {"number": number}}) for number in range(8)]
    hung: list[int] = []

    def start(number: int) -> None:
        both.wait()
        try:
            bells[number].start()
        except AlreadyRunning:
            return
        hung.append(number)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(hung) == 1
    assert bell.ask(tmp_path, "who", None) == {"number": hung[0]}
    bells[hung[0]].stop()


@pytest.mark.parametrize("foreign", ["open to all", "a link", "a file"])
def test_a_bell_that_somebody_else_may_have_hung_up_is_neither_rung_nor_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, foreign: str
) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    folder = tmp_path / f"screenpop-{os.getuid()}"
    monkeypatch.setattr(bell, "_short_folder", lambda: folder)
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    match foreign:
        case "a link":
            folder.symlink_to(theirs)
        case "a file":
            folder.touch()
        case _:
            folder.mkdir()
            folder.chmod(0o777)
    rung: list[object] = []
    stranger = Bell(theirs, {"ring": rung.append})
    stranger._address = str(theirs / Path(bell.address(deep)).name)
    stranger.start()

    hung = Bell(deep, {"ring": lambda _: None})
    hung.start()

    assert "will not be heard" in caplog.text
    assert bell.ask(deep, "ring", {"number": "1"}) is None
    assert not bell.is_answered(bell.address(deep))
    assert rung == []
    hung.stop()
    stranger.stop()


def test_a_long_path_has_its_bell_where_only_this_user_comes(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    hung = Bell(deep, {"ring": lambda _: None})
    hung.start()

    folder = Path(bell.address(deep)).parent
    assert (folder.stat().st_uid, stat.S_IMODE(folder.stat().st_mode)) == (os.getuid(), 0o700)
    hung.stop()
