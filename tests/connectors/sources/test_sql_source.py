import sqlite3
import threading
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy.dialects import registry

from screenpop.errors import MissingSecret, SourceDenied, SourceUnavailable, UnreadableAnswer
from screenpop.sentences import say
from tests.connectors.databases import make_database, make_source

SOON = timedelta(seconds=5)
ITEMS = (
    "create table items (id integer primary key, word text); insert into items values (1, 'one'), (2, 'two');"
)
ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select {what} from n"

registry.register("dropping", "tests.connectors.sources.dropping", "DroppingDialect")


def test_rows_come_by_column_name(tmp_path):
    source = make_source(tmp_path, ITEMS)

    rows = source.rows("select id, word as said from items order by id", {}, within=SOON)

    assert rows == [{"id": 1, "said": "one"}, {"id": 2, "said": "two"}]


def test_only_the_parameters_that_a_question_names_are_bound(tmp_path):
    source = make_source(tmp_path, ITEMS)

    rows = source.rows(
        "select word from items where id = :ref", {"customer_id": "9", "ref": "2"}, within=SOON
    )

    assert rows == [{"word": "two"}]


def test_a_parameter_is_never_sql(tmp_path):
    source = make_source(tmp_path, ITEMS)
    hostile = "1' or 1=1; drop table items --"

    assert source.rows("select word from items where word = :ref", {"ref": hostile}, within=SOON) == []
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_parameter_that_there_is_not_is_named_with_those_that_there_are(tmp_path):
    source = make_source(tmp_path, ITEMS)

    with pytest.raises(UnreadableAnswer, match=r"binds :number.* there is :customer_id, :ref"):
        source.rows("select :number", {"customer_id": "1", "ref": "2"}, within=SOON)


def test_an_escaped_colon_is_only_a_colon(tmp_path):
    source = make_source(tmp_path, ITEMS)

    rows = source.rows(r"select 'a \:b 12:30' as said, 5 % 3 as rest, :ref as ref", {"ref": "x"}, within=SOON)

    assert rows == [{"said": "a :b 12:30", "rest": 2, "ref": "x"}]


@pytest.mark.parametrize(
    "writing",
    [
        "insert into items values (3, 'three')",
        "insert into items values (3, 'three') returning id",
        "update items set word = 'changed'",
        "delete from items",
        "drop table items",
        "create table other (id)",
        "create temp table other (id)",
        "attach database 'attached.db' as other",
        "vacuum into 'copy.db'",
        "pragma user_version = 7",
        "pragma journal_mode = wal",
    ],
)
def test_a_question_cannot_write(tmp_path, monkeypatch, writing):
    monkeypatch.chdir(tmp_path)
    source = make_source(tmp_path, ITEMS)
    before = (tmp_path / "ledger.db").read_bytes()

    try:
        source.rows(writing, {}, within=SOON)
    except (SourceDenied, UnreadableAnswer):
        refused = True
    else:
        refused = writing.startswith("pragma journal_mode")  # it answers with the mode that it keeps

    assert refused
    assert (tmp_path / "ledger.db").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_an_insert_is_told_as_what_it_is(tmp_path):
    source = make_source(tmp_path, ITEMS)

    with pytest.raises(SourceDenied, match="wants to write; questions may only read"):
        source.rows("insert into items values (3, 'three')", {}, within=SOON)


def test_a_question_that_never_ends_comes_back_in_time(tmp_path):
    source = make_source(tmp_path, ITEMS)
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        source.rows(ENDLESS.format(what="count(*)"), {}, within=timedelta(milliseconds=200))

    assert 0.19 < monotonic() - began < 5


def test_a_file_that_another_program_locks_is_told_in_time(tmp_path):
    source = make_source(tmp_path, ITEMS)
    with closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        began = monotonic()

        with pytest.raises(SourceUnavailable, match="another program is writing"):
            source.rows("select * from items", {}, within=timedelta(milliseconds=200))

        assert monotonic() - began < 5
    assert source.rows("select count(*) as n from items", {}, within=SOON) == [{"n": 2}]


def test_a_million_rows_are_refused_before_they_are_read(tmp_path):
    source = make_source(tmp_path, ITEMS)
    million = ENDLESS.format(what="i") + " limit 1000000"
    began = monotonic()

    with pytest.raises(UnreadableAnswer, match="more than 10000 rows"):
        source.rows(million, {}, within=timedelta(seconds=2))

    assert monotonic() - began < 2


