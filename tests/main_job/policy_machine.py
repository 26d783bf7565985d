"""A computer with a policy in /etc/screenpop, as its administrator would write one: seen by what runs in it alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

import pytest

_MADE = """
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work"
mount -t overlay -o "lowerdir=/etc,upperdir=$1/upper,workdir=$1/work" overlay /etc
mkdir -p /etc/screenpop
cp -r "$2/." /etc/screenpop/
chmod -R go-w /etc/screenpop
echo made
exec cat
"""
"""/etc with the policy's folder laid over it; it ends with its standard input."""


class PolicyMachine:
    """Runs commands for a user whose home is empty.

    Attributes:
        home: Of that user.
    """

    def __init__(self, held: "subprocess.Popen[str]", home: Path, *, mapped: bool) -> None:
        self.home = home
        self._within = ["nsenter", f"--mount=/proc/{held.pid}/ns/mnt"]
        if mapped:
            self._within = [
                "nsenter",
                f"--user=/proc/{held.pid}/ns/user",
                "--preserve-credentials",
                *self._within[1:],
            ]
        self._environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "SCREENPOP_"))
        } | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}

    def run(
        self, *arguments: str | Path, stdin: str = "", **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run one command to its end."""
        return self._run(self._command(*arguments), stdin, environment)

    def run_with_keyring(self, *commands: tuple[str, str]) -> "subprocess.CompletedProcess[str]":
        """Run several commands, each with what it reads, in one session that has a keyring of its own."""
        within = " && ".join(
            f"printf '%s\\n' {quote(stdin)} | {self._line(line)}" for line, stdin in commands
        )
        session = f"printf '\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; {within}"
        return self._run([*self._within, "dbus-run-session", "--", "sh", "-c", session], "", {})

    def _line(self, arguments: str) -> str:
        return f"{quote(sys.executable)} -m screenpop {arguments}"

    def _run(
        self, command: list[str], stdin: str, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**self._environment, **environment},
        )

    @contextmanager
    def running(self, *arguments: str | Path) -> Iterator["subprocess.Popen[bytes]"]:
        """A program that runs until the block ends."""
        with (self.home / "stderr").open("wb") as errors:
            program = subprocess.Popen(self._command(*arguments), stderr=errors, env=self._environment)
            try:
                yield program
            finally:
                program.terminate()
                program.wait(20)

    def _command(self, *arguments: str | Path) -> list[str]:
        return [*self._within, sys.executable, "-m", "screenpop", *map(str, arguments)]


@contextmanager
def machine_with(policy: Path, folder: Path) -> Iterator[PolicyMachine]:
    """A computer whose /etc/screenpop holds what stands in a folder; as root, or in a user namespace."""
    for name in ("unshare", "nsenter"):
        if shutil.which(name) is None:
            pytest.fail(f"the tests need the program {name}: install the package util-linux")
    (folder / "over").mkdir()
    (folder / "home").mkdir()
    mapped = os.geteuid() != 0
    alone = ["unshare", "--mount", *(("--map-root-user",) if mapped else ())]
    held = subprocess.Popen(
        [*alone, "sh", "-euc", _MADE, "sh", str(folder / "over"), str(policy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdin is not None
    assert held.stdout is not None
    try:
        if held.stdout.readline() != "made\n":
            pytest.fail("the tests need to lay a folder over /etc, as root or in a user namespace")
        yield PolicyMachine(held, folder / "home", mapped=mapped)
    finally:
        held.stdin.close()
        held.wait(10)
        held.stdout.close()
