import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from screenpop.errors import RecordUnavailable
from screenpop.events.calls import Ending
from screenpop.record.filters import LogFilter
from screenpop.storage import upgrade
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.entry_rows import row_of
from screenpop.storage.schema import metadata
from screenpop.storage.upgrade import Upgraded
from tests.servers import PostgreSQL
from tests.storage.made_entries import Keeping, finished, found, picked_up, started, wrapped_up

FIRST_COLUMNS = {
    "calls": "id call_id at agent direction number presented name withheld did queue trust words",
    "callers_found": "id call at customer_id customer contact words",
    "pick_ups": "id call at",
    "call_ends": "id call at ending",
    "wrap_ups": "id call at agent reason disposition note words",
}


@pytest.fixture
def empty_server(postgresql: PostgreSQL):
    """The url of a database that holds nothing yet."""
    return postgresql.url(postgresql.create_database(), login="postgres")


def test_the_migrations_build_exactly_the_tables_of_the_schema(database):
    database.upgrade()

    with database.reading() as connection:
        ours = {"include_name": lambda name, kind, _: kind != "table" or name in metadata.tables}
        differences = compare_metadata(MigrationContext.configure(connection, opts=ours), metadata)

    only_there = ("recorded_at", "ix_wrap_ups_at_noted", "ix_call_log_trigrams")
    of_a_server = [one for one in differences if any(name in str(one) for name in only_there)]
    assert [difference for difference in differences if difference not in of_a_server] == []
    assert database.is_server or not of_a_server


def test_the_newest_migration_is_the_one_that_upgrade_knows():
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))

    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.NEWEST]


def test_upgrading_again_changes_nothing(path):
    first = Database(path).upgrade()
    with closing(sqlite3.connect(path)) as file:
        before = file.execute("pragma schema_version").fetchone()

    again = Database(path).upgrade()

    assert (first, again) == (Upgraded(None, upgrade.NEWEST), Upgraded(upgrade.NEWEST, upgrade.NEWEST))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("pragma schema_version").fetchone() == before


def test_upgrading_a_server_again_changes_nothing(postgresql, empty_server):
    with closing(Database(empty_server, password=postgresql.password)) as database:
        assert database.upgrade() == Upgraded(None, upgrade.NEWEST)
        assert database.upgrade() == Upgraded(upgrade.NEWEST, upgrade.NEWEST)


def as_of(revision: str, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a record as an earlier program did."""
    with monkeypatch.context() as patch:
        patch.setattr("alembic.command.upgrade", partial(_upgrade_to, revision, command.upgrade))
        Database(path).upgrade()


def _upgrade_to(revision: str, really: Callable[..., None], config: Config, _head: str) -> None:
    really(config, revision)


def put(path: Path, *entries: object) -> None:
    """Put rows where an earlier program's tables have only its columns."""
    with closing(sqlite3.connect(path)) as file, file:
        for entry in entries:
            table, row = row_of(entry)
            row = {name: row[name] for name in FIRST_COLUMNS[table.name].split()}
            file.execute(str(table.insert().values(row).compile(compile_kwargs={"literal_binds": True})))


def test_a_record_of_the_first_program_is_upgraded_with_all_it_holds(path, monkeypatch):
    as_of("0001", path, monkeypatch)
    call = started()
    put(path, call)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "insert into call_details (id, call, at, number, presented, name, words)"
            " select replace(id, '0', '0'), id, at, '+48600100200', '600100200', 'Other', 'other' from calls"
        )

    with closing(Database(path)) as database:
        assert database.upgrade() == Upgraded("0001", upgrade.NEWEST)
        row = DatabaseCallLog(database).latest(call.call_id)

    assert (row.number, row.name) == ("+48600100200", "Other")


def test_legs_and_calls_are_made_of_what_an_earlier_program_kept(path, monkeypatch):
    as_of("0003", path, monkeypatch)
    a, b, other = (
        started("a", agent="anna"),
        started("b", agent="béla"),
        started("c", agent="carla", number="+48600100200"),
    )
    put(path, a, b, other, found(b.id, "K-1"), picked_up(b.id), finished(a.id, Ending.MISSED, 4))
    put(path, finished(b.id), wrapped_up(b.id, "faktura"), finished(other.id, Ending.MISSED))

    with closing(Database(path)) as database:
        log = DatabaseCallLog(database)
        rows = list(log.all(LogFilter()))
        (missed,) = log.all(LogFilter(agent="anna", text="0225550123"))
        assert [row.call_id for row in log.all(LogFilter(text="faktura"))] == ["b"]

    assert {(row.call_id, row.legs, row.ending) for row in rows} == {
        ("b", 2, Ending.ENDED),
        ("c", 1, Ending.MISSED),
    }
    assert missed.ending is Ending.ANSWERED_ELSEWHERE


