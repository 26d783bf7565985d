import sqlite3
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

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.record.filters import LogFilter
from screenpop.storage import engines, upgrade
from screenpop.storage.call_log import LocalCallLog
from screenpop.storage.entry_rows import row_of
from screenpop.storage.record_keeper import LocalRecord
from screenpop.storage.schema import metadata
from tests.storage.made_entries import started


def test_the_migrations_build_exactly_the_tables_of_the_schema(path):
    upgrade.upgrade(path)

    engine = engines.reading(path)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()

    assert differences == []


def test_the_newest_migration_is_the_one_that_upgrade_knows():
    config = Config()
    config.set_main_option("script_location", str(Path(upgrade.__file__).parent / "migrations"))

    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.NEWEST]


def test_upgrading_again_changes_nothing(path):
    upgrade.upgrade(path)
    with closing(sqlite3.connect(path)) as file:
        before = file.execute("pragma schema_version").fetchone()

    upgrade.upgrade(path)

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("pragma schema_version").fetchone() == before


def test_a_record_of_the_first_program_is_upgraded_with_all_it_holds(path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "NEWEST", "0001")
        patch.setattr("alembic.command.upgrade", partial(_upgrade_to, "0001", command.upgrade))
        upgrade.upgrade(path)
    with closing(LocalRecord(path)) as record:
        call = started()
        with closing(sqlite3.connect(path)) as file, file:
            table, row = row_of(call)
            statement = table.insert().values(row).compile(compile_kwargs={"literal_binds": True})
            file.execute(str(statement))
            file.execute(
                "insert into call_details (id, call, at, number, presented, name, words)"
                " select replace(id, '0', '0'), id, at, '+48600100200', '600100200', 'Other', 'other' from calls"
            )
        record.open()

    with closing(LocalCallLog(path)) as log:
        assert log.latest(call.call_id).number == "+48600100200"
        assert log.latest(call.call_id).name == "Other"
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select version_num from alembic_version").fetchone() == (upgrade.NEWEST,)


def _upgrade_to(revision: str, really: Callable[..., None], config: Config, _head: str) -> None:
    really(config, revision)


def test_an_upgrade_that_fails_leaves_nothing_half_done(path, monkeypatch):
    def break_down(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.ddl.impl.DefaultImpl.create_index", break_down)
        with pytest.raises(RecordUnavailable, match="No space left"):
            upgrade.upgrade(path)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select count(*) from sqlite_master").fetchone() == (0,)

    upgrade.upgrade(path)


def test_a_record_of_a_newer_program_is_refused_and_left_alone(record, call_log, path):
    upgrade.upgrade(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("update alembic_version set version_num = '9999'")

    for attempt in (lambda: upgrade.upgrade(path), lambda: call_log.page(LogFilter(), at_most=1)):
        with pytest.raises(RecordUnavailable, match=r"newer Screenpop \(schema 9999; this one knows"):
            attempt()
    with pytest.raises(NotKept, match="newer Screenpop"):
        record.keep(started())

    with closing(sqlite3.connect(path)) as file:
        assert file.execute("select version_num from alembic_version").fetchone() == ("9999",)


def test_a_folder_with_a_percent_sign_is_no_trouble(tmp_path):
    upgrade.upgrade(tmp_path / "100%(here)s" / "record.db")
