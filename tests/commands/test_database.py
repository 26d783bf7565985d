"""`screenpop database upgrade`: a file, a server, another login, and what it cannot do."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.commands.parser import run
from screenpop.storage.upgrade import NEWEST
from tests.program import screenpop
from tests.servers import PostgreSQL


@pytest.fixture
def upgrade(tmp_path: Path) -> Callable[..., int]:
    """Run the command with these lines in the settings."""

    def act(*arguments: str, record: str = "") -> int:
        file = tmp_path / "settings.toml"
        file.write_text(
            f'region = "PL"\nagent = "anna"\ndata = "data"\n[secrets]\nfrom = "environment"\n[record]\n{record}\n'
        )
        return run(["database", "upgrade", *arguments, "--config", str(file)])

    return act


@pytest.fixture
def url(postgresql: PostgreSQL) -> str:
    return postgresql.url(postgresql.create_database(), login="postgres")


@pytest.mark.parametrize(
    ("record", "file"),
    [("", "data/record.db"), ('database = "shared/calls.db"', "shared/calls.db")],
    ids=["the data folder's", "a file of its own"],
)
def test_a_file_is_created_where_the_settings_say_and_then_is_up_to_date(
    upgrade, tmp_path, capsys, record, file
):
    assert (upgrade(record=record), upgrade(record=record)) == (0, 0)

    assert capsys.readouterr().out.splitlines() == [
        f"The record was created (schema {NEWEST}).",
        f"The record is up to date (schema {NEWEST}).",
    ]
    with closing(sqlite3.connect(tmp_path / file)) as made:
        assert made.execute("select version_num from alembic_version").fetchone() == (NEWEST,)


def test_a_server_is_upgraded_with_the_secret_of_the_record(upgrade, url, postgresql, monkeypatch, capsys):
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", postgresql.password())

    assert upgrade(record=f'database = "{url}"') == 0
    assert capsys.readouterr().out == f"The record was created (schema {NEWEST}).\n"


def test_another_login_has_a_secret_of_its_own(upgrade, url, postgresql, monkeypatch, capsys):
    settings = f'database = "{url.replace("postgres@", "reader@")}"'
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", "the reader's, which is another")
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD_POSTGRES", postgresql.password())

    assert upgrade(record=settings) == 1
    assert upgrade("--login", "postgres", record=settings) == 0

    told = capsys.readouterr()
    assert "does not accept the login “reader”" in told.err
    assert "another" not in told.err + told.out
    assert told.out == f"The record was created (schema {NEWEST}).\n"


def test_another_login_may_have_its_password_where_libpq_looks(
    upgrade, url, postgresql, tmp_path, monkeypatch
):
    file = tmp_path / "pgpass"
    file.write_text(f"127.0.0.1:{postgresql.port}:*:postgres:{postgresql.password()}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))

    assert upgrade("--login", "postgres", record=f'database = "{url.replace("postgres@", "reader@")}"') == 0


def test_a_newer_record_is_left_alone_and_why_is_said(upgrade, tmp_path, capsys):
    upgrade()
    with closing(sqlite3.connect(tmp_path / "data" / "record.db")) as file, file:
        file.execute("update alembic_version set version_num = '9999'")

    assert upgrade() == 1
    assert "made by a newer Screenpop (schema 9999; this one knows" in capsys.readouterr().err


def test_a_server_that_is_away_is_said_in_one_line(upgrade, capsys):
    assert upgrade(record='database = "postgresql+psycopg://anna@127.0.0.1:1/calls"') == 1

    told = capsys.readouterr().err
    assert told.startswith("screenpop: The record's server cannot be reached (calls @ 127.0.0.1)")
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    "address", ["postgresql+psycopg://anna:kanarek@db.example/calls", "mysql://db.example/calls"]
)
def test_an_address_that_cannot_be_is_refused_before_anybody_is_asked(upgrade, address, capsys):
    assert upgrade(record=f'database = "{address}"') == 2

    told = capsys.readouterr().err
    assert "record.database" in told
    assert "kanarek" not in told


def test_the_program_itself_upgrades(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\nagent = "anna"\ndata = "data"\n[line]\nkind = "simulator"\n')

    done = screenpop("database", "upgrade", "--config", file)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"The record was created (schema {NEWEST}).\n"
