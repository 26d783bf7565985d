"""The same small ledger in each kind of database that runs here, as the fixture `database`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from connectors.sources.sql import SqlSource
from tests.connectors.databases import make_database, make_source

LEDGER = """
create table accounts (id integer primary key, name varchar(80));
create table items (id integer primary key, account integer, word varchar(80), balance varchar(20), due date,
                    foreign key (account) references accounts (id));
create view open_items as select word, balance from items;
insert into accounts values (1, 'Hurt-Bud');
insert into items values (1, 1, 'one', '10.50', '2024-01-31'), (2, 1, 'two', 'N/A', null);
"""
KINDS = ("sqlite", "postgresql", "mariadb", "duckdb")


@dataclass(frozen=True, slots=True)
class Database:
    """A ledger in a database.

    Attributes:
        kind: Of which kind.
        source: It, as the settings join it.
        run: Runs statements in it as its owner.
        count: A question for the numbers 1, 2, 3 … up to `{rows}`, in a column `n`.
        endless: A question that takes hours.
    """

    kind: str
    source: SqlSource
    run: Callable[[str], object]
    count: str
    endless: str


_ENDLESS_OF_MARIADB = (
    "select count(*) from seq_1_to_1000000 as a, seq_1_to_1000000 as b where a.seq % 7 = b.seq % 11"
)
_SERIES = "with recursive s(n) as (select 1 union all select n + 1 from s where n < {rows}) select n from s"
_HOURS = "with recursive s(n) as (select 1 union all select n + 1 from s where n < 100000000000) select max(n) from s"


def make_ledger(kind: str, request: pytest.FixtureRequest, folder: Path) -> Database:
    match kind:
        case "sqlite":
            source = make_source(folder, LEDGER)
            return Database(
                kind, source, lambda sql: make_database(folder / "ledger.db", sql), _SERIES, _HOURS
            )
        case "duckdb":
            file = folder / "ledger.duckdb"

            def run(statements: str) -> None:
                with duckdb.connect(file) as connection:
                    connection.execute(statements)

            run(LEDGER)
            many = "select range as n from range(1, {rows} + 1)"
            hours = "select count(*) from range(10000000000) as a, range(1000) as b"
            return Database(kind, make_source(folder, url="duckdb:///ledger.duckdb"), run, many, hours)
        case "postgresql":
            server = request.getfixturevalue(kind)
            many, hours = "select generate_series(1, {rows}) as n", "select pg_sleep(3600)"
        case _:
            server = request.getfixturevalue(kind)
            many, hours = "select seq as n from seq_1_to_{rows}", _ENDLESS_OF_MARIADB
    name = server.create_database(LEDGER)
    source = make_source(folder, url=server.url(name), password=server.password)
    return Database(kind, source, lambda sql: server.run_sql(sql, name), many, hours)
