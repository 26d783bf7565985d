from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.schema import metadata
from tests.servers import PostgreSQL
from tests.storage.made_entries import Keeping


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "record.db"


@pytest.fixture(scope="session")
def upgraded(postgresql: PostgreSQL) -> str:
    """The name of a database with the record's tables."""
    name = postgresql.create_database()
    with closing(Database(postgresql.url(name, login="postgres"), password=postgresql.password)) as database:
        database.upgrade()
    return name


@pytest.fixture
def server(postgresql: PostgreSQL, upgraded: str) -> Iterator[Database]:
    """The shared database on a server, empty, asked by one who may do anything."""
    tables = ", ".join(f"screenpop.{table}" for table in metadata.tables)
    postgresql.run_sql(f"truncate {tables}", upgraded)
    url = postgresql.url(upgraded, login="postgres")
    with closing(Database(url, password=postgresql.password)) as database:
        yield database


@pytest.fixture(params=["file", "server"])
def database(request: pytest.FixtureRequest, path: Path) -> Iterator[Database]:
    """The shared database, as both can be."""
    if request.param == "server":
        yield request.getfixturevalue("server")
        return
    with closing(Database(path)) as database:
        yield database


@pytest.fixture
def record(database: Database) -> Keeping:
    return Keeping(database)


@pytest.fixture
def call_log(database: Database) -> DatabaseCallLog:
    return DatabaseCallLog(database)
