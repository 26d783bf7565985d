import base64
import getpass
import os
import shutil
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.backends.chainer import ChainerBackend

from screenpop.errors import MissingSecret
from screenpop.storage.keychain import AskedSecrets, EnvironmentSecrets, KeyringSecrets

CANARY = "kanarek-7f3a!ż"
KEYRING_DAEMON = "printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\""


class SafeKeyring(KeyringBackend):
    """A keyring in memory, as an operating system has one."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class PlainTextKeyring(SafeKeyring):
    priority = 9


PlainTextKeyring.__module__ = "keyrings.alt.file"


@pytest.fixture
def use(monkeypatch):
    def choose(chosen, *, among=()):
        monkeypatch.setattr(keyring, "get_keyring", lambda: chosen)
        monkeypatch.setattr("keyring.backend.get_all_keyring", lambda: list(among))
        return chosen

    return choose


def test_a_password_is_stored_given_and_forgotten_under_our_name(use):
    system = use(SafeKeyring())
    secrets = KeyringSecrets()

    assert secrets.get("line") is None
    secrets.set("line", CANARY)
    assert system.kept == {("screenpop", "line"): CANARY}
    assert secrets.get("line") == CANARY
    assert secrets.forget("line") is True
    assert secrets.forget("line") is False
    assert secrets.get("line") is None


@pytest.mark.parametrize("unsafe", [fail.Keyring, null.Keyring, PlainTextKeyring])
def test_a_keyring_that_keeps_nothing_or_plain_text_is_refused(use, unsafe):
    chosen = use(unsafe())
    secrets = KeyringSecrets()

    for attempt in (lambda: secrets.get("line"), lambda: secrets.set("line", CANARY)):
        with pytest.raises(MissingSecret, match=r'no usable keyring .* from = "ask"'):
            attempt()
    assert not getattr(chosen, "kept", None)


def test_of_several_keyrings_the_safe_one_is_used(use):
    safe, plain = SafeKeyring(), PlainTextKeyring()
    use(ChainerBackend(), among=[plain, safe, ChainerBackend()])

    KeyringSecrets().set("line", CANARY)

    assert list(safe.kept.values()) == [CANARY]
    assert not plain.kept


def test_several_keyrings_that_are_all_unsafe_are_refused(use):
    use(ChainerBackend(), among=[PlainTextKeyring(), null.Keyring()])

    with pytest.raises(MissingSecret, match="no usable keyring"):
        KeyringSecrets().get("line")


def test_a_locked_keyring_is_given_up_after_the_deadline(use):
    unlocked = threading.Event()

    class Locked(SafeKeyring):
        def get_password(self, service, username):
            unlocked.wait(10)
            return super().get_password(service, username)

    use(Locked())
    try:
        with pytest.raises(MissingSecret, match="waiting to be unlocked"):
            KeyringSecrets(timedelta(milliseconds=30)).get("line")
    finally:
        unlocked.set()


def test_what_a_keyring_complains_of_does_not_tell_the_password(use):
    class Broken(SafeKeyring):
        def set_password(self, service, username, password):
            raise RuntimeError(f"cannot write {password}")

    use(Broken())
    with pytest.raises(MissingSecret, match="RuntimeError") as told:
        KeyringSecrets().set("line", CANARY)

    assert CANARY not in str(told.getrepr(style="long", showlocals=False))


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("line", "SCREENPOP_SECRET_LINE"),
        ("line.Warsaw", "SCREENPOP_SECRET_LINE_WARSAW"),
        ("sources.ledger", "SCREENPOP_SECRET_SOURCES_LEDGER"),
        ("sources.erp-2", "SCREENPOP_SECRET_SOURCES_ERP_2"),
    ],
)
def test_the_environment_gives_a_password_by_its_name(monkeypatch, name, variable):
    assert EnvironmentSecrets().get(name) is None

    monkeypatch.setenv(variable, CANARY)

    assert EnvironmentSecrets().get(name) == CANARY


def test_a_password_is_asked_for_once_in_a_run_whoever_wants_it():
    asked = []

    def ask(name):
        asked.append(name)
        return CANARY if name == "line" else ""

    secrets = AskedSecrets(ask)
    threads = [threading.Thread(target=secrets.get, args=("line",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert secrets.get("line") == CANARY
    assert secrets.get("sources.ledger") is None
    assert secrets.get("sources.ledger") is None
    assert asked == ["line", "sources.ledger"]


def test_without_a_terminal_nobody_is_asked(monkeypatch):
    def no_terminal(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", no_terminal)

    with pytest.raises(MissingSecret, match="no terminal"):
        AskedSecrets().get("line")


def test_a_terminal_that_would_show_the_password_is_not_used(monkeypatch):
    def shown(prompt: str) -> str:
        import warnings

        warnings.warn("Can not control echo on the terminal.", getpass.GetPassWarning, stacklevel=2)
        raise AssertionError("went on and showed it")

    monkeypatch.setattr(getpass, "getpass", shown)

    with pytest.raises(MissingSecret):
        AskedSecrets().get("line")


SCENE = """
import os, sys
from screenpop.commands.secret import run_secret
from screenpop.storage.keychain import KeyringSecrets

