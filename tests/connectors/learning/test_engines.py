"""All engines find the same: exactly, of a history with everything that makes them differ."""

import time
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from connectors.cross_sell.rows import LineRow
from connectors.learning.engines.counting import take_in
from connectors.learning.engines.postgresql import PostgreSQL
from connectors.learning.engines.spark import Spark, handed_over, session
from connectors.learning.lines import read_lines
from connectors.learning.snapshot import Snapshot
from connectors.learning.tables.lines import LINES
from connectors.learning.tables.plan import HISTORY, OUTCOMES
from connectors.sources.addresses import address_of
from connectors.sources.sql import SqlSource
from screenpop.errors import SourceDenied, UnreadableAnswer
from tests.connectors.learning.made_lines import DAYS, FIRST, made_lines

QUESTION = """select "Buyer" as customer, order_no as basket, sold_at as "At", sku as product, name, quantity,
                     amount, currency from lines"""
TABLES = ("lines", "seen", "bought", "occasions", *OUTCOMES, "candidates")
END = FIRST + timedelta(days=DAYS)
DAY = END - timedelta(days=30)
ORDER = [(name, "ascending") for name in LINES.names]
WITHOUT = ("Ω 1", "it's nobody")


@pytest.fixture(scope="module")
def lines():
    return made_lines(3_000)


@pytest.fixture(scope="module")
def database(postgresql, lines):
    """A PostgreSQL that holds the lines."""
    database = postgresql.create_database(
        """create table lines ("Buyer" text, order_no varchar(20), sold_at timestamp, sku text, name text,
                               quantity numeric(14, 6), amount numeric, currency char(3));
           create sequence numbers; grant all on numbers to public"""
    )
    with (
        closing(psycopg.connect(postgresql.owner_url(database).replace("+psycopg", ""))) as connection,
        connection.cursor() as cursor,
    ):
        with cursor.copy("copy lines from stdin") as copy:
            for line in lines:
                copy.write_row(
                    (
                        line.customer, line.basket, line.at, f" {line.product}\u00a0", line.name,
                        line.quantity, line.amount, line.currency,
                    )
                )  # fmt: skip
        connection.commit()
    return database


def source_of(postgresql, database):
    """Asked by one who may only read."""
    return closing(
        SqlSource("shop", address_of(postgresql.url(database), "shop", Path()), postgresql.password)
    )


@pytest.fixture
def shop(postgresql, database):
    with source_of(postgresql, database) as source:
        yield source


@pytest.fixture(scope="module")
def here(postgresql, database):
    """What the lines are, counted in this process."""
    with source_of(postgresql, database) as source:
        return read_lines(source, QUESTION, LineRow, END, without=WITHOUT)


@pytest.fixture(scope="module")
def found_here(here):
    return found(here)


@contextmanager
def in_postgresql(shop):
    with shop.workshop() as workshop:
        yield take_in(PostgreSQL(workshop), QUESTION, END, WITHOUT, "1GB")


def found(history):
    """All tables, sorted."""
    with Snapshot(history, DAY) as snapshot:
        return {
            name: snapshot.engine.execute(f"select * from {name} order by all").fetchall() for name in TABLES
        }


def same_history(one, other):
    assert (one.customers, one.products, one.names) == (other.customers, other.products, other.names)
    assert (one.currencies, one.nobodys) == (other.currencies, other.nobodys)


def test_the_history_has_what_makes_engines_differ(here, found_here):
    tables = found_here

    assert here.nobodys > 100
    assert here.currencies == ["EUR", "JPY", "PLN"]
    assert {len(tables[name]) > 40 for name in OUTCOMES} == {True}
    assert len(tables["bought"]) < len(tables["lines"]) - 200


def test_postgresql_finds_the_same(shop, here, found_here):
    with in_postgresql(shop) as there:
        same_history(there, here)
        assert found(there) == found_here


def test_points_in_time_fall_on_this_computers_days_in_postgresql_too(shop, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Bangkok")
    time.tzset()
    question = QUESTION.replace("sold_at", "(sold_at + interval '18 hours') at time zone 'UTC'")
    try:
        with shop.workshop() as workshop:
            there = take_in(PostgreSQL(workshop), question, END, (), "1GB")
        assert there.table().sort_by(ORDER) == read_lines(shop, question, LineRow, END).table().sort_by(ORDER)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_is_made_in_postgresql_is_gone_afterwards(shop, database, postgresql):
    for _ in range(2):
        with in_postgresql(shop) as there:
            assert len(there.day) > 2_000

    left = "select relname from pg_class join pg_namespace n on n.oid = relnamespace where nspname like 'pg_temp%'"
    assert postgresql.run_sql(left, database) == []


def test_a_question_that_would_write_is_refused_in_postgresql(shop):
    with pytest.raises(SourceDenied, match="only read"), shop.workshop() as workshop:
        workshop.make("stolen", {"n": "bigint"}, "select nextval('numbers') as n")


def test_what_postgresql_cannot_be_certain_of_is_left_to_the_reader_that_goes_row_by_row(shop):
    for question in (
        QUESTION.replace("sold_at as", "sold_at::text as"),
        QUESTION.replace("quantity,", "null::numeric as quantity,"),
        QUESTION.replace("currency from", "'zł'::text as currency from"),
    ):
        with pytest.raises(UnreadableAnswer), shop.workshop() as workshop:
            take_in(PostgreSQL(workshop), question, END, (), "1GB")


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    """One session for all tests here."""
    with session("local[2]", "1GB", str(tmp_path_factory.mktemp("spark"))) as opened:
        yield opened


def test_lines_that_spark_is_handed_are_there_as_they_are_here(spark, here):
    there = handed_over(spark, here).elsewhere.engine

    assert there.read(HISTORY, {name: str(kind) for name, kind in LINES.items()}).equals(here.table())
    there.drop(HISTORY)


def test_spark_finds_the_same_of_lines_that_it_reads_itself(spark, lines, here, found_here, tmp_path):
    pq.write_table(pa.Table.from_pylist([asdict(line) for line in lines]), tmp_path / "lines.parquet")
    question = f"""select customer as Customer, basket, at, product, quantity, name, amount, currency
                   from parquet.`{tmp_path / "lines.parquet"}`"""
    there = take_in(Spark(spark), question, END, WITHOUT, "1GB")

    same_history(there, here)
    assert found(there) == found_here


def test_a_question_that_spark_does_not_understand_is_told(spark):
    with pytest.raises(UnreadableAnswer, match="nowhere"):
        take_in(Spark(spark), "select * from nowhere", END, (), "1GB")
