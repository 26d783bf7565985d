import getpass
import io
import sys

import pytest

from screenpop.commands.secret import run_secret
from screenpop.errors import ConfigurationError, MissingSecret
from screenpop.storage.keychain import EnvironmentSecrets
from tests.program import screenpop

CANARY = "kanarek-7f3a!ż"


class KeptSecrets:
    """A keyring in memory."""

    def __init__(self, **kept: str) -> None:
        self.kept = dict(kept)

    def get(self, name):
        return self.kept.get(name)

    def set(self, name, password):
        self.kept[name] = password

    def forget(self, name):
        return self.kept.pop(name, None) is not None


@pytest.fixture
def piped(monkeypatch):
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.fixture
def at_a_terminal(monkeypatch):
    def types(*passwords: str) -> None:
        typed = iter(passwords)
        terminal = io.StringIO("never read")
        terminal.isatty = lambda: True
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(getpass, "getpass", lambda prompt: next(typed))

    return types


@pytest.mark.parametrize("name", ["line", "line.Warsaw-2", "sources.ledger", "sources.erp_2"])
def test_a_piped_password_is_one_line_and_is_never_shown(piped, capsys, name):
    secrets = KeptSecrets()
    piped(f"{CANARY} with spaces \r\nanother line\n")

    assert run_secret("set", name, secrets) == 0

    assert secrets.kept == {name: f"{CANARY} with spaces "}
    told = capsys.readouterr()
    assert told.out == f"{name}: stored\n"
    assert CANARY not in told.out + told.err


def test_a_typed_password_is_typed_twice(at_a_terminal, capsys):
    secrets = KeptSecrets()
    at_a_terminal(CANARY, CANARY)

    assert run_secret("set", "line", secrets) == 0

    assert secrets.kept == {"line": CANARY}
    assert CANARY not in capsys.readouterr().out


def test_a_slip_of_the_finger_stores_nothing(at_a_terminal):
    secrets = KeptSecrets()
    at_a_terminal(CANARY, "kanarek")

    with pytest.raises(ConfigurationError, match="differ") as told:
        run_secret("set", "line", secrets)

    assert secrets.kept == {}
    assert CANARY not in str(told.value)


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_password_stores_nothing(piped, text):
    secrets = KeptSecrets(line="old")
    piped(text)

    with pytest.raises(ConfigurationError, match="empty"):
        run_secret("set", "line", secrets)

    assert secrets.kept == {"line": "old"}


@pytest.mark.parametrize(
    "name",
    ["", "lines", "line.", "sources", "sources.", "source.x", "line.a.b", "sources.a b", "../line", "line\n"],
)
def test_what_is_no_name_of_a_password_is_refused(name):
    secrets = KeptSecrets()

    with pytest.raises(ConfigurationError, match="no name of a password"):
        run_secret("test", name, secrets)


def test_test_says_whether_a_password_is_stored_and_not_which(capsys):
    secrets = KeptSecrets(line=CANARY)

    assert run_secret("test", "line", secrets) == 0
    assert run_secret("test", "sources.ledger", secrets) == 1

    assert capsys.readouterr().out.splitlines() == [
        "line: a password is stored",
        "sources.ledger: no password is stored",
    ]


def test_forget_forgets_and_says_if_there_was_nothing(capsys):
    secrets = KeptSecrets(line=CANARY)

    assert run_secret("forget", "line", secrets) == 0
    assert run_secret("forget", "line", secrets) == 0

    assert secrets.kept == {}
    assert capsys.readouterr().out.splitlines() == ["line: forgotten", "line: no password was stored"]


@pytest.mark.parametrize("action", ["set", "forget"])
def test_where_passwords_are_not_kept_in_a_keyring_nothing_is_stored(action, monkeypatch, capsys):
    monkeypatch.setenv("SCREENPOP_SECRET_LINE", CANARY)

    assert run_secret("test", "line", EnvironmentSecrets()) == 0
    with pytest.raises(ConfigurationError, match="do not keep passwords in the keyring"):
        run_secret(action, "line", EnvironmentSecrets())

    assert CANARY not in capsys.readouterr().out


def test_a_terminal_that_would_show_the_password_is_not_used(at_a_terminal, monkeypatch):
    at_a_terminal()

    def shown(prompt):
        import warnings

        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=2)

    monkeypatch.setattr(getpass, "getpass", shown)

    with pytest.raises(MissingSecret, match="stay unseen"):
        run_secret("set", "line", KeptSecrets())


def test_the_command_tests_the_environment_of_a_site_that_chose_it(tmp_path):
    config = tmp_path / "settings.toml"
    config.write_text(
        'region = "PL"\nagent = "anna"\ndata = "data"\n[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n'
    )

    there = screenpop("secret", "test", "line", "--config", config, SCREENPOP_SECRET_LINE=CANARY)
    missing = screenpop("secret", "test", "sources.x", "--config", config)

    assert (there.returncode, there.stdout) == (0, "line: a password is stored\n"), there.stderr
    assert (missing.returncode, missing.stdout) == (1, "sources.x: no password is stored\n")
    assert CANARY not in there.stdout + there.stderr
