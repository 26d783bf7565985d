"""Real database servers for tests: a PostgreSQL and a MariaDB of their own, in a temporary folder, gone afterwards.

A test takes the fixture `postgresql` or `mariadb`, makes itself a database, fills it, and asks it as `reader`:

    database = postgresql.create_database("create table items (id int)")
    source = make_source(tmp_path, url=postgresql.url(database), password=postgresql.password)

The login that `url` names may select from whatever `create_database` and `run_sql` make in that database, and
nothing else: `reader` in PostgreSQL; in MariaDB a login for each database, named like it.
The servers are started once a session, when the first test wants them. They end with the session, even if it
is killed. A server whose programs are not installed fails its tests.
"""

import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

_START = 60.0
_PLACES = (
    "/usr/lib/postgresql/15/bin",
    "/usr/lib/postgresql/16/bin",
    "/usr/lib/postgresql/17/bin",
    "/usr/sbin",
)


@contextmanager
def halted(process_id: int) -> Iterator[None]:
    """The process does nothing, with all its threads, until the block ends; its sockets stay open."""
    os.kill(process_id, signal.SIGSTOP)
    try:
        until = time.monotonic() + _START
        while not all(map(_is_halted, Path(f"/proc/{process_id}/task").iterdir())):
            assert time.monotonic() < until
            time.sleep(0.001)
        yield
    finally:
        os.kill(process_id, signal.SIGCONT)


def _is_halted(task: Path) -> bool:
    return task.joinpath("stat").read_text().rpartition(") ")[2].startswith("T")


class Server:
    """What both servers have: a folder, a port on 127.0.0.1, a unix socket, an administrator and readers."""

    drivername = ""
    administrator = ""

    def __init__(self, folder: Path, unprivileged: str) -> None:
        self.folder = folder
        self.host = "127.0.0.1"
        self.port = _free_port()
        self._password = secrets.token_urlsafe(12)
        self._run_as = _run_as(unprivileged, folder)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def password(self) -> str:
        """The password of every login; a function, since that is what a source is given."""
        return self._password

    def url(self, database: str, *, login: str | None = None) -> str:
        """The address as the settings write it: without the password."""
        return f"{self.drivername}://{login or self._reader(database)}@{self.host}:{self.port}/{database}"

    def owner_url(self, database: str) -> str:
        """The address of one who may do anything, password and all: for programs that tests set up."""
        return f"{self.drivername}://{self.administrator}:{self._password}@{self.host}:{self.port}/{database}"

    def _reader(self, database: str) -> str:
        """Who may read that database."""
        raise NotImplementedError

    def create_database(self, filling: str = "") -> str:
        """Make a database with a name of its own, fill it, and return its name."""
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        self._create(name)
        if filling:
            self.run_sql(filling, name)
        return name

    def run_sql(self, statements: str, database: str) -> Sequence[tuple]:
        """Run statements as the administrator; gives the last one's rows."""
        raise NotImplementedError

    @property
    def process_id(self) -> int:
        """Of the server's first process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start, and return when it can be asked."""
        log = (self.folder / "log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [*self._run_as, *self._command()], stdout=log, stderr=log, cwd=self.folder
            )
        _until(self._answers, self._process, self.folder / "log")

    def stop(self) -> None:
        """Stop at once; questions under way are cut off."""
        if self._process is not None:
            self._process.send_signal(self._stopping)
            self._process.wait(_START)
            self._process = None

    def restart(self) -> None:
        """As after an update in the night: every connection is gone."""
        self.stop()
        self.start()

    _stopping = signal.SIGTERM

    def _command(self) -> list[str]:
        raise NotImplementedError

    def _answers(self) -> bool:
        raise NotImplementedError

    def _create(self, name: str) -> None:
        raise NotImplementedError


