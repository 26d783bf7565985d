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
def name(postgresql):
    return postgresql.create_database(ITEMS)


@pytest.fixture
def source(postgresql, name, tmp_path):
    made = make_source(tmp_path, url=postgresql.url(name), password=postgresql.password)
    yield made
    made.close()


@pytest.fixture
def asks_as(postgresql, name, tmp_path):
    """Makes a login with the given rights, and the source that asks as it."""
    made = []

    def asking(*grants, allow_writer=False):
        login = f"{name}_{len(made)}"
        statements = [f"create role {login} login password '{postgresql.password()}'"]
        statements += [f"grant {grant} to {login}" for grant in grants]
        postgresql.run_sql(";".join(statements), name)
        url = postgresql.url(name, login=login)
        made.append(make_source(tmp_path, url=url, password=postgresql.password, allow_writer=allow_writer))
        return made[-1]

    yield asking
    for one in made:
        one.close()


def test_the_unix_socket_is_as_good_as_the_port(postgresql, name, tmp_path):
    source = make_source(tmp_path, url=postgresql.url(name, by_socket=True), password=postgresql.password)

    assert len(source.rows("select * from items", {}, within=SOON)) == 2
    source.close()


def test_the_first_question_after_the_server_was_restarted_succeeds(postgresql, source):
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: source.rows("select pg_sleep(0.1)", {}, within=SOON), range(3)))

    postgresql.restart()

    assert len(source.rows("select id from items", {}, within=SOON)) == 2
    with ThreadPoolExecutor(3) as pool:
        assert len(list(pool.map(lambda _: source.rows("select 1", {}, within=SOON), range(3)))) == 3


def test_while_the_server_is_down_that_is_told_at_once_and_afterwards_all_is_well(postgresql, source):
    source.rows("select id from items", {}, within=SOON)
    postgresql.stop()
    try:
        began = monotonic()
        with pytest.raises(SourceUnavailable, match=r"“ledger” cannot be (asked|reached)"):
            source.rows("select id from items", {}, within=SOON)
        took = monotonic() - began
    finally:
        postgresql.start()

    assert took < 4
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_two_slow_questions_take_the_time_of_one(source):
    source.rows("select 1", {}, within=SOON)
    together = threading.Barrier(2)

    def ask(_):
        together.wait()
        source.rows("select pg_sleep(1)", {}, within=SOON)

    began = monotonic()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ask, range(2)))

    assert monotonic() - began < 1.9


def test_a_connection_that_is_dropped_between_rows_is_told_and_the_next_question_succeeds(
    postgresql, name, source
):
    rows = source.stream("select generate_series(1, 100000) as n, repeat('x', 500) as filling", {})
    next(rows)
    postgresql.run_sql(
        f"select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reader' and datname = '{name}'",
        "postgres",
    )

    with pytest.raises(SourceUnavailable, match="“ledger” cannot be asked"):
        for _ in rows:
            pass

    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_question_under_way_whose_connection_is_killed_is_told(postgresql, name, source):
    source.rows("select 1", {}, within=SOON)
    kill = f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and wait_event = 'PgSleep'"
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(source.rows, "select pg_sleep(30)", {}, within=timedelta(seconds=31))
        until = monotonic() + 10
        while not postgresql.run_sql(kill, "postgres"):
            assert monotonic() < until

        with pytest.raises(SourceUnavailable, match="terminating connection"):
            asked.result()


def test_a_server_that_has_gone_silent_holds_a_question_no_longer_than_its_time(postgresql, name, source):
    source.rows("select 1", {}, within=SOON)
    [(backend,)] = postgresql.run_sql(
        f"select pid from pg_stat_activity where datname = '{name}' and usename = 'reader'", "postgres"
    )
    with halted(backend):
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
        "delete on items",
        "truncate on items",
        "pg_write_all_data",
    ],
)
def test_a_login_that_may_write_is_refused_unless_the_settings_allow_it(asks_as, grant):
    with pytest.raises(SourceDenied, match=r"login at “ledger” may write.*allow_writer = true"):
        asks_as("select on items", grant).rows("select 1", {}, within=SOON)

    allowed = asks_as("select on items", grant, allow_writer=True)
    assert len(allowed.rows("select id from items", {}, within=SOON)) == 2


@pytest.mark.parametrize("grants", [["select on items"], ["select (id) on items"], ["pg_read_all_data"]])
def test_a_login_that_only_reads_is_fine(asks_as, grants):
    assert len(asks_as(*grants).rows("select id from items", {}, within=SOON)) == 2


def test_a_doubled_colon_and_one_within_a_word_are_the_questions_own(source):
    rows = source.rows(
        "select '12:30' as at, '7'::int as n, cast(:ref as int) as m", {"ref": "7"}, within=SOON
    )

    assert rows == [{"at": "12:30", "n": 7, "m": 7}]


def test_a_right_to_write_that_comes_by_a_role_is_seen(postgresql, name, asks_as):
    role = f"{name}_writers"
    postgresql.run_sql(f"create role {role}; grant insert on items to {role}", name)

    with pytest.raises(SourceDenied, match="may write"):
        asks_as(role).rows("select 1", {}, within=SOON)


