"""A machine's policy: what it presets lies beneath the user's file, what it locks above it; every origin is known."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import ConfigurationError
from screenpop.settings.layers import Layer
from screenpop.settings.model import Settings
from screenpop.settings.places import policy_file
from screenpop.settings.reading import read_settings

OWN = """
region = "PL"
agent = "anna"
[line]
kind = "sip"
server = "pbx.example"
extension = "101"
[sources.crm]
kind = "sql"
url = "sqlite:///crm.db"
[departments.accounting]
source = "crm"
open_items = "select 1"
"""
Read = Callable[..., Settings]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(policy: str, own: str = OWN) -> Settings:
        file, machine = tmp_path / "settings.toml", tmp_path / "policy.toml"
        file.write_text(own)
        machine.write_text(policy)
        return read_settings(file, all_kinds(), policy=machine)

    return read


def layer_of(settings: Settings, *path: str | int) -> Layer | None:
    origin = settings.origins.of(path)
    return origin.layer if origin else None


def test_a_locked_value_counts_whatever_the_users_file_says(read: Read) -> None:
    settings = read('[lock.verification]\npolicy = "verify"\n', OWN + '[verification]\npolicy = "show"\n')

    assert settings.verification.policy == "verify"
    assert layer_of(settings, "verification", "policy") is Layer.LOCK
    assert settings.origins.lock_of(("verification", "policy")) is not None
    assert settings.origins.lock_of(("verification", "needed")) is None


@pytest.mark.parametrize("said", ["policy = 7", 'policy = "nonsense"', "policy = [1]", "policy = {}"])
def test_what_is_wrong_beneath_a_lock_is_no_error(read: Read, said: str) -> None:
    settings = read('[lock.verification]\npolicy = "verify"\n', OWN + f"[verification]\n{said}\n")

    assert settings.verification.policy == "verify"


@pytest.mark.parametrize("said", ["reveal = true", "reveal = {}", "reveal = { a = 1 }", "reveal = []"])
def test_a_locked_no_is_no_whatever_stands_in_its_place(read: Read, said: str) -> None:
    own = OWN + f'[verification]\nchecks = [{{ name = "born", ask = "When?" }}]\nneeded = 1\n{said}\n'
    settings = read('[lock.verification]\npolicy = "verify"\nreveal = false\n', own)

    assert not settings.verification.reveal


@pytest.mark.parametrize("own", [OWN, OWN + '[prospects]\nwebhook = "https://crm.example"\n'])
def test_a_policy_may_drop_a_table_of_the_file(read: Read, own: str) -> None:
    assert read("[lock]\nprospects = false\n", own).prospects is None


def test_no_table_in_the_place_of_a_locked_one_is_no_error(read: Read) -> None:
    settings = read('[lock.verification]\npolicy = "verify"\n', "verification = 3\n" + OWN)

    assert settings.verification.policy == "verify"


def test_a_policys_preset_counts_until_the_user_says_something_else(read: Read) -> None:
    policy = '[preset.window]\ntheme = "dark"\ncorner = "top-left"\n'
    settings = read(policy, OWN + '[window]\ntheme = "light"\n')

    assert (settings.window.theme, settings.window.corner) == ("light", "top-left")
    assert layer_of(settings, "window", "theme") is Layer.USER
    assert layer_of(settings, "window", "corner") is Layer.POLICY
    assert layer_of(settings, "window", "cards") is None


def test_a_shipped_preset_lies_beneath_all(read: Read, tmp_path: Path) -> None:
    (tmp_path / "erp.toml").write_text('[departments.sales]\nsource = "crm"\npurchases = "select 2"\n')
    settings = read('[preset]\npreset = "erp.toml"\n')

    assert list(settings.departments) == ["sales", "accounting"]
    origin = settings.origins.of(("departments", "sales", "purchases"))
    assert origin is not None
    assert (origin.layer, origin.named) == (Layer.PRESET, "erp.toml")


def test_a_lock_on_the_line_is_about_each_of_several(read: Read) -> None:
    lines = 'region = "PL"\n' + "".join(
        f'[[line]]\nkind = "sip"\nname = "{name}"\nserver = "mine"\nextension = "1"\n' for name in "ab"
    )
    settings = read('[lock.line]\nserver = "pbx.example"\ntransport = "tls"\n', lines)

    assert [line.server for line in settings.lines] == ["pbx.example"] * 2  # type: ignore[attr-defined] # both are SIP
    assert layer_of(settings, "line", 1, "server") is Layer.LOCK
    assert layer_of(settings, "line", 1, "extension") is Layer.USER


def test_a_locked_department_of_another_source_keeps_none_of_the_users_questions(read: Read) -> None:
    settings = read(
        '[lock.sources.erp]\nkind = "sql"\nurl = "sqlite:///erp.db"\n'
        '[lock.departments.accounting]\nsource = "erp"\nopen_items = "select 9"\n',
        OWN + 'payments = "select 2"\n',
    )

    accounting = settings.departments["accounting"]
    assert (accounting.source, accounting.payments) == ("erp", None)  # type: ignore[attr-defined] # accounting's own


@pytest.mark.parametrize("name", ["accounting", "sales"])
def test_a_department_that_a_policy_drops_is_not_there_whether_or_not_the_user_wants_it(
    read: Read, name: str
) -> None:
    settings = read(f"[lock.departments]\n{name} = false\n")

    assert name not in settings.departments
    assert layer_of(settings, "departments", name) is Layer.LOCK


def test_a_policy_may_drop_departments_and_sources_where_nobody_has_any(read: Read) -> None:
    own = 'region = "PL"\n'
    settings = read("[lock.departments]\ncredit = false\n[lock.sources]\nledger = false\n", own)

    assert not settings.departments
    assert not settings.sources


def test_a_line_of_a_locked_kind_keeps_nothing_of_another_kind_but_where_it_rings(read: Read) -> None:
    lock = '[lock.line]\nkind = "ami"\nserver = "pbx.example"\nusername = "screenpop"\n'
    settings = read(
        lock, OWN.replace('extension = "101"', 'extension = "101"\ntransport = "tls"\nmode = "contact"')
    )

    (line,) = settings.lines
    assert (line.kind, line.server, line.extension) == ("ami", "pbx.example", "101")  # type: ignore[attr-defined] # AMI's own
    assert layer_of(settings, "line", "extension") is Layer.USER
    assert layer_of(settings, "line", "server") is Layer.LOCK


def test_several_lines_of_a_locked_kind_keep_their_names(read: Read) -> None:
    lines = 'region = "PL"\n' + "".join(
        f'[[line]]\nkind = "sip"\nname = "{name}"\nserver = "mine"\nextension = "{name}"\n' for name in "12"
    )
    settings = read('[lock.line]\nkind = "simulator"\n', lines)

    assert [(line.kind, line.name) for line in settings.lines] == [("simulator", "1"), ("simulator", "2")]


@pytest.mark.parametrize(
    ("own", "locked"),
    [
        ('file = "mine.csv"', 'source = "crm"\ncontacts = "select 1"'),
        ('source = "crm"\ncontacts = "select 1"', 'file = "/srv/people.csv"'),
    ],
)
def test_a_locked_directory_has_either_a_source_or_a_file_whichever_the_user_has(
    read: Read, own: str, locked: str
) -> None:
    settings = read(f"[lock.directory]\n{locked}\n", f"{OWN}[directory]\n{own}\n")

    assert settings.directory is not None
    assert bool(settings.directory.source) == ("source" in locked)


def test_a_locked_source_of_another_kind_keeps_nothing_of_the_users(read: Read) -> None:
    own = OWN.replace(
        'kind = "sql"\nurl = "sqlite:///crm.db"', 'kind = "rest"\nurl = "https://x.example"\nproxy = ""'
    )
    settings = read('[lock.sources.crm]\nkind = "sql"\nurl = "sqlite:///erp.db"\n', own)

    assert settings.sources["crm"].kind == "sql"


def test_a_table_that_only_a_policy_has_is_locked_key_by_key(read: Read) -> None:
    settings = read('[lock.window]\ntheme = "dark"\n')

    assert settings.origins.lock_of(("window", "theme")) is not None
    assert settings.origins.lock_of(("window", "corner")) is None


def test_a_locked_list_is_locked_whole(read: Read) -> None:
    policy = '[[lock.called]]\nqueues = ["sales"]\nlabel = "Sales"\n'
    settings = read(policy, OWN + '[[called]]\nqueues = ["mine"]\n')

    assert [table.label for table in settings.called] == ["Sales"]
    assert layer_of(settings, "called", 0, "label") is Layer.LOCK


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ('[lock.verification]\npolicy = "x"\n', "“verification.policy”: it must be one of"),
        ('[lock.window]\nthem = "dark"\n', "“window.them”: there is no such key"),
        ("[locked.window]\n", "“locked”: a policy has the tables"),
        ("lock = 3\n", "“lock”: a policy has the tables"),
        ("lock = \n", "is not valid TOML"),
        ('[lock]\npreset = "sap"\n', "there is no preset “sap”"),
    ],
)
def test_a_policy_that_cannot_work_stops_the_program_and_is_named(
    read: Read, tmp_path: Path, policy: str, told: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(policy)

    assert str(tmp_path / "policy.toml") in str(refused.value)
    assert told in str(refused.value)


def test_a_policy_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(OWN)
    (tmp_path / "policy.toml").mkdir()

    with pytest.raises(ConfigurationError, match=r"policy\.toml cannot be read"):
        read_settings(tmp_path / "settings.toml", all_kinds(), policy=tmp_path / "policy.toml")


def test_without_a_policy_the_users_file_counts(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(OWN)

    settings = read_settings(tmp_path / "settings.toml", all_kinds(), policy=tmp_path / "none.toml")

    assert settings.verification.policy == "show"


def test_no_environment_variable_leads_to_the_policy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = policy_file()
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "HOME", "PROGRAMDATA"):
        monkeypatch.setenv(name, str(tmp_path))

    assert policy_file() == before