class PostgreSQL(Server):
    """A PostgreSQL cluster."""

    drivername = "postgresql+psycopg"
    administrator = "postgres"
    reader = "reader"
    _stopping = signal.SIGINT  # does not wait for its clients

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "postgres")
        word = folder / "word"
        word.write_text(self._password)
        word.chmod(0o644)
        initdb = [_program("initdb"), "-D", str(folder / "data"), "-U", self.administrator, "-E", "UTF8"]
        initdb += ["--locale=C.UTF-8", "--no-sync", "--pwfile", str(word), "--auth=scram-sha-256"]
        _run([*self._run_as, *initdb])
        self.start()
        self.run_sql(f"create role {self.reader} login password '{self._password}'", "postgres")

    def url(self, database: str, *, login: str | None = None, by_socket: bool = False) -> str:
        """As of every server; `by_socket` goes by the unix socket instead of the port."""
        if not by_socket:
            return super().url(database, login=login)
        return f"{self.drivername}://{login or self._reader(database)}@/{database}?host={self.folder}&port={self.port}"

    def run_sql(self, statements: str, database: str) -> Sequence[tuple]:
        with closing(self._connect(database)) as connection:
            cursor = connection.execute(statements)
            while cursor.nextset():
                pass
            return cursor.fetchall() if cursor.description else []

    def _connect(self, database: str):
        import psycopg

        return psycopg.connect(
            host=self.host,
            port=self.port,
            user=self.administrator,
            password=self._password,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def _create(self, name: str) -> None:
        self.run_sql(f"create database {name}", "postgres")
        self.run_sql(f"alter default privileges grant select on tables to {self.reader}", name)

    def _reader(self, database: str) -> str:
        return self.reader

    def _command(self) -> list[str]:
        settings = {"listen_addresses": self.host, "port": self.port, "unix_socket_directories": self.folder}
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings |= {"shared_buffers": "64MB", "jit": "off", "timezone": "UTC"}
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [_program("postgres"), "-D", str(self.folder / "data"), *options]

    def _answers(self) -> bool:
        import psycopg

        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True


class MariaDB(Server):
    """A MariaDB server."""

    drivername = "mysql+pymysql"
    administrator = "owner"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "mysql")
        install = [_program("mariadb-install-db"), "--no-defaults", f"--datadir={folder / 'data'}"]
        install += ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]
        _run([*self._run_as, *install])
        word = folder / "word"
        word.write_text(
            f"create user if not exists {self.administrator}@'%' identified by '{self._password}';\n"
            f"grant all on *.* to {self.administrator}@'%' with grant option;\n"
        )
        word.chmod(0o644)
        self.start()

    def run_sql(self, statements: str, database: str) -> Sequence[tuple]:
        with closing(self._connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(statements)
            rows = cursor.fetchall()
            while cursor.nextset():
                rows = cursor.fetchall()
            return rows

    def _connect(self, database: str | None):
        import pymysql
        from pymysql.constants import CLIENT

        return pymysql.connect(
            host=self.host,
            port=self.port,
            user=self.administrator,
            password=self._password,
            database=database,
            autocommit=True,
            connect_timeout=5,
            client_flag=CLIENT.MULTI_STATEMENTS,
        )

    def _create(self, name: str) -> None:
        self.run_sql(
            f"create database {name} character set utf8mb4;"
            f"create user {name}@'%' identified by '{self._password}'; grant select on {name}.* to {name}@'%'",
            "mysql",
        )

    def _reader(self, database: str) -> str:
        return database

    def _command(self) -> list[str]:
        settings = {"datadir": self.folder / "data", "socket": self.folder / "socket", "port": self.port}
        settings |= {
            "bind-address": self.host,
            "init-file": self.folder / "word",
            "pid-file": self.folder / "pid",
        }
        settings |= {
            "innodb-flush-log-at-trx-commit": 0,
            "innodb-buffer-pool-size": "32M",
            "default-time-zone": "+00:00",
        }
        options = [f"--{key}={value}" for key, value in settings.items()]
        return [_program("mariadbd"), "--no-defaults", "--skip-name-resolve", *options]

    def _answers(self) -> bool:
        import pymysql

        try:
            self._connect(None).close()
        except pymysql.err.OperationalError:
            return False
        return True


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(_PLACES))
    if found is None:
        pytest.fail(f"the tests need the program {name}: install the packages postgresql and mariadb-server")
    return found


def _run_as(unprivileged: str, folder: Path) -> list[str]:
    """What comes before a server's command: it ends with us, and never runs as root, which both refuse."""
    setpriv = [_program("setpriv"), "--pdeathsig", "INT" if unprivileged == "postgres" else "TERM"]
    if os.geteuid() != 0:
        return setpriv
    names = {entry.pw_name for entry in pwd.getpwall()}
    servant = pwd.getpwnam(unprivileged if unprivileged in names else "nobody")
    os.chown(folder, servant.pw_uid, servant.pw_gid)
    return [*setpriv, "--reuid", str(servant.pw_uid), "--regid", str(servant.pw_gid), "--clear-groups"]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_START, check=False, cwd="/")
    if done.returncode:
        pytest.fail(f"{command} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _until(answers: Callable[[], bool], process: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + _START
    while not answers():
        if process.poll() is not None or time.monotonic() > limit:
            process.kill()
            process.wait()
            pytest.fail(f"the server did not start: {log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.05)  # neither server tells otherwise that it is ready


def _serve(make: Callable[[Path], Server]) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="sp-"))  # short: a unix socket's path has 107 characters
    folder.chmod(0o755)
    server = None
    try:
        server = make(folder)
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server, started for this session."""
    yield from _serve(PostgreSQL)


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDB]:
    """A MariaDB server, started for this session."""
    yield from _serve(MariaDB)
