"""A Debian with nothing in it but what Debian itself needs, to try packages in as their users would.

debootstrap makes it once, from the mirror that this machine's own apt asks; a copy is kept under build/ for a week. A
machine of it has processes and mounts of its own (only /proc and /dev/pts, both its own too), so that all of it is
gone with the process that holds it, even one that is killed. It has this machine's network: its 127.0.0.1 is ours.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RELEASE = "bookworm"
KEPT = Path(__file__).resolve().parents[2] / "build" / "bare-debian"
_KEPT_FOR = 7 * 24 * 3600.0
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_WRITTEN_BY_APT = "etc/apt/apt.conf.d/50as-here"

_NEEDED = ("debootstrap", "unshare", "nsenter", "tar", "dpkg-deb", "apt-get")

_FIRST_PROCESS = """
read -r number rest < /proc/self/stat
mount -t proc proc "$1/proc"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$1/dev/pts"
exec chroot "$1" sh -euc 'trap "" CHLD; echo "$0"; exec cat' "$number"
"""
"""It tells its number only when its root is the machine's, since others enter by that; it lets the system bury children
(CHLD is ignored by cat too), and ends with its standard input."""


def why_not() -> str | None:
    """What keeps this machine from making one; None where nothing does."""
    if os.geteuid() != 0:
        return "only root makes a Debian of its own (chroot, mounts)"
    missing = [program for program in _NEEDED if shutil.which(program) is None]
    if missing:
        return f"these programs are not installed: {', '.join(missing)}"
    tried = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False
    )
    return None if tried.returncode == 0 else "this system gives no mounts and processes of one's own"


class BareDebian:
    """A running one.

    Attributes:
        root: Its / as seen from here.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._first = subprocess.Popen(
            [
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child=KILL",
                "sh",
                "-euc",
                _FIRST_PROCESS,
                "sh",
                root,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._first.stdout
        self._number = self._first.stdout.readline().strip()
        assert Path("/proc", self._number, "root").samefile(root), (
            "whoever enters would be here and not there"
        )

    def command(self, *words: str | Path, user: str = "root", **environment: str) -> list[str]:
        """The words by which a command is run in there from here, with no variable but those given."""
        home = "/root" if user == "root" else f"/home/{user}"
        given = {"PATH": _PATH, "LANG": "C.UTF-8", "HOME": home, "USER": user, "LOGNAME": user, **environment}
        person = [] if user == "root" else ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"]
        enter = ["nsenter", f"--target={self._number}", "--mount", "--pid", "--root", "--wd"]
        variables = [f"{name}={value}" for name, value in given.items()]
        return [*enter, *person, "env", "-i", "-C", home, *variables, *map(str, words)]

    def run(
        self,
        *words: str | Path,
        user: str = "root",
        timeout: float = 120,
        stdin: str = "",
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, whatever that is."""
        command = self.command(*words, user=user, **environment)
        return subprocess.run(
            command, input=stdin, capture_output=True, text=True, timeout=timeout, check=False
        )

    def do(self, *words: str | Path, user: str = "root", timeout: float = 120, **environment: str) -> str:
        """Run a command that must succeed; what it wrote on standard output."""
        done = self.run(*words, user=user, timeout=timeout, **environment)
        told = done.stdout[-3000:] + done.stderr[-3000:]
        assert done.returncode == 0, f"{shlex.join(map(str, words))} ended with {done.returncode}:\n{told}"
        return done.stdout

    @contextmanager
    def running(
        self, *words: str | Path, errors: Path, user: str, **environment: str
    ) -> Iterator["subprocess.Popen[str]"]:
        """Run a command until the block ends; what it complains of goes into a file here."""
        command = self.command(*words, user=user, **environment)
        with errors.open("w") as complaints:
            process = Entered(command, stdout=subprocess.PIPE, stderr=complaints, text=True)
            try:
                yield process
            finally:
                process.terminate()
                try:
                    process.wait(10)
                finally:
                    process.kill()
                    if process.stdout:
                        process.stdout.close()

    def processes(self, program: str) -> dict[int, str]:
        """Who runs files of a folder in there: their numbers here, and which file; Linux says if that has gone."""
        found = {}
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdigit() and (entry / "root").samefile(self.root):
                    file = os.readlink(entry / "exe")  # noqa: PTH115 # " (deleted)" is part of what it says
                    file = file.removeprefix(str(self.root))  # as its own mounts name it
                    if file.startswith(program):
                        found[int(entry.name)] = file
            except OSError:
                continue  # it has ended, or is none of ours
        return found

    def apt(self, *words: str, timeout: float = 300) -> str:
        """What apt-get says; nobody is there to answer questions."""
        return self.do("apt-get", "-y", "-q", *words, timeout=timeout, DEBIAN_FRONTEND="noninteractive")

    def put(self, file: Path) -> str:
        """Copy a file into its /srv; the path in there."""
        shutil.copy(file, self.root / "srv" / file.name)
        return f"/srv/{file.name}"

    def packages(self) -> set[str]:
        """The names of the packages that are installed."""
        listed = self.do("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\n")
        return {name for state, name in map(str.split, listed.splitlines()) if state == "installed"}

    def end(self) -> None:
        """Kill all that runs in it; its mounts go with the last process."""
        for stream in (self._first.stdin, self._first.stdout):
            assert stream
            stream.close()
        self._first.wait(20)


class Entered(subprocess.Popen[str]):
    """A command in there; whoever leads it in waits, and passes no signal on."""

    def send_signal(self, sig: int) -> None:
        """To the command itself."""
        led = Path("/proc", str(self.pid), "task", str(self.pid), "children")
        if self.poll() is None:
            for number in led.read_text().split() or [str(self.pid)]:
                os.kill(int(number), sig)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


@contextmanager
def bare_debian(folder: Path) -> Iterator[BareDebian]:
    """A machine that was never used, in a folder of its own, until the block ends."""
    root = folder / "root"
    root.mkdir()
    subprocess.run(
        ["tar", "--extract", "--numeric-owner", "--file", _kept(), "--directory", root], check=True
    )
    shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
    machine = BareDebian(root)
    try:
        yield machine
    finally:
        machine.end()
        shutil.rmtree(root)


def _kept() -> Path:
    """The tree as an archive, with apt's lists of packages and no more; made now if there is none of this week."""
    kept = KEPT / f"{RELEASE}.tar"
    if kept.exists() and time.time() - kept.stat().st_mtime < _KEPT_FOR:
        return kept
    KEPT.mkdir(parents=True, exist_ok=True)
    root = KEPT / f"making-{os.getpid()}"
    try:
        _make(root)
        made = kept.with_suffix(f".{os.getpid()}")
        subprocess.run(
            ["tar", "--create", "--numeric-owner", "--file", made, "--directory", root, "."], check=True
        )
        made.rename(kept)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return kept


def _make(root: Path) -> None:
    mirror = _mirror()
    debootstrap = ["debootstrap", "--variant=minbase", RELEASE, str(root), *([mirror] if mirror else [])]
    done = subprocess.run(debootstrap, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    (root / _WRITTEN_BY_APT).write_text(_ways_out(), encoding="utf-8")
    machine = BareDebian(root)
    try:
        machine.apt("update")
        machine.do("useradd", "--create-home", "--shell", "/bin/sh", "anna")
        machine.do("useradd", "--create-home", "--shell", "/bin/sh", "jan")
    finally:
        machine.end()


def _mirror() -> str | None:
    """Where this machine's own apt finds the release; None where it has another one."""
    wanted = ["Created-By: Packages", "Component: main", f"Release: {RELEASE}"]
    found = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI)", *wanted],
        capture_output=True,
        text=True,
        check=False,
    )
    return next(iter(found.stdout.split()), None)


def _ways_out() -> str:
    """How this machine's own apt gets out: proxies, and what it does not insist on."""
    dumped = subprocess.run(
        ["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True
    ).stdout
    taken = re.compile(
        r"Acquire::(https?::(Proxy|Proxy::.*|Verify-.*)|Check-Valid-Until|Check-Date|Retries)\b",
        re.IGNORECASE,
    )
    lines = [line for line in dumped.splitlines() if taken.match(line)]
    proxies = [
        f'Acquire::{scheme}::Proxy "{address}";'
        for scheme in ("http", "https")
        if (address := os.environ.get(f"{scheme}_proxy"))
    ]
    return "\n".join([*lines, *proxies, 'Acquire::Languages "none";', ""])
