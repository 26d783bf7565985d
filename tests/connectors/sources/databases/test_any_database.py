"""What holds for every kind of database: the promises of `SqlSource`, kept by real ones."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from time import monotonic

import pytest

from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.ports.rows import Amount, MaybeAmount, MaybeText, Text, read_rows
from screenpop.ports.source import Describes, TellsColumns

SOON = timedelta(seconds=10)
HOSTILE = [
    "1' or '1'='1",
    "'; drop table items; --",
    '"; drop table items; --',
    "1; drop table items",
    "x' union select name, name, name, name, name from accounts --",
    "%",
    "_",
    "\\",
    "\\' or 1=1 --",
    "one%",
    "on_",
    "/*",
    "--",
    "${jndi:ldap://x}",
    ":ref",
    "$1",
    "%s",
    "%(ref)s",
    "?",
    "\u2019 or 1=1",
    "one\n",
    "NULL",
    "+48 22 555 01 23'--",
]


@dataclass(frozen=True, slots=True)
class Item:
    word: Text
    balance: Amount
    due: MaybeText = None


@dataclass(frozen=True, slots=True)
class Empty:
    word: MaybeText
    balance: MaybeAmount


def test_rows_come_by_column_name_with_their_types(database):
    rows = database.source.rows("select id, word, due from items where id = 1", {}, within=SOON)

    assert [{name: str(value) for name, value in row.items()} for row in rows] == [
        {"id": "1", "word": "one", "due": "2024-01-31"}
    ]
    if database.kind != "sqlite":
        assert rows[0]["due"] == date(2024, 1, 31)


@pytest.mark.parametrize("name", ["customer_id", "ref", "agent"])
def test_what_comes_from_the_wire_is_bound_and_never_sql(database, name):
    question = f"select word from items where word = :{name}"
    for hostile in HOSTILE:
        parameters = {"customer_id": "1", "ref": "1", "agent": "anna", name: hostile}
        assert database.source.rows(question, parameters, within=SOON) == [], hostile

    assert database.source.rows("select count(*) as n from items", {}, within=SOON) == [{"n": 2}]


def test_what_is_searched_for_is_found_whatever_it_holds(database):
    words = [word for word in HOSTILE if word.strip() == word]
    for number, word in enumerate(words, 10):
        quoted = word.replace("'", "''")
        if database.kind == "mariadb":
            quoted = quoted.replace("\\", "\\\\")
        database.run(f"insert into items values ({number}, 1, '{quoted}', '1', null)")

    for number, word in enumerate(words, 10):
        assert database.source.rows("select id from items where word = :ref", {"ref": word}, within=SOON) == [
            {"id": number}
        ]


def test_per_cent_signs_and_colons_of_a_question_are_its_own(database):
    rows = database.source.rows(
        r"select id, '50 % off \:x' as said from items where word like 'o%' and word <> :ref",
        {"ref": "two"},
        within=SOON,
    )

    assert rows == [{"id": 1, "said": "50 % off :x"}]


@pytest.mark.parametrize(
    "writing",
    [
        "insert into items values (3, 1, 'three', '1', null)",
        "update items set word = 'changed'",
        "delete from items",
        "drop table items",
        "create table other (id integer)",
        "select 1; delete from items",
        "commit; delete from items",
    ],
)
def test_a_question_cannot_write(database, writing):
    with pytest.raises((SourceDenied, UnreadableAnswer)):
        database.source.rows(writing, {}, within=SOON)

    assert database.source.rows("select word from items order by id", {}, within=SOON) == [
        {"word": "one"},
        {"word": "two"},
    ]


def test_a_question_that_hangs_comes_back_in_time(database):
    database.source.rows("select 1 as one", {}, within=SOON)
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        database.source.rows(database.endless, {}, within=timedelta(milliseconds=300))

    assert 0.25 < monotonic() - began < 8
    assert database.source.rows("select 1 as one", {}, within=SOON) == [{"one": 1}]


def test_a_hanging_question_holds_up_no_other(database):
    database.source.rows("select 1 as one", {}, within=SOON)
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(database.source.rows, database.endless, {}, within=timedelta(seconds=2))
        began = monotonic()
        database.source.rows("select id from items", {}, within=SOON)
        took = monotonic() - began
        assert not hanging.done()
        with pytest.raises(SourceUnavailable):
            hanging.result()

    assert took < 1.5


def test_a_million_rows_are_refused_before_they_are_read(database):
    question = database.count.format(rows=1_000_000)
    began = monotonic()

    with pytest.raises(UnreadableAnswer, match="more than 10000 rows"):
        database.source.rows(question, {}, within=timedelta(seconds=4))

    assert monotonic() - began < 3


def test_a_stream_gives_all_rows_however_many(database):
    numbers = (int(row["n"]) for row in database.source.stream(database.count.format(rows=50_000), {}))

    assert sum(numbers) == 50_000 * 50_001 // 2


def test_a_stream_that_is_left_half_read_holds_up_nothing(database):
    rows = database.source.stream(database.count.format(rows=50_000), {})
    next(rows)
    rows.close()

    database.run("insert into items values (3, 1, 'three', '3', null)")

    assert database.source.rows("select count(*) as n from items", {}, within=SOON) == [{"n": 3}]


def test_nulls_everywhere_are_read_as_nothing(database):
    database.run("insert into items values (3, null, null, null, null)")

    rows = database.source.rows("select word, balance from items where id = 3", {}, within=SOON)

    assert read_rows(rows, Empty, "open_items") == [Empty(None, None)]
    with pytest.raises(UnreadableAnswer, match="“open_items”, row 1: the column “word” is empty"):
        read_rows(rows, Item, "open_items")


def test_a_balance_that_is_no_amount_names_row_and_column(database):
    rows = database.source.rows("select word, balance from items order by id", {}, within=SOON)

    with pytest.raises(UnreadableAnswer, match="row 2: the column “balance” must be an amount"):
        read_rows(rows, Item, "open_items")
    assert read_rows(rows[:1], Item, "open_items") == [Item("one", Decimal("10.50"))]


def test_markup_in_a_column_stays_the_text_that_it_is(database):
    markup = "<b onclick=alert(1)>Łódź</b>&amp;"
    database.run(f"insert into items values (3, 1, '{markup}', '1', null)")

    assert database.source.rows("select word from items where id = 3", {}, within=SOON) == [{"word": markup}]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("select wrong from items", "wrong"),
        ("select * from nowhere", "nowhere"),
        ("selec * from items", "does not understand"),
        ("select :number", "binds :number"),
    ],
)
def test_a_question_that_cannot_be_understood_says_why(database, question, reason):
    with pytest.raises(UnreadableAnswer, match=reason):
        database.source.rows(question, {"ref": "1"}, within=SOON)


def test_errors_show_no_parameters(database):
    with pytest.raises(SourceError) as caught:
        database.source.rows("select wrong from items where word = :ref", {"ref": "canary-4711"}, within=SOON)

    assert "canary" not in str(caught.value)
    assert "canary" not in str(caught.value.__cause__)


def test_a_parameter_that_no_database_takes_is_told_and_breaks_nothing(database):
    with pytest.raises(UnreadableAnswer):
        database.source.rows("select word from items where word = :ref", {"ref": "\ud800"}, within=SOON)

    assert len(database.source.rows("select id from items", {}, within=SOON)) == 2


def test_columns_are_known_where_there_are_no_rows(database):
    assert isinstance(database.source, TellsColumns)
    question = "select id as number, word from items where word = :ref"

    assert database.source.columns(question, {"ref": "none"}, within=SOON) == ("number", "word")


def test_trying_out_tells_the_database(database):
    assert str(database.source.try_out()).startswith("connected: ")


def test_several_threads_ask_at_once(database):
    together = threading.Barrier(6)

    def ask(number):
        together.wait()
        question = "select word from items where id = :ref"
        return [database.source.rows(question, {"ref": number}, within=SOON) for _ in range(5)]

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(ask, [1, 2] * 3))

    assert answers == [[[{"word": "one"}]] * 5, [[{"word": "two"}]] * 5] * 3


def test_tables_and_views_are_told_with_their_columns(database):
    assert isinstance(database.source, Describes)

    told = {table.name: table for table in database.source.tables(within=SOON)}

    assert sorted(told) == ["accounts", "items", "open_items"]
    assert [column.name for column in told["items"].columns] == ["id", "account", "word", "balance", "due"]
    references = {column.name: column.references for column in told["items"].columns}
    assert references == {"id": None, "account": "accounts.id", "word": None, "balance": None, "due": None}
    types = {column.name: column.type.lower() for column in told["items"].columns}
    assert types["due"] == "date"
    assert types["id"].startswith("int")
    assert "char" in types["word"]


def test_names_are_told_as_a_question_must_write_them(database):
    quote = "`" if database.kind == "mariadb" else '"'
    table = f"{quote}Open Items{quote}"
    column = f"{quote}Due Date{quote}"
    database.run(f"create table {table} ({column} date)")

    [told] = [table for table in database.source.tables(within=SOON) if "Open" in table.name]

    assert database.source.rows(f"select {told.columns[0].name} from {told.name}", {}, within=SOON) == []
