"""Drafts: on the disk when `keep` returns, for their owner alone, and nothing holds up a new one."""

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from screenpop.errors import NotKept
from screenpop.ports.drafts import KeptDraft
from screenpop.promises import Intended
from screenpop.sentences import Sentence
from screenpop.storage.drafts import DRAFTS_FILE, DraftFile

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def draft(number: int = 1, note: str = "by Friday", minutes: int = 0) -> KeptDraft:
    return KeptDraft(UUID(int=number), NOON + timedelta(minutes=minutes), "Order", "", note)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / DRAFTS_FILE


@pytest.fixture
def told() -> list[Sentence]:
    return []


@pytest.fixture
def drafts(path: Path, told: list[Sentence]) -> Iterator[DraftFile]:
    file = DraftFile(path, told.append)
    yield file
    file.close()


def as_the_next_start_finds(path: Path) -> list[KeptDraft]:
    file = DraftFile(path)
    found = list(file.all())
    file.close()
    return found


def test_the_newest_of_each_call_is_there_at_the_next_start_the_newest_first(
    drafts: DraftFile, path: Path
) -> None:
    drafts.keep(draft(1, "by"))
    drafts.keep(draft(2, "<b>ąę</b> ' ; drop table\n\x00"))
    drafts.keep(draft(1, "by Friday", minutes=5))

    assert as_the_next_start_finds(path) == [
        draft(1, "by Friday", minutes=5),
        draft(2, "<b>ąę</b> ' ; drop table\n\x00"),
    ]


def test_a_follow_up_is_there_at_the_next_start_too(drafts: DraftFile, path: Path) -> None:
    intended = Intended(
        datetime(2026, 4, 3, 9, tzinfo=UTC), "send the price list", mine=False, call_back=False
    )
    drafts.keep(replace(draft(1, ""), disposition="", follow_up=intended))

    assert [found.follow_up for found in as_the_next_start_finds(path)] == [intended]


def test_what_is_dropped_or_emptied_is_gone_from_the_file_too(drafts: DraftFile, path: Path) -> None:
    drafts.keep(draft(1, "secret-one"))
    drafts.keep(draft(2, "secret-two"))
    drafts.drop(UUID(int=1))
    drafts.keep(KeptDraft(UUID(int=2), NOON, "", "", "  "))
    drafts.close()

    assert as_the_next_start_finds(path) == []
    assert not any(b"secret" in file.read_bytes() for file in path.parent.iterdir())


def test_nothing_is_made_for_nothing(drafts: DraftFile, path: Path) -> None:
    drafts.drop(UUID(int=1))
    assert list(drafts.all()) == []
    assert not path.exists()


def test_the_file_is_its_owner_s_alone(drafts: DraftFile, path: Path) -> None:
    drafts.keep(draft())
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_every_draft_is_committed_for_good(drafts: DraftFile) -> None:
    drafts.keep(draft())
    assert drafts._connection is not None
    assert drafts._connection.execute("pragma synchronous").fetchone() == (2,)
    assert drafts._connection.execute("pragma journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "damage", [b"this is no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_damaged_file_is_set_aside_and_told_and_the_next_draft_is_kept(
    drafts: DraftFile, path: Path, told: list[Sentence], damage: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage)

    drafts.keep(draft())

    assert as_the_next_start_finds(path) == [draft()]
    (aside,) = path.parent.glob(f"{DRAFTS_FILE}.damaged-*Z")
    assert aside.read_bytes() == damage
    assert [str(aside) in str(sentence) for sentence in told] == [True]


def test_a_file_of_another_layout_is_set_aside(drafts: DraftFile, path: Path, told: list[Sentence]) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("create table drafts (call text)")
    other.close()

    assert list(drafts.all()) == []
    assert len(told) == 1


def test_a_row_that_cannot_be_read_is_damage(drafts: DraftFile, path: Path, told: list[Sentence]) -> None:
    drafts.keep(draft())
    drafts.close()
    other = sqlite3.connect(path)
    other.execute("update drafts set call = 'no id'")
    other.commit()
    other.close()

    assert list(drafts.all()) == []
    assert len(told) == 1


def test_a_file_that_somebody_removes_is_made_again(drafts: DraftFile, path: Path) -> None:
    drafts.keep(draft(1))
    for file in path.parent.iterdir():
        file.unlink()
    drafts.keep(draft(2))

    assert as_the_next_start_finds(path) == [draft(2)]


def test_where_nothing_can_be_written_it_is_said(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    with pytest.raises(NotKept, match=r"drafts\.db"):
        DraftFile(path).keep(draft())
