"""A settings file that works is read; one that cannot work is refused with file, key and what is allowed."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.parts import reader_of
from screenpop.called import Called
from screenpop.errors import ConfigurationError
from screenpop.settings.reading import read_settings

GOOD = """
region = "PL"
outside_line = "0"
agent = "anna"
data = "desk"

[line]
kind = "sip"
mode = "contact"
server = "127.0.0.1:5060"
extension = "101"
username = "101"

[directory]
source = "crm"
contacts = "select 1"

[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"

[departments.accounting]
source = "crm"
deadline = "500ms"
open_items = "select 1"
"""


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "settings.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_complete_file_is_read(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, GOOD), all_kinds())

    assert (settings.region, settings.outside_line, settings.agent) == ("PL", "0", "anna")
    assert settings.data == tmp_path / "desk"
    assert [line.kind for line in settings.lines] == ["sip"]
    assert settings.departments["accounting"].deadline == timedelta(milliseconds=500)
    assert settings.secrets.origin == "keyring"


def test_calls_out_go_to_the_system_and_get_no_card_unless_the_site_says_otherwise(tmp_path: Path) -> None:
    usual = read_settings(written(tmp_path, GOOD), all_kinds())
    assert (usual.dial.by, usual.dial.abroad, usual.pop.outgoing) == ("system", "", False)
    assert not usual.lines[0].may_dial

    said = GOOD.replace('username = "101"\n', 'username = "101"\ndial = true\n')
    said += '[dial]\nby = "line"\nabroad = "009"\n[pop]\noutgoing = true\n'
    other = read_settings(written(tmp_path, said), all_kinds())
    assert (other.dial.by, other.dial.abroad, other.pop.outgoing) == ("line", "009", True)
    assert other.lines[0].may_dial


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('[dial]\nby = "phone"\n', "“dial.by”: it must be one of 'line', 'system' or 'off'"),
        ('[dial]\nabroad = "+"\n', "“dial.abroad”"),
        ('[dial]\nthrough = "ami"\n', "“dial.through”: there is no such key"),
        ("[pop]\nincoming = true\n", "“pop.incoming”: there is no such key"),
    ],
)
def test_what_calling_out_cannot_be_is_refused(tmp_path: Path, table: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read_settings(written(tmp_path, GOOD + table), all_kinds())
    assert told in str(refused.value)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = written(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_settings(file, all_kinds()).agent == "anna"


def test_several_lines_have_names_of_their_own(tmp_path: Path) -> None:
    one = '[[line]]\nkind = "simulator"\nname = "{}"\n'
    two = 'region = "PL"\n' + one.format("a") + one.format("b")
    assert [line.name for line in read_settings(written(tmp_path, two), all_kinds()).lines] == ["a", "b"]

    with pytest.raises(ConfigurationError, match=r"line\.name.*a name of its own"):
        read_settings(written(tmp_path, 'region = "PL"\n' + one.format("a") * 2), all_kinds())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('region = "PL"', ""), "“region”: it is missing"),
        (('region = "PL"', 'region = "Poland"'), "“region”"),
        (('agent = "anna"', 'agnet = "anna"'), "“agnet”: there is no such key; allowed are region"),
        (('kind = "sip"', 'kind = "isdn"'), "“line.kind”: it must be one of sip"),
        (('mode = "contact"', 'mode = "listen"'), "“line.mode”: it must be one of"),
        (('mode = "contact"', 'password = "x"'), "screenpop secret set"),
        (('server = "127.0.0.1:5060"', 'server = "pbx:99999"'), "“line.server”"),
        (('deadline = "500ms"', 'deadline = "-2s"'), "“departments.accounting.deadline”"),
        (('deadline = "500ms"', 'deadline = "0s"'), "“departments.accounting.deadline”"),
        (('deadline = "500ms"', 'deadline = "99999999999d"'), "“departments.accounting.deadline”"),
        (('contacts = "select 1"', 'contacts = "select 1"\ndeadline = "0s"'), "“directory.deadline”"),
        (('open_items = "select 1"', ""), "“departments.accounting.open_items”: it is missing"),
        (
            ('[departments.accounting]\nsource = "crm"', '[departments.accounting]\nsource = "erp"'),
            "no source “erp”",
        ),
        (("[departments.accounting]", "[departments.gardening]"), "there is no such department"),
        (('agent = "anna"', 'agent = "anna'), "is not valid TOML"),
        (('agent = "anna"', 'agent = "anna"\nagent = "eva"'), "is not valid TOML"),
        (('agent = "anna"', "agent = 7"), "“agent”"),
    ],
)
def test_what_cannot_work_is_refused_with_the_key(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    assert change[0] in GOOD
    file = written(tmp_path, GOOD.replace(*change, 1))

    with pytest.raises(ConfigurationError) as refused:
        read_settings(file, all_kinds())

    assert str(file) in str(refused.value)
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "rubbish",
    [b"\x00" * 100, b"a = " + b"[" * 100_000, b"\xff\xfe", b"x = 1\n" * 400_000, b"a.b.c = 1\na.b = 2"],
    ids=["NUL", "nested", "not UTF-8", "too large", "contradiction"],
)
def test_rubbish_is_refused_in_one_line(tmp_path: Path, rubbish: bytes) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read_settings(written(tmp_path, rubbish), all_kinds())
    assert "\n" not in str(refused.value)


def test_a_home_that_nobody_has_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="~nobody-of-that-name/desk cannot be made"):
        read_settings(written(tmp_path, GOOD.replace('"desk"', '"~nobody-of-that-name/desk"')), all_kinds())


def test_an_agent_whom_the_system_cannot_name_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", Mock(side_effect=KeyError("uid not found")))

    with pytest.raises(ConfigurationError, match="“agent”: it is missing"):
        read_settings(written(tmp_path, GOOD.replace('agent = "anna"', "")), all_kinds())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"no settings file .*nowhere\.toml"):
        read_settings(tmp_path / "nowhere.toml", all_kinds())


def test_a_password_in_the_file_is_not_repeated(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD.replace('mode = "contact"', 'password = "hunter2"', 1))
    with pytest.raises(ConfigurationError) as refused:
        read_settings(file, all_kinds())
    assert "hunter2" not in str(refused.value)


def test_a_region_that_there_is_not_is_told_with_file_and_key(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD.replace('region = "PL"', 'region = "XX"'))
    with pytest.raises(ConfigurationError, match=r"settings\.toml, “region”: there is no region “XX”"):
        reader_of(read_settings(file, all_kinds()))


def test_a_number_of_ours_that_asks_a_department_that_is_not_there_is_refused(tmp_path: Path) -> None:
    called = '[[called]]\nnumbers = ["22 555 01 00"]\npanels = ["accounting", "acounting"]\n'
    with pytest.raises(
        ConfigurationError,
        match=r"“called\.0\.panels”: there is no department “acounting”; there are accounting",
    ):
        read_settings(written(tmp_path, GOOD + called), all_kinds())


def test_what_a_number_of_ours_means_is_read(tmp_path: Path) -> None:
    called = """
[[called]]
numbers = ["22 555 01 00"]
queues = ["Sales PL"]
label = "Brand A"
colour = "#0a7d3c"
panels = ["accounting"]
pop = "answer"
"""
    (table,) = read_settings(written(tmp_path, GOOD + called), all_kinds()).called

    meaning = Called(label="Brand A", colour="#0a7d3c", panels=("accounting",), pop="answer")
    assert table.meaning == meaning


def test_the_share_that_is_held_out_is_set_in_percent(tmp_path: Path) -> None:
    settings = read_settings(written(tmp_path, GOOD + "[offers]\nhold_out = 10\n"), all_kinds())

    assert settings.offers.policy.hold_out == 0.1