def test_a_right_to_write_that_a_login_must_take_up_first_is_seen(postgresql, name, asks_as):
    role = f"{name}_writers"
    postgresql.run_sql(f"create role {role}; grant insert on items to {role}", name)
    source = asks_as("select on items", role)
    postgresql.run_sql(f"alter role {name}_0 noinherit", name)

    with pytest.raises(SourceDenied, match="may write"):
        source.rows("select 1", {}, within=SOON)


@pytest.mark.parametrize(
    "writing",
    [
        "insert into items values (3, 'three') returning id",
        "with made as (insert into items values (3, 'x') returning id) select * from made",
        "select set_config('transaction_read_only', 'off', false)",
        "rollback; insert into items values (3, 'x')",
        "commit; insert into items values (3, 'x')",
        "select 1; commit; insert into items values (3, 'x')",
        "truncate items",
        "create table other (id int)",
        "select nextval('numbers')",
        "select 1 into other",
        "copy items to '/tmp/out'",
    ],
)
def test_even_a_login_that_may_write_writes_nothing(postgresql, name, asks_as, writing):
    postgresql.run_sql("create sequence numbers", name)
    source = asks_as("all on items", "all on sequence numbers", "all on schema public", allow_writer=True)

    with pytest.raises((SourceDenied, UnreadableAnswer)):
        source.rows(writing, {}, within=SOON)

    assert postgresql.run_sql("select count(*), (select is_called from numbers) from items", name) == [
        (2, False)
    ]
    assert len(source.rows("select id from items", {}, within=SOON)) == 2


def test_a_login_that_only_reads_is_told_so_when_a_question_writes(source):
    with pytest.raises((SourceDenied, UnreadableAnswer)):
        source.rows("insert into items values (3, 'three')", {}, within=SOON)


def test_a_table_that_was_not_granted_is_refused_by_name(postgresql, name, source):
    postgresql.run_sql("create table salaries (id int); revoke all on salaries from reader", name)

    with pytest.raises(SourceDenied, match="“ledger” refuses: permission denied for table salaries"):
        source.rows("select * from salaries", {}, within=SOON)

    assert "salaries" not in [table.name for table in source.tables(within=SOON)]


def test_only_the_granted_columns_of_a_table_are_told(asks_as):
    [table] = asks_as("select (word) on items").tables(within=SOON)

    assert [column.name for column in table.columns] == ["word"]


def test_tables_outside_the_search_path_are_told_after_the_others_with_their_schema(postgresql, name, source):
    postgresql.run_sql(
        "create schema aa; grant usage on schema aa to reader; create table aa.accounts (id int primary key);"
        "grant select on aa.accounts to reader; create table lines (account int references aa.accounts);"
        "create materialized view totals as select count(*) as n from items; grant select on totals to reader;"
        "create schema hidden; create table hidden.secrets (id int)",
        name,
    )

    told = source.tables(within=SOON)

    assert [table.name for table in told] == ["items", "lines", "totals", "aa.accounts"]
    assert told[1].columns[0].references == "accounts.id"


def test_no_more_than_500_tables_are_told(postgresql, name, source):
    postgresql.run_sql(
        "do $$ begin for i in 1..600 loop execute 'create table t' || i || '()'; end loop; end $$", name
    )
    postgresql.run_sql(
        "do $$ begin for i in 1..600 loop execute 'alter table t' || i || ' add x int'; end loop; end $$",
        name,
    )

    assert len(source.tables(within=SOON)) == 500


def test_a_wrong_password_says_where_to_store_the_right_one_and_shows_neither(postgresql, name, tmp_path):
    passwords = iter(["canary/4711", postgresql.password()])
    source = make_source(tmp_path, url=postgresql.url(name), password=lambda: next(passwords))

    with pytest.raises(SourceDenied, match=r"screenpop secret set sources\.ledger") as caught:
        source.rows("select 1", {}, within=SOON)

    shown = f"{caught.value}{caught.value.__cause__}{vars(source._connections)!r}"
    assert "canary" not in shown
    assert source.rows("select 1 as one", {}, within=SOON) == [{"one": 1}]
    assert postgresql.password() not in repr(vars(source._connections))
    source.close()


def test_a_password_stands_in_no_error_and_no_log(postgresql, name, tmp_path, caplog):
    caplog.set_level("DEBUG")
    source = make_source(tmp_path, url=postgresql.url(name), password=postgresql.password)
    shown = []
    for question in ("select wrong", "select pg_sleep(9)", "select 1; select 2"):
        with pytest.raises((SourceUnavailable, UnreadableAnswer)) as caught:
            source.rows(question, {}, within=timedelta(milliseconds=300))
        shown.append(f"{caught.value}{caught.value.__cause__!r}{caught.getrepr(style='long')}")
    source.close()

    assert postgresql.password() not in caplog.text
    assert postgresql.password() not in "".join(shown)


def test_a_database_that_there_is_not_is_named(postgresql, tmp_path):
    source = make_source(tmp_path, url=postgresql.url("nowhere"), password=postgresql.password)

    with pytest.raises(SourceUnavailable, match='database "nowhere" does not exist'):
        source.rows("select 1", {}, within=SOON)