secrets = KeyringSecrets()
print("before", run_secret("test", "sources.ledger", secrets))
print("set", run_secret("set", "sources.ledger", secrets))
print("same", secrets.get("sources.ledger") == os.environ["CANARY"])
print("after", run_secret("test", "sources.ledger", secrets))
print("forgotten", run_secret("forget", "sources.ledger", secrets))
print("gone", run_secret("test", "sources.ledger", secrets))
secrets.set("line", os.environ["CANARY"])
print("still there", secrets.get("line") is not None)
"""


def under_a_real_secret_service(home: Path, scene: str, stdin: str) -> subprocess.CompletedProcess[str]:
    assert shutil.which("gnome-keyring-daemon"), "packaging/debian/test.txt names it: gnome-keyring"
    assert shutil.which("dbus-run-session"), "packaging/debian/test.txt names it: dbus"
    for folder in ("run", "data"):
        (home / folder).mkdir(mode=0o700, parents=True)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_DATA_HOME": str(home / "data"),
        "CANARY": CANARY,
        "PYTHONUTF8": "1",
    }
    python = [sys.executable, "-X", "faulthandler", "-c", scene]
    return subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", KEYRING_DAEMON, "sh", *python],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )


def files_that_show_it(folder: Path) -> list[str]:
    shapes = {
        CANARY.encode(),
        base64.b64encode(CANARY.encode()),
        quote(CANARY).encode(),
        CANARY.encode("utf-16-le"),
    }
    files = (file for file in folder.rglob("*") if file.is_file())
    return [file.name for file in files if any(shape in file.read_bytes() for shape in shapes)]


def test_a_real_secret_service_keeps_a_password_and_nothing_else_shows_it(tmp_path):
    # the shell gives its standard input to the program; the daemon reads from printf
    done = under_a_real_secret_service(tmp_path, SCENE, CANARY + "\n")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "sources.ledger: no password is stored",
        "before 1",
        "sources.ledger: stored",
        "set 0",
        "same True",
        "sources.ledger: a password is stored",
        "after 0",
        "sources.ledger: forgotten",
        "forgotten 0",
        "sources.ledger: no password is stored",
        "gone 1",
        "still there True",
    ]
    assert CANARY not in done.stdout + done.stderr
    assert list(tmp_path.rglob("*.keyring"))
    assert files_that_show_it(tmp_path) == []
    (tmp_path / "planted").write_text(f"password = {CANARY}")
    assert files_that_show_it(tmp_path) == ["planted"]  # the search can see


def test_without_a_secret_service_it_is_told_what_to_do(tmp_path):
    scene = "from screenpop.storage.keychain import KeyringSecrets\nKeyringSecrets().get('line')"
    done = subprocess.run(
        [sys.executable, "-c", scene],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
        },
    )

    assert done.returncode == 1
    assert "This system has no usable keyring (keyring.backends.fail.Keyring)." in done.stderr
