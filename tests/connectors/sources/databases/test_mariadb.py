import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic

import pytest

from screenpop.errors import SourceDenied, SourceUnavailable, UnreadableAnswer
from tests.connectors.databases import make_source
from tests.servers import halted

SOON = timedelta(seconds=10)
ITEMS = "create table items (id int primary key, word text); insert into items values (1, 'one'), (2, 'two');"


@pytest.fixture
def name(mariadb):
    return mariadb.create_database(ITEMS)


@pytest.fixture
def source(mariadb, name, tmp_path):
    made = make_source(tmp_path, url=mariadb.url(name), password=mariadb.password)
    yield made
    made.close()


@pytest.fixture
def asks_as(mariadb, name, tmp_path):
    """Makes a login with the given rights, and the source that asks as it."""
    made = []

    def asking(*grants, allow_writer=False):
        login = f"{name}_{len(made)}"
        statements = [f"create user {login}@'%' identified by '{mariadb.password()}'"]
        statements += [f"grant {grant} to {login}@'%'" for grant in grants]
        mariadb.run_sql(";".join(statements), name)
        url = mariadb.url(name, login=login)
        made.append(make_source(tmp_path, url=url, password=mariadb.password, allow_writer=allow_writer))
        return made[-1]

    yield asking
    for one in made:
        one.close()


def test_the_first_question_after_the_server_was_restarted_succeeds(mariadb, source):
    source.rows("select id from items", {}, within=SOON)

    mariadb.restart()

    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_server_that_is_down_is_told_at_once_and_afterwards_all_is_well(mariadb, source):
    source.rows("select id from items", {}, within=SOON)
    mariadb.stop()
    try:
        with pytest.raises(SourceUnavailable, match="“ledger” cannot be reached: Can't connect"):
            source.rows("select id from items", {}, within=SOON)
    finally:
        mariadb.start()

    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_two_slow_questions_take_the_time_of_one(source):
    source.rows("select 1", {}, within=SOON)
    together = threading.Barrier(2)

    def ask(_):
        together.wait()
        source.rows("select sleep(1)", {}, within=SOON)

    began = monotonic()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, range(2)))

    assert monotonic() - began < 1.9


def test_a_connection_that_is_dropped_between_rows_is_told_and_the_next_question_succeeds(
    mariadb, name, source
):
    rows = source.stream("select seq, repeat('x', 5000) as filling from seq_1_to_100000", {})
    next(rows)
    [(connection,)] = mariadb.run_sql(
        f"select id from information_schema.processlist where user = '{name}'", name
    )
    mariadb.run_sql(f"kill {connection}", name)

    with pytest.raises(SourceUnavailable, match="“ledger” cannot be asked"):
        for _ in rows:
            pass

    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_server_that_has_gone_silent_holds_a_question_no_longer_than_its_time(mariadb, source):
    source.rows("select 1", {}, within=SOON)
    with halted(mariadb.process_id):
        began = monotonic()
        with pytest.raises(SourceUnavailable, match="did not answer in time"):
            source.rows("select id from items", {}, within=timedelta(milliseconds=500))
        took = monotonic() - began

    assert took < 5
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


@pytest.mark.parametrize(
    "grant",
    [
        "insert on items",
        "update (word) on items",
        "select (id), update (word), references (id) on items",
        "delete on *",
        "all on *",
        "create on *",
        "file on *.*",
        "super on *.*",
    ],
)
def test_a_login_that_may_write_is_refused_unless_the_settings_allow_it(asks_as, grant):
    with pytest.raises(SourceDenied, match=r"login at “ledger” may write.*allow_writer = true"):
        asks_as("select on *", grant).rows("select 1", {}, within=SOON)

    allowed = asks_as("select on *", grant, allow_writer=True)
    assert len(allowed.rows("select id from items", {}, within=SOON)) == 2


@pytest.mark.parametrize(
    "grants",
    [
        ["select (id, word) on items"],
        ["select, show view on *"],
        ["select, lock tables, execute, create temporary tables on *"],
        ["process, show databases on *.*", "select on *"],
        ["select on * ", "usage on *.*"],
    ],
)
def test_a_login_that_only_reads_is_fine(asks_as, grants):
    assert len(asks_as(*grants).rows("select id from items", {}, within=SOON)) == 2


