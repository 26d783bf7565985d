"""What docs/hot-desks.md shows is read as it stands, and its commands are there."""

import re
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.parser import whole_parser
from screenpop.errors import SeatAsked
from screenpop.settings.model import SeatTable
from screenpop.settings.reading import read_settings
from screenpop.settings.seat_map import read_seat_map
from screenpop.settings.sitting import Sitting

PAGE = (Path(__file__).parents[2] / "docs" / "hot-desks.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
MACHINE_MAP, AGENTS, SHARED, TERMINAL_SERVER = BLOCKS


def read(folder: Path, block: str, sitting: Sitting) -> tuple[str, str, str]:
    """Agent, extension and record of somebody who sits somewhere."""
    listed = re.search(r"```\n(machine;.*?)```", PAGE, re.DOTALL)
    assert listed is not None
    for name in ("extensions.csv", "thin-clients.csv"):
        (folder / name).write_text(listed[1], encoding="utf-8")
    file = folder / "settings.toml"
    file.write_text(block.replace("/etc/screenpop/", f"{folder}/"), encoding="utf-8")
    settings = read_settings(file, all_kinds(), sitting=sitting)
    (line,) = settings.lines
    return settings.agent, str(line.extension), settings.record.database  # type: ignore[attr-defined] # a SIP line has one


@pytest.mark.parametrize("block", [MACHINE_MAP, TERMINAL_SERVER])
def test_a_computer_of_the_list_has_its_extension(tmp_path: Path, block: str) -> None:
    assert read(tmp_path, block, Sitting(machine="desk-14.office.example"))[1] == "114"
    assert read_seat_map(tmp_path / "extensions.csv", "machine")["desk-14"].username == "office-114"


def test_an_agent_of_the_settings_has_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "marek")

    assert read(tmp_path, AGENTS, Sitting())[:2] == ("marek", "102")


def test_a_shared_account_asks_and_has_each_agents_login(tmp_path: Path) -> None:
    with pytest.raises(SeatAsked) as error:
        read(tmp_path, SHARED, Sitting(machine="counter-2"))
    assert error.value.agents == ("Anna Wąs", "Marek Nowak")

    seat = read(tmp_path, SHARED, Sitting(agent="marek nowak", machine="counter-2"))
    assert seat == ("Marek Nowak", "121", "postgresql+psycopg://Marek%20Nowak@db.example/calls")


def test_every_key_of_the_seat_stands_on_the_page() -> None:
    assert [key for key in SeatTable.model_fields if f"`seat.{key}`" not in PAGE] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["watch", "--agent", "Anna Wąs"],
        ["--agent", "marek", "log", "list"],
        ["sign-out", "--in-a-call"],
        ["secret", "set", "line@114"],
        ["secret", "set", "record.NAME", "--agent", "NAME"],
        ["check", "--extension", "101"],
    ],
)
def test_the_commands_of_the_page_are_commands(arguments: list[str]) -> None:
    read = whole_parser().parse_args(arguments)

    assert read.module
    assert (read.sits, read.sits_at) != (None, None) or "secret" in arguments or "sign-out" in arguments
