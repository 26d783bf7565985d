"""Every command goes by the machine's policy, whichever file it is told to read; the demo's own settings do not."""

from argparse import Namespace
from pathlib import Path

import pytest

from screenpop.bootstrap.seat_memory import SeatMemory
from screenpop.commands import settings_of as module
from screenpop.errors import SeatAsked
from screenpop.settings.places import policy_file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "policy.toml").write_text('[lock.verification]\npolicy = "verify"\n')
    (tmp_path / "own.toml").write_text('region = "PL"\nagent = "anna"\n')
    monkeypatch.setattr(module, "policy_file", lambda: tmp_path / "policy.toml")
    return tmp_path / "own.toml"


def test_a_file_that_is_named_on_the_command_line_is_locked_too(file: Path) -> None:
    settings = module.settings_of(Namespace(config=str(file), sits=None, sits_at=None))

    assert settings.verification.policy == "verify"


def test_settings_that_the_program_made_itself_are_not(file: Path) -> None:
    assert module.read_own_settings(file).verification.policy == "show"


def test_the_policy_lies_where_only_an_administrator_writes() -> None:
    assert policy_file().is_absolute()
    assert policy_file().name == "policy.toml"


def test_a_command_is_about_whoever_has_signed_in_unless_it_names_another(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\ndata = "desk"\n[seat]\nagent = "ask"\nextension = "ask"\n')
    anna = module.settings_of(Namespace(config=str(file), sits="Anna", sits_at="101"))
    SeatMemory(anna.account).sign_in(anna)

    found = module.settings_of(Namespace(config=str(file), sits=None, sits_at=None))
    assert (found.agent, found.data, found.sitting) == ("Anna", anna.data, anna.sitting)
    with pytest.raises(SeatAsked):
        module.settings_of(Namespace(config=str(file), sits="Marek", sits_at=None))
    elsewhere = module.settings_of(Namespace(config=str(file), sits=None, sits_at="102"))
    assert elsewhere.sitting.extension == "102"