@pytest.mark.parametrize("taken_up", [True, False])
def test_a_right_to_write_that_comes_by_a_role_of_a_role_is_seen(mariadb, name, asks_as, taken_up):
    outer, inner = f"{name}_staff", f"{name}_writers"
    mariadb.run_sql(
        f"create role {outer}; create role {inner}; grant insert on items to {inner}; grant {inner} to {outer}",
        name,
    )
    source = asks_as("select on *", outer)
    if taken_up:
        mariadb.run_sql(f"set default role {outer} for {name}_0@'%'", name)

    with pytest.raises(SourceDenied, match="may write"):
        source.rows("select 1", {}, within=SOON)


def test_a_role_that_only_reads_is_fine(mariadb, name, asks_as):
    role = f"{name}_readers"
    mariadb.run_sql(f"create role {role}; grant select on items to {role}", name)
    source = asks_as(role)
    mariadb.run_sql(f"set default role {role} for {name}_0@'%'", name)

    assert len(source.rows("select id from items", {}, within=SOON)) == 2


@pytest.mark.parametrize(
    "writing",
    [
        "insert into items values (3, 'three')",
        "insert into items values (3, 'three') returning id",
        "update items set word = 'x'",
        "truncate items",
        "drop table items",
        "create table other (id int)",
        "commit; insert into items values (3, 'x')",
        "set transaction read write",
        "select * from items for update; delete from items",
        "select * into outfile '/tmp/out-of-mariadb' from items",
        "commit",
        "replace into items values (1, 'x')",
    ],
)
def test_even_a_login_that_may_write_writes_nothing(mariadb, name, asks_as, writing):
    source = asks_as("all on *", allow_writer=True)

    with pytest.raises((SourceDenied, UnreadableAnswer)):
        source.rows(writing, {}, within=SOON)

    assert mariadb.run_sql("select id, word from items order by id", name) == ((1, "one"), (2, "two"))
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_what_a_question_leaves_behind_in_its_session_opens_no_way_to_write(mariadb, name, asks_as):
    source = asks_as("all on *", allow_writer=True)
    for preparing in ("set autocommit = 1", "set session transaction read write", "commit"):
        with pytest.raises(UnreadableAnswer, match="gives no rows"):
            source.rows(preparing, {}, within=SOON)

        with pytest.raises(SourceDenied, match="wants to write"):
            source.rows("insert into items values (3, 'x')", {}, within=SOON)

    assert mariadb.run_sql("select count(*) from items", name) == ((2,),)


def test_a_table_that_was_not_granted_is_refused_by_name(mariadb, name, asks_as):
    mariadb.run_sql("create table salaries (id int)", name)
    source = asks_as("select on items")

    with pytest.raises(SourceDenied, match=r"“ledger” refuses: SELECT command denied.*salaries"):
        source.rows("select * from salaries", {}, within=SOON)

    assert [table.name for table in source.tables(within=SOON)] == ["items"]


def test_a_database_that_was_not_granted_is_refused(mariadb, name, tmp_path):
    other = mariadb.create_database()
    source = make_source(tmp_path, url=mariadb.url(other, login=name), password=mariadb.password)

    with pytest.raises(SourceDenied, match="“ledger” refuses: Access denied for user"):
        source.rows("select 1", {}, within=SOON)


def test_a_wrong_password_says_where_to_store_the_right_one_and_shows_neither(mariadb, name, tmp_path):
    source = make_source(tmp_path, url=mariadb.url(name), password=lambda: "canary/4711")

    with pytest.raises(SourceDenied, match=r"screenpop secret set sources\.ledger") as caught:
        source.rows("select 1", {}, within=SOON)

    assert "canary" not in f"{caught.value}{caught.value.__cause__!r}{vars(source._connections)!r}"


def test_a_question_of_many_rows_with_a_limit_of_its_own_ends_with_its_time(source):
    began = monotonic()

    with pytest.raises(UnreadableAnswer, match="more than 10000 rows"):
        source.rows(
            "select seq, repeat('x', 500) as filling from seq_1_to_100000000 limit 90000000",
            {},
            within=timedelta(seconds=1),
        )

    assert monotonic() - began < 3
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_stream_is_not_cut_to_the_rows_of_the_question_before_it(source):
    source.rows("select id from items", {}, within=SOON, at_most=5)

    assert sum(1 for _ in source.stream("select seq from seq_1_to_20000", {})) == 20_000
