"""A running Tryton for tests: in an environment of its own, on the session's PostgreSQL, entered through its own API.

`packaging/set-up test` makes the environment. The empty database, which takes Tryton minutes to make, is kept in the
user's cache folder, under a name that changes with tryton.lock; what is in the books is entered anew each session.
"""

import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.peers import free_port
from tests.servers import PostgreSQL, _program

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).with_name("tryton.lock")
ENVIRONMENT = ROOT / ".peers" / "tryton"
MODULES = (
    "account_credit_limit",
    "account_dunning",
    "account_invoice",
    "sale",
    "sale_complaint",
    "sale_credit_limit",
    "sale_history",
    "stock_package_shipping",
)
_PATIENCE = 900.0


class Tryton:
    """A Tryton server with one database."""

    def __init__(self, postgresql: PostgreSQL, folder: Path) -> None:
        self._postgresql = postgresql
        self._password = secrets.token_urlsafe(12)
        self._port = free_port()
        self._log = folder / "trytond.log"
        self._file = folder / "trytond.conf"
        self._file.touch(mode=0o600)
        address = postgresql.owner_url("").replace("+psycopg", "")
        # Nobody works off the queue, so what Tryton would do later, it does when it is told to.
        self._file.write_text(
            f"[database]\nuri = {address}\n[web]\nlisten = 127.0.0.1:{self._port}\n[queue]\nworker = true\n"
        )
        self.database = postgresql.create_database()
        self._activate()

    def address(self, database: str) -> str:
        """Where its API is asked."""
        return f"http://127.0.0.1:{self._port}/{database}/rpc/"

    @contextmanager
    def running(self) -> Iterator["Tryton"]:
        """Serve until the block ends."""
        command = [
            "setpriv",
            "--pdeathsig",
            "TERM",
            *_entry("trytond"),
            "-c",
            str(self._file),
            "-d",
            self.database,
        ]
        with self._log.open("ab") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._await_answer(process)
            yield self
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def books(self, script: str, database: str | None = None) -> Any:
        """Run a script of tests.erp.tryton_books on a database; gives what it prints, which is JSON or nothing."""
        module = f"tests.erp.tryton_books.{script}"
        done = subprocess.run(
            [_python(), "-m", module, self.address(database or self.database)],
            input=self._password,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            cwd=ROOT,
        )
        assert done.returncode == 0, f"{module}: {done.stderr[-3000:]}\n{self._log.read_text()[-1500:]}"
        return json.loads(done.stdout or "null")

    def copy(self) -> str:
        """Another database with the same books, which no Tryton serves; gives its name."""
        kept, copied = self._file.with_name("books"), self._postgresql.create_database()
        self._postgres("pg_dump", "-Fc", "--no-owner", "--no-privileges", "-f", str(kept), self.database)
        self._postgres("pg_restore", "-d", copied, str(kept))
        return copied

    def _activate(self) -> None:
        """Make the database one that is Tryton's, with all modules and nothing in it."""
        made_of = hashlib.sha256(LOCK.read_bytes() + " ".join(MODULES).encode())
        kept = _cache() / f"tryton-{made_of.hexdigest()[:20]}"
        if not (kept.is_file() and self._restored(kept)):
            self._admin("-u", *MODULES, "--activate-dependencies", "--email", "admin@example.com")
            kept.parent.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(f".{os.getpid()}")
            self._postgres("pg_dump", "-Fc", "--no-owner", "--no-privileges", "-f", str(new), self.database)
            new.replace(kept)
        self._admin("-p", "--administrator")

    def _restored(self, kept: Path) -> bool:
        try:
            self._postgres("pg_restore", "--exit-on-error", "-d", self.database, str(kept))
        except AssertionError:  # a file that another version of PostgreSQL wrote, or nobody wrote to its end
            self.database = self._postgresql.create_database()
            return False
        return True

    def _admin(self, *arguments: str) -> None:
        word = self._file.with_name("word")
        word.touch(mode=0o600)
        word.write_text(self._password)
        _run(
            [*_entry("trytond-admin"), "-c", str(self._file), "-d", self.database, *arguments],
            {"TRYTONPASSFILE": str(word)},
        )

    def _postgres(self, program: str, *arguments: str) -> None:
        server = self._postgresql
        where = ["-h", server.host, "-p", str(server.port), "-U", server.administrator]
        _run([_program(program), *where, *arguments], {"PGPASSWORD": server.password()})

    def _await_answer(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError:
                assert process.poll() is None, self._log.read_text()[-3000:]
                assert time.monotonic() < until, "Tryton did not listen within a minute"
                time.sleep(0.1)  # nothing else tells that it listens
            else:
                return


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "screenpop-tests"


def _python() -> str:
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        pytest.fail(f"Tryton is not there: {python}. “packaging/set-up test” installs it.")
    return str(python)


def _entry(name: str) -> list[str]:
    return [_python(), str(ENVIRONMENT / "bin" / name)]


def _run(command: list[str], environment: Mapping[str, str]) -> None:
    assert shutil.which(command[0]), command[0]
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, f"{command[0]}: {done.stderr[-3000:]}"