def test_exactly_as_many_rows_as_allowed_are_fine(tmp_path):
    source = make_source(tmp_path, ITEMS)

    assert len(source.rows("select * from items", {}, within=SOON, at_most=2)) == 2
    with pytest.raises(UnreadableAnswer, match="more than 1 rows"):
        source.rows("select * from items", {}, within=SOON, at_most=1)


def test_a_stream_holds_few_rows_at_a_time(tmp_path):
    source = make_source(tmp_path, ITEMS)
    question = ENDLESS.format(what="i, hex(zeroblob(100)) as filling") + " limit 100000"
    tracemalloc.start()
    try:
        count = sum(1 for _ in source.stream(question, {}))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert count == 100_000
    assert peak < 3_000_000  # all of them would be 50 MB


def test_closing_ends_what_is_under_way_and_nothing_can_be_asked_afterwards(tmp_path):
    source = make_source(tmp_path, ITEMS)
    rows = source.stream(ENDLESS.format(what="i"), {})
    next(rows)

    source.close()

    with pytest.raises(SourceUnavailable):
        for _ in rows:
            pass
    with pytest.raises(SourceUnavailable, match="closed"):
        source.rows("select 1", {}, within=SOON)


def test_closing_does_not_wait_for_a_keyring_that_asks_its_user(tmp_path):
    asked, unlocked = threading.Event(), threading.Event()

    def password():
        asked.set()
        unlocked.wait(5)
        return "canary/4711"

    source = make_source(tmp_path, url="dropping://reader@somewhere/db", allow_writer=True, password=password)
    troubles = []

    def ask():
        try:
            source.rows("select 1", {}, within=SOON)
        except SourceUnavailable as trouble:
            troubles.append(str(trouble))

    asking = threading.Thread(target=ask)
    asking.start()
    asked.wait(5)

    source.close()

    assert asking.is_alive()
    unlocked.set()
    asking.join()
    assert troubles == ["“ledger” is closed."]


def test_a_missing_file_is_named_and_not_made(tmp_path):
    source = make_source(tmp_path)

    with pytest.raises(SourceUnavailable, match=r"ledger\.db, which is not there"):
        source.rows("select 1", {}, within=SOON)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_vanishes_is_named_and_may_come_back(tmp_path):
    source = make_source(tmp_path, ITEMS)
    source.rows("select id from items", {}, within=SOON)
    (tmp_path / "ledger.db").rename(tmp_path / "away.db")

    with pytest.raises(SourceUnavailable, match="which is not there"):
        source.rows("select id from items", {}, within=SOON)

    (tmp_path / "away.db").rename(tmp_path / "ledger.db")
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_file_that_is_replaced_overnight_is_read_anew(tmp_path):
    source = make_source(tmp_path, ITEMS)
    source.rows("select id from items", {}, within=SOON)

    make_database(tmp_path / "new.db", ITEMS + "insert into items values (3, 'three');")
    (tmp_path / "new.db").replace(tmp_path / "ledger.db")

    assert len(source.rows("select id from items", {}, within=SOON)) == 3


@pytest.mark.parametrize("content", [b"PK\x03\x04 a spreadsheet" * 500, b"no database at all" * 500])
def test_a_file_that_is_no_database_is_told_as_that(tmp_path, content):
    (tmp_path / "ledger.db").write_bytes(content)

    with pytest.raises(SourceUnavailable, match="not an SQLite database"):
        make_source(tmp_path).rows("select 1 from sqlite_master", {}, within=SOON)


def test_a_damaged_file_is_told_as_that(tmp_path):
    make_source(tmp_path, ITEMS + ENDLESS.join(["create table filling as ", " limit 5000"]).format(what="i"))
    file = tmp_path / "ledger.db"
    sound = file.read_bytes()
    file.write_bytes(sound[:4096] + b"\xff" * (len(sound) - 4096))

    with pytest.raises(SourceUnavailable, match="damaged"):
        make_source(tmp_path).rows("select * from filling", {}, within=SOON)


def test_text_that_is_not_utf_8_is_shown_with_replacements(tmp_path):
    source = make_source(tmp_path, ITEMS + "insert into items values (3, cast(x'4ae97a656620' as text));")

    assert source.rows("select word from items where id = 3", {}, within=SOON) == [{"word": "J\ufffdzef "}]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("select wrong from items", "no such column: wrong"),
        ("select * from nowhere", "no such table: nowhere"),
        ("selec * from items", "syntax error"),
        ("select 1; select 2", "one statement at a time"),
        ("", "gives no rows"),
    ],
)
def test_a_question_that_cannot_be_understood_says_why(tmp_path, question, reason):
    source = make_source(tmp_path, ITEMS)

    with pytest.raises(UnreadableAnswer, match=reason):
        source.rows(question, {}, within=SOON)


