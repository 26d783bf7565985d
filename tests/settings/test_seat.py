"""Who sits here and which extension rings is known before a line's kind looks at its table, whatever told it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError, SeatAsked, SeatUnknown
from screenpop.settings.draft import Draft
from screenpop.settings.layers import Layer
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings
from screenpop.settings.seat import agent_folder
from screenpop.settings.seat_machine import machine_name
from screenpop.settings.sitting import Sitting

TOP = 'region = "PL"\nagent = "anna"\ndata = "desk"\n'
LINE = '[line]\nkind = "sip"\nserver = "pbx.example"\n'
TWO_LINES = """
[[line]]
kind = "sip"
name = "watch"
server = "pbx.example"
[[line]]
kind = "sip"
name = "hunt"
server = "pbx.example"
extension = "900"
"""
Read = Callable[..., Settings]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(seat: str, sitting: Sitting | None = None, *, lines: str = LINE, top: str = TOP) -> Settings:
        file = tmp_path / "settings.toml"
        file.write_text(f"{top}[seat]\n{seat}\n{lines}", encoding="utf-8")
        return read_settings(file, all_kinds(), sitting=sitting)

    return read


def extension_of(settings: Settings, place: int = 0) -> str:
    return str(settings.lines[place].extension)  # type: ignore[attr-defined] # a SIP line has one


def test_a_computer_has_its_extension_by_the_settings(read: Read, tmp_path: Path) -> None:
    settings = read(f'extension = "machine"\nmachines = {{ "{machine_name().upper()}" = "114" }}')

    assert extension_of(settings) == "114"
    origin = settings.origins.of(("line", "extension"))
    assert origin is not None
    assert origin.layer is Layer.SEAT
    assert origin.named == str(tmp_path / "settings.toml")
    assert settings.agent == "anna"
    assert settings.data == settings.account == tmp_path / "desk"


def test_the_list_lies_on_the_tables_and_may_name_another_account(read: Read, tmp_path: Path) -> None:
    (tmp_path / "seats.csv").write_text("machine;extension;username\ndesk-14;120;office-120\n")
    seat = 'extension = "machine"\nmap = "seats.csv"\nmachines = { desk-14 = "114", desk-15 = "115" }'

    mapped, tabled = (read(seat, Sitting(machine=f"DESK-{each}.example")) for each in (14, 15))

    assert extension_of(mapped) == "120"
    assert mapped.lines[0].username == "office-120"  # type: ignore[attr-defined] # a SIP line has one
    origin = mapped.origins.of(("line", "extension"))
    assert origin is not None
    assert origin.named == str(tmp_path / "seats.csv")
    assert extension_of(tabled) == "115"


def test_an_agent_takes_the_extension_along(read: Read) -> None:
    settings = read('extension = "agent"\nagents = { Anna = "101", marek = "102" }')

    assert extension_of(settings) == "101"


def test_each_of_several_lines_without_an_extension_gets_it(read: Read) -> None:
    settings = read('extension = "agent"\nagents = { anna = "101" }', lines=TWO_LINES)

    assert [extension_of(settings, place) for place in (0, 1)] == ["101", "900"]


def test_the_only_line_takes_the_seats_extension_for_its_own(read: Read) -> None:
    settings = read('extension = "agent"\nagents = { anna = "101" }', lines=LINE + 'extension = "900"\n')

    assert extension_of(settings) == "101"


def test_a_line_that_a_policy_has_locked_keeps_its_extension(read: Read, tmp_path: Path) -> None:
    read('extension = "agent"\nagents = { anna = "101" }')
    policy = tmp_path / "policy.toml"
    policy.write_text('[lock.line]\nextension = "700"\n')

    settings = read_settings(tmp_path / "settings.toml", all_kinds(), policy=policy)

    assert extension_of(settings) == "700"


@pytest.mark.parametrize(
    ("seat", "told"),
    [
        (
            'extension = "machine"\nmachines = { other = "1" }',
            r"called “desk-9”.*settings\.toml has no extension",
        ),
        (
            'extension = "machine"\nmap = "seats.csv"',
            r"called “desk-9”.*seats\.csv has no extension.*administrator",
        ),
        (
            'extension = "agent"\nagents = { marek = "1" }',
            r"settings\.toml has no extension for the agent “anna”",
        ),
        ('extension = "agent"\nmap = "agents.csv"', r"agents\.csv has no extension for the agent “anna”"),
    ],
)
def test_who_stands_in_no_list_is_told_with_name_and_list(
    read: Read, tmp_path: Path, seat: str, told: str
) -> None:
    (tmp_path / "seats.csv").write_text("machine,extension\ndesk-1,101\n")
    (tmp_path / "agents.csv").write_text("agent,extension\nmarek,101\n")

    with pytest.raises(SeatUnknown, match=told):
        read(seat, Sitting(machine="desk-9"))


@pytest.mark.parametrize("part", ["preset", "lock"])
def test_a_list_of_the_policy_is_named_and_not_the_users_file(tmp_path: Path, part: str) -> None:
    file, policy = tmp_path / "settings.toml", tmp_path / "policy.toml"
    file.write_text(f"{TOP}{LINE}", encoding="utf-8")
    policy.write_text(f'[{part}.seat]\nextension = "machine"\nmachines = {{ desk-1 = "101" }}\n')

    with pytest.raises(SeatUnknown, match=r"called “desk-9”, and .*policy\.toml has no extension"):
        read_settings(file, all_kinds(), policy=policy, sitting=Sitting(machine="desk-9"))


def test_all_that_must_be_asked_is_asked_at_once(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SeatAsked, match="--agent NAME --extension N") as error:
        read('agent = "ask"\nextension = "ask"')

    asked = error.value
    assert (asked.agent, asked.extension, asked.agents) == (True, True, ())
    assert asked.account == tmp_path / "desk"

    with pytest.raises(SeatAsked) as error:
        read('agent = "ask"\nextension = "ask"', Sitting(agent="anna"))
    assert (error.value.agent, error.value.extension) == (False, True)


def test_only_agents_whom_the_site_lists_are_told_to_who_signs_in(read: Read, tmp_path: Path) -> None:
    (tmp_path / "agents.csv").write_text("agent,extension\nmarek,101\n")

    with pytest.raises(SeatAsked) as error:
        read('agent = "ask"\nextension = "agent"\nmap = "agents.csv"')
    assert error.value.agents == ()

    with pytest.raises(SeatAsked) as error:
        read('agent = "ask"\nagents = { "Anna Wąs" = "", "Marek Nowak" = "" }')
    assert error.value.agents == ("Anna Wąs", "Marek Nowak")


def test_who_signs_in_is_called_as_the_list_calls_them(read: Read) -> None:
    seat = 'agent = "ask"\nextension = "agent"\nagents = { "Anna Wąs" = "101" }'

    settings = read(seat, Sitting(agent="  anna   wĄS "))

    assert settings.agent == "Anna Wąs"
    assert extension_of(settings) == "101"
    with pytest.raises(SeatUnknown, match="“Nobody” is not among the agents") as error:
        read(seat, Sitting(agent="Nobody"))
    assert error.value.whose == "agent"


def test_agents_of_one_account_share_the_record_and_nothing_else(read: Read, tmp_path: Path) -> None:
    seat = 'agent = "ask"\nextension = "ask"'
    anna, marek = (read(seat, Sitting(agent=name, extension="101")) for name in ("Anna", "Marek"))

    assert anna.data != marek.data
    assert anna.data.parent == marek.data.parent == tmp_path / "desk" / "agents"
    assert anna.account == tmp_path / "desk"
    assert anna.record.database == marek.record.database == str(tmp_path / "desk" / "record.db")
    again = read(seat, Sitting(agent="  anna ", extension="102"))
    assert again.data == anna.data


def test_a_record_that_the_settings_name_stays_where_it_is(read: Read) -> None:
    settings = read('agent = "ask"', Sitting(agent="Anna"), lines='[record]\ndatabase = "team.db"\n')

    assert settings.record.database == "team.db"


def test_a_login_of_the_record_follows_whoever_sits_here(read: Read) -> None:
    record = '[record]\ndatabase = "postgresql+psycopg://{agent}@db.example/calls"\n'

    shared = read('agent = "ask"', Sitting(agent="Anna Wąs/x@y"), lines=record)
    own = read("", lines=record)

    assert shared.record.database == "postgresql+psycopg://Anna%20W%C4%85s%2Fx%40y@db.example/calls"
    assert own.record.database == "postgresql+psycopg://anna@db.example/calls"


@pytest.mark.parametrize("name", ["..", "../../etc", "a/b", "C:\\x", "con", "ą", "🦊", "x" * 100, "a\u200db"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    folder = agent_folder(tmp_path, name)

    assert folder.parent == tmp_path / "agents"
    assert folder.name.isascii()
    assert set(folder.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(folder.name) <= 53


def test_names_that_look_alike_in_folders_have_folders_of_their_own(tmp_path: Path) -> None:
    names = ("anna ł", "anna ą", "anna-a", "anna/", "anna", "ann a")

    assert len({agent_folder(tmp_path, name) for name in names}) == len(names)


@pytest.mark.parametrize("name", ["x" * 101, "a\nb", "a\0b"])
def test_what_is_no_name_is_refused_beside_the_field(read: Read, name: str) -> None:
    with pytest.raises(SeatUnknown) as error:
        read('agent = "ask"', Sitting(agent=name.replace("\n", "\x07")), lines="")

    assert error.value.whose == "agent"


@pytest.mark.parametrize("extension", ["1 01", "101;", "ł", "1" * 33])
def test_what_is_no_extension_is_refused_beside_the_field(read: Read, extension: str) -> None:
    with pytest.raises(SeatUnknown) as error:
        read('extension = "ask"', Sitting(extension=extension))

    assert error.value.whose == "extension"


@pytest.mark.parametrize(
    ("seat", "sitting"),
    [("", Sitting(agent="marek")), ('extension = "line"', Sitting(extension="900"))],
)
def test_nobody_says_by_hand_what_the_settings_tell(read: Read, seat: str, sitting: Sitting) -> None:
    with pytest.raises(SeatUnknown, match="Nobody may say here"):
        read(seat, sitting, lines=LINE + 'extension = "101"\n')


def test_a_wrong_table_is_told_as_ever(read: Read) -> None:
    with pytest.raises(ConfigurationError, match=r"“seat\.agent”: it must be one of"):
        read('agent = "somebody"')
    with pytest.raises(ConfigurationError, match="“data”"):
        read('agent = "login"', top='region = "PL"\ndata = 7\n')


def test_settings_can_be_written_on_a_computer_where_nobody_sits(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SeatAsked):
        read('agent = "ask"\nextension = "ask"')

    draft = Draft(tmp_path / "settings.toml", all_kinds())
    draft.choose(("region",), "DE")

    assert draft.problems() == ()
    assert draft.save().region == "DE"
    assert "extension" not in (tmp_path / "settings.toml").read_text().split("[line]")[1]