def test_an_upgrade_that_fails_leaves_nothing_half_done(path, monkeypatch):
    def break_down(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.ddl.impl.DefaultImpl.create_index", break_down)
        with pytest.raises(RecordUnavailable, match="No space left"):
            Database(path).upgrade()
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select count(*) from sqlite_master").fetchone() == (0,)

    Database(path).upgrade()


def test_an_upgrade_of_a_server_that_fails_leaves_nothing_half_done(postgresql, empty_server, monkeypatch):
    def break_down(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with closing(Database(empty_server, password=postgresql.password)) as database:
        with monkeypatch.context() as patch:
            patch.setattr("screenpop.storage.migrations.v0004.postgresql.statements", break_down)
            with pytest.raises(OSError, match="No space left"):
                database.upgrade()

        schemas = postgresql.run_sql(
            "select from pg_namespace where nspname = 'screenpop'", name_in(empty_server)
        )
        assert not schemas
        assert database.upgrade() == Upgraded(None, upgrade.NEWEST)


def name_in(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_record_of_a_newer_program_is_refused_and_left_alone(path):
    Database(path).upgrade()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("update alembic_version set version_num = '9999'")

    refuses_a_newer_one(Database(path))

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select version_num from alembic_version").fetchone() == ("9999",)


def test_a_server_of_a_newer_program_is_refused_and_left_alone(postgresql, empty_server):
    name = name_in(empty_server)
    with closing(Database(empty_server, password=postgresql.password)) as database:
        database.upgrade()
        database.open()
        postgresql.run_sql("update screenpop.alembic_version set version_num = '9999'", name)

        with pytest.raises(RecordUnavailable, match="newer Screenpop"):  # though it is connected already
            Keeping(database).keep(started())
    refuses_a_newer_one(Database(empty_server, password=postgresql.password))

    assert postgresql.run_sql("select version_num from screenpop.alembic_version", name) == [("9999",)]
    assert postgresql.run_sql("select count(*) from screenpop.calls", name) == [(0,)]


def refuses_a_newer_one(database: Database) -> None:
    with closing(database):
        for attempt in (
            database.upgrade,
            lambda: DatabaseCallLog(database).page(LogFilter(), at_most=1),
            lambda: Keeping(database).keep(started()),
        ):
            with pytest.raises(RecordUnavailable, match=r"newer Screenpop \(schema 9999; this one knows"):
                attempt()


def test_a_server_is_upgraded_only_when_it_is_told_to_be(postgresql, empty_server, monkeypatch):
    with closing(Database(empty_server, password=postgresql.password)) as database:
        with pytest.raises(
            RecordUnavailable, match=r"no record on the server yet .* “screenpop database upgrade”"
        ):
            database.open()
        with monkeypatch.context() as patch:
            patch.setattr("alembic.command.upgrade", partial(_upgrade_to, "0003", command.upgrade))
            database.upgrade()
        with pytest.raises(
            RecordUnavailable, match=r"older than this Screenpop \(schema 0003; .* database upgrade"
        ):
            database.open()

        assert database.upgrade() == Upgraded("0003", upgrade.NEWEST)
        database.open()


def test_what_is_made_on_a_server_belongs_to_nobody_who_logs_in(postgresql, empty_server):
    with closing(Database(empty_server, password=postgresql.password)) as database:
        database.upgrade()

    owners = (
        "select distinct relowner::regrole::text from pg_class where relnamespace = 'screenpop'::regnamespace"
    )
    assert postgresql.run_sql(owners, name_in(empty_server)) == [("screenpop_owner",)]
    assert postgresql.run_sql(
        "select rolcanlogin from pg_roles where rolname = 'screenpop_owner'", "postgres"
    ) == [(False,)]


@pytest.fixture
def builder(postgresql):
    """A login that may make schemas in databases of its own, and nothing else."""
    postgresql.run_sql(f"create role builder login password '{postgresql.password()}'", "postgres")
    name = postgresql.create_database()
    postgresql.run_sql(f"alter database {name} owner to builder", "postgres")
    yield postgresql.url(name, login="builder")
    postgresql.run_sql(f"drop database {name} with (force)", "postgres")
    postgresql.run_sql("drop role builder", "postgres")


def test_who_may_not_act_for_the_owner_owns_what_they_make(postgresql, builder):
    with closing(Database(builder, password=postgresql.password)) as database:
        assert database.upgrade() == Upgraded(None, upgrade.NEWEST)
        Keeping(database).keep(started())


def test_who_may_make_nothing_is_told_that_another_login_must(postgresql):
    database = Database(postgresql.url(postgresql.create_database()), password=postgresql.password)

    with closing(database), pytest.raises(RecordUnavailable, match=r"may make nothing .* --login NAME"):
        database.upgrade()


def test_who_may_not_upgrade_is_told_whose_the_record_is(postgresql, builder):
    as_administrator = Database(builder, login="postgres", password=postgresql.password)
    with closing(as_administrator), closing(Database(builder, password=postgresql.password)) as database:
        as_administrator.upgrade()

        with pytest.raises(RecordUnavailable, match=r"belongs to “screenpop_owner”.* --login NAME"):
            database.upgrade()


def test_a_folder_with_a_percent_sign_is_no_trouble(tmp_path):
    Database(tmp_path / "100%(here)s" / "record.db").upgrade()


@pytest.mark.parametrize("where", ["file", "server"])
def test_several_programs_may_upgrade_at_once(where, path, request):
    def one() -> Database:
        if where == "file":
            return Database(path)
        server = request.getfixturevalue("postgresql")
        return Database(request.getfixturevalue("empty_server"), password=server.password)

    databases = [one() for _ in range(4)]
    done: list[Upgraded] = []
    together = threading.Barrier(len(databases))

    def run(database: Database) -> None:
        together.wait()
        with closing(database):
            done.append(database.upgrade())

    threads = [threading.Thread(target=run, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(str(one.before) for one in done) == [upgrade.NEWEST] * 3 + ["None"]
    assert {one.after for one in done} == {upgrade.NEWEST}