def test_errors_show_no_parameters(tmp_path):
    source = make_source(tmp_path, ITEMS)

    with pytest.raises(UnreadableAnswer) as caught:
        source.rows("select wrong from items where id = :ref", {"ref": "canary-4711"}, within=SOON)

    assert "canary" not in str(caught.value)
    assert "canary" not in str(caught.value.__cause__)


def test_several_threads_ask_at_once(tmp_path):
    source = make_source(tmp_path, ITEMS)
    together = threading.Barrier(8)

    def ask(number):
        together.wait()
        return [source.rows("select :ref as n", {"ref": str(number)}, within=SOON)[0]["n"] for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))

    assert answers == [[str(number)] * 10 for number in range(8)]


def test_a_hanging_question_holds_up_no_other(tmp_path):
    source = make_source(tmp_path, ITEMS)
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(source.rows, ENDLESS.format(what="count(*)"), {}, within=timedelta(seconds=2))
        began = monotonic()
        source.rows("select id from items", {}, within=SOON)
        took = monotonic() - began
        assert not hanging.done()
        with pytest.raises(SourceUnavailable):
            hanging.result()

    assert took < 1.5


def test_a_database_of_which_nobody_knows_whether_we_may_write_is_refused(tmp_path):
    source = make_source(tmp_path, url="dropping://reader@somewhere/db")

    with pytest.raises(SourceDenied, match=r"allow_writer = true in \[sources\.ledger\]"):
        source.rows("select 1", {}, within=SOON)

    source.close()


def test_a_connection_that_drops_between_rows_is_unavailable_and_shows_no_password(tmp_path):
    source = make_source(
        tmp_path, url="dropping://reader@somewhere/db", allow_writer=True, password=lambda: "canary/4711"
    )

    with pytest.raises(SourceUnavailable, match="server closed the connection of …") as caught:
        source.rows("select 1 union select 2", {}, within=SOON)

    assert "canary" not in str(caught.value)
    assert "canary" not in repr(vars(source._connections))
    source.close()


def test_a_password_that_cannot_be_had_is_a_refusal(tmp_path):
    def no_keyring():
        raise MissingSecret(say("the keyring is locked"))

    source = make_source(tmp_path, url="dropping://reader@somewhere/db", password=no_keyring)

    with pytest.raises(SourceDenied, match="the keyring is locked"):
        source.rows("select 1", {}, within=SOON)


def test_a_driver_that_is_not_installed_is_named(tmp_path):
    source = make_source(tmp_path, url="postgresql+nonesuch://reader@localhost/db")

    with pytest.raises(SourceUnavailable, match=r"driver of postgresql\+nonesuch"):
        source.rows("select 1", {}, within=SOON)


def test_trying_out_tells_the_database(tmp_path):
    assert str(make_source(tmp_path, ITEMS).try_out()).startswith("connected: sqlite 3.")


def test_a_parameter_that_no_database_takes_is_told_and_breaks_nothing(tmp_path):
    source = make_source(tmp_path, ITEMS)

    with pytest.raises(UnreadableAnswer, match="does not understand the question"):
        source.rows("select :ref as ref", {"ref": "\ud800"}, within=SOON)

    assert source.rows("select :ref as ref", {"ref": "a\0b"}, within=SOON) == [{"ref": "a\0b"}]


def test_a_database_in_wal_mode_is_read_while_another_program_writes(tmp_path):
    source = make_source(tmp_path, "pragma journal_mode = wal;" + ITEMS)
    with closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as other:
        other.execute("begin immediate")
        other.execute("insert into items values (3, 'three')")

        assert source.rows("select count(*) as n from items", {}, within=SOON) == [{"n": 2}]
        other.execute("commit")
        assert source.rows("select count(*) as n from items", {}, within=SOON) == [{"n": 3}]


def test_a_login_that_was_refused_is_tried_with_the_password_of_then(tmp_path):
    passwords = iter(["old canary", "new canary"])
    source = make_source(
        tmp_path, url="dropping://reader@somewhere/db", allow_writer=True, password=lambda: next(passwords)
    )

    with pytest.raises(SourceDenied, match=r"screenpop secret set sources\.ledger") as caught:
        source.rows("select 1 as n", {}, within=SOON)
    with pytest.raises(SourceUnavailable, match="server closed the connection of …"):
        source.rows("select 1 as n", {}, within=SOON)

    assert "canary" not in str(caught.value)
    source.close()
