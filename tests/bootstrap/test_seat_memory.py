"""An account remembers who signed in last and who is at work in which of its sessions, and nothing else."""

import json
import os
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.seat_memory import FILE, SeatMemory
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings
from screenpop.settings.sitting import Sitting


def memory_of(account: Path, machine: str = "desk-14", session: str = "desk-14 :0") -> SeatMemory:
    return SeatMemory(account, lambda: machine, lambda: session)


def seated(folder: Path, agent: str, extension: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text('region = "PL"\ndata = "desk"\n[seat]\nagent = "ask"\nextension = "ask"\n')
    return read_settings(file, all_kinds(), sitting=Sitting(agent=agent, extension=extension))


def test_the_last_agent_and_the_telephone_of_this_computer_are_offered(tmp_path: Path) -> None:
    settings = seated(tmp_path, "Anna", "101")
    memory_of(settings.account).sign_in(settings)

    assert memory_of(settings.account).offered() == Sitting(agent="Anna", extension="101")
    assert memory_of(settings.account, machine="desk-15").offered() == Sitting()


def test_who_is_at_work_is_known_by_session_until_they_sign_out(tmp_path: Path) -> None:
    anna, marek = seated(tmp_path, "Anna", "101"), seated(tmp_path, "Marek", "102")
    here, there = memory_of(anna.account), memory_of(anna.account, session="desk-14 :1")
    here.sign_in(anna)
    there.sign_in(marek)

    assert here.at_work() == Sitting(agent="Anna", extension="101")
    assert there.at_work() == Sitting(agent="Marek", extension="102")
    here.sign_out()
    assert here.at_work() is None
    assert there.at_work() == Sitting(agent="Marek", extension="102")
    assert "Anna" not in (anna.account / FILE).read_text()


def test_whoever_takes_a_crashed_programs_place_is_the_same_agent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = seated(tmp_path, "Anna", "101")
    memory_of(settings.account).sign_in(settings)

    assert memory_of(settings.account).comes_back()
    monkeypatch.setattr(os, "getppid", lambda: 1)
    assert not memory_of(settings.account).comes_back()


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b'{"last": 7, "agents": {"desk-14 :0": 7}}', b"\xff", b"[" * 20_000]
)
def test_a_file_that_makes_no_sense_offers_nothing(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / FILE).write_bytes(raw)
    memory = memory_of(tmp_path)

    assert memory.offered() == Sitting()
    assert memory.at_work() is None
    settings = seated(tmp_path, "Anna", "101")
    memory.sign_in(settings)
    assert json.loads((tmp_path / FILE).read_text())["last"] == {"desk-14": "Anna"}


def test_it_is_for_this_account_alone(tmp_path: Path) -> None:
    settings = seated(tmp_path, "Anna", "101")
    memory_of(settings.account).sign_in(settings)

    assert (settings.account / FILE).stat().st_mode & 0o777 == 0o600
    assert settings.account.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_keeps_nobody_from_signing_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = seated(tmp_path, "Anna", "101")
    (tmp_path / "desk").write_text("")

    memory_of(settings.account).sign_in(settings)

    assert "cannot be remembered" in caplog.text
