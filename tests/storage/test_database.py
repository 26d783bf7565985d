"""What goes wrong with the shared database is said in words, and what can pass does pass."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from screenpop.errors import ConfigurationError, KeyringLocked, NotKept, RecordUnavailable
from screenpop.record.filters import LogFilter
from screenpop.sentences import say
from screenpop.storage import schema
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.entry_rows import row_of
from screenpop.storage.server_place import ServerPlace
from tests.servers import PostgreSQL, _serve
from tests.storage.made_entries import NOON, Keeping, finished, found, started, wrapped_up
from tests.telephony.wire.certificates import Authority

CANARY = "kanarek-7f3a"


def counted(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(schema.calls.c.id)).all())


def line_row() -> dict[str, object]:
    return {"id": started().id, "at": NOON, "agent": "anna", "line": "line", "up": True, "reason": ""}


def test_what_is_written_counts_after_the_block_and_not_if_it_breaks_off(database):
    table, row = schema.line_changes, line_row()

    def break_off() -> None:
        with database.writing() as connection:
            connection.execute(table.insert().values(row))
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    with database.writing() as connection:
        assert connection.execute(select(table.c.id)).all() == []
        connection.execute(table.insert().values(row))

    with database.reading() as connection:
        assert connection.execute(select(table.c.id)).scalars().all() == [row["id"]]


def test_what_belongs_to_a_call_that_is_not_there_is_not_kept(record):
    with pytest.raises(NotKept):
        record.keep(finished(started().id))


def test_a_note_that_is_too_long_for_the_database_is_not_kept_and_not_told(record, caplog):
    call = started()
    record.keep(call)
    row = {
        "id": started().id,
        "call": call.id,
        "at": NOON,
        "agent": "a",
        "reason": "",
        "disposition": "",
        "words": "",
    }

    with pytest.raises(NotKept) as told, record.database.writing() as connection:
        connection.execute(schema.wrap_ups.insert().values(note=CANARY * 2_000, **row))

    assert CANARY not in str(told.getrepr(style="long", showlocals=False)) + caplog.text


def test_what_was_closed_stays_closed(database):
    database.open()
    database.close()

    with pytest.raises(RecordUnavailable, match="closed"):
        database.open()


def test_a_file_that_somebody_removed_is_made_anew(path):
    with closing(Database(path)) as database:
        Keeping(database).keep(started())
        for file in path.parent.iterdir():
            file.unlink()

        assert counted(database) == 0


def test_a_damaged_file_is_told(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database " * 1_000)

    with pytest.raises(RecordUnavailable, match="damaged"):
        Database(path).open()


def test_a_file_where_no_file_can_be_is_told(tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")

    with pytest.raises(RecordUnavailable, match="cannot be created"):
        Database(tmp_path / "data" / "record.db").open()


def test_a_file_that_another_program_holds_is_told(path, monkeypatch):
    monkeypatch.setattr("screenpop.storage.engines._BUSY_MS", 50)
    with closing(Database(path)) as database:
        database.open()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("begin immediate")

            with pytest.raises(RecordUnavailable, match="Another program holds"):
                Keeping(database).keep(started())


def test_a_server_that_is_away_is_told_and_used_again_when_it_is_back(server, postgresql):
    Keeping(server).keep(started())
    postgresql.stop()
    try:
        for _ in range(2):
            with pytest.raises(RecordUnavailable, match="cannot be reached"):
                counted(server)
    finally:
        postgresql.start()

    assert counted(server) == 1


def test_a_server_that_was_started_anew_meanwhile_is_not_even_noticed(server, postgresql):
    Keeping(server).keep(started())
    postgresql.restart()

    Keeping(server).keep(started("again"))

    assert counted(server) == 2


def test_a_transaction_that_the_server_breaks_off_is_told_and_does_not_count(server, postgresql):
    def write() -> None:
        with server.writing() as connection:
            connection.execute(schema.calls.insert().values(row_of(started())[1]))
            postgresql.restart()
            connection.execute(select(schema.calls.c.id))

    with pytest.raises(RecordUnavailable, match="cannot be reached"):
        write()

    assert counted(server) == 0


def trouble_with(address: str, **options: object) -> str:
    """What is said when a database cannot be opened."""
    with closing(Database(address, **options)) as database, pytest.raises(RecordUnavailable) as told:
        database.open()
    return str(told.value)


def test_a_name_that_no_server_has_is_told():
    told = trouble_with("postgresql+psycopg://anna@nowhere.invalid/calls")

    assert "cannot be reached (calls @ nowhere.invalid)" in told


def test_a_port_where_nobody_listens_is_told():
    told = trouble_with("postgresql+psycopg://anna@127.0.0.1:1/calls")

    assert "cannot be reached (calls @ 127.0.0.1)" in told


@pytest.mark.parametrize("password", ["wrong", None])
def test_a_login_that_is_refused_is_told_without_its_password(postgresql, upgraded, password, monkeypatch):
    monkeypatch.delenv("PGPASSFILE", raising=False)

    told = trouble_with(postgresql.url(upgraded), password=lambda: password)

    assert "does not accept the login “reader”" in told
    assert "“screenpop secret set record” stores its password" in told
    assert "wrong" not in told


def test_a_password_that_was_stored_meanwhile_is_used(postgresql, upgraded):
    stored: list[str] = ["wrong"]
    url = postgresql.url(upgraded, login="postgres")
    with closing(Database(url, password=lambda: stored[-1])) as database:
        with pytest.raises(RecordUnavailable):
            database.open()
        stored.append(postgresql.password())

        database.open()


def test_without_a_password_of_ours_libpq_finds_its_own(postgresql, upgraded, tmp_path, monkeypatch):
    file = tmp_path / "pgpass"
    file.write_text(f"127.0.0.1:{postgresql.port}:*:postgres:{postgresql.password()}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))

    with closing(Database(postgresql.url(upgraded), login="postgres")) as database:
        database.open()


def test_a_locked_keyring_is_told_and_may_be_unlocked_later(postgresql, upgraded):
    def locked() -> str:
        raise KeyringLocked(say("The keyring is waiting to be unlocked."))

    assert trouble_with(postgresql.url(upgraded), password=locked) == "The keyring is waiting to be unlocked."


def test_a_login_without_grants_is_told_whom_to_ask(postgresql, upgraded):
    told = trouble_with(postgresql.url(upgraded), password=postgresql.password)

    assert "“reader” may not do that" in told
    assert "Ask your administrator to run “screenpop database grant”" in told


def test_what_takes_too_long_is_given_up(postgresql, upgraded):
    url = postgresql.url(upgraded, login="postgres")
    slow = Database(url, password=postgresql.password, deadline=timedelta(milliseconds=300))
    with (
        closing(slow),
        pytest.raises(RecordUnavailable, match="did not answer in time"),
        slow.reading() as connection,
    ):
        connection.execute(text("select pg_sleep(20)"))


def test_a_row_from_the_future_is_refused_by_the_server(server):
    with pytest.raises(NotKept):
        Keeping(server).keep(started(at=datetime.now(UTC) + timedelta(minutes=6)))


def test_a_row_that_a_login_may_not_write_is_refused_for_good_though_others_are_not(
    server, postgresql, upgraded
):
    """A row that the server's rules refuse is no trouble of the server; its words may quote the row."""
    postgresql.run_sql(
        """create function screenpop.refuse() returns trigger language plpgsql as $$
           begin raise exception 'not yours' using errcode = 'insufficient_privilege'; end $$;
           create trigger b_refuse before insert on screenpop.line_changes
               for each row execute function screenpop.refuse()""",
        upgraded,
    )
    try:
        with (
            pytest.raises(NotKept, match=r"does not take this: 42501$") as refused,
            server.writing() as connection,
        ):
            connection.execute(schema.line_changes.insert().values(line_row()))
    finally:
        postgresql.run_sql("drop function screenpop.refuse cascade", upgraded)
    assert "not yours" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://anna:secret@db.example/calls",
        "postgresql://anna@db.example/calls",
        "mysql+pymysql://anna@db.example/calls",
        "postgresql+psycopg://anna@db.example",
        "postgresql+psycopg://anna@db.example:port/calls",
    ],
)
def test_what_is_no_address_of_a_server_is_refused_and_not_repeated(address):
    with pytest.raises(ConfigurationError, match=r"record\.database") as told:
        Database(address)

    assert "secret" not in str(told.value).replace("secret set", "")


def wire(address: str, **options: object) -> dict[str, object]:
    said = {"ca_file": None, "tls": True, "deadline": timedelta(seconds=5)} | options
    return ServerPlace(address, None, lambda: None, **said)._connect_args


@pytest.mark.parametrize(
    "place",
    [
        "db.example",
        "10.1.2.3:5433",
        "localhost.evil.example",
        "db.example/calls?sslmode=disable#",
        "db.example/calls?hostaddr=127.0.0.1#",
        "/calls?host=db.example#",
        "/calls?host=/run/postgresql&host=db.example#",
    ],
)
def test_a_server_elsewhere_must_prove_who_it_is(place, tmp_path):
    address = f"postgresql+psycopg://anna@{place}/calls".partition("#")[0]

    assert wire(address)["sslmode"] == "verify-full"
    assert wire(address)["sslrootcert"] == "system"
    assert wire(address, ca_file=tmp_path / "ca.pem")["sslrootcert"] == str(tmp_path / "ca.pem")
    assert "sslmode" not in wire(address, tls=False)


@pytest.mark.parametrize(
    "place",
    ["localhost", "127.0.0.1:5433", "[::1]", "/calls?host=/run/postgresql#", "localhost/calls?hostaddr=::1#"],
)
def test_a_server_on_this_computer_need_not(place):
    assert "sslmode" not in wire(f"postgresql+psycopg://anna@{place}/calls".partition("#")[0])


class Guarded(PostgreSQL):
    """A PostgreSQL that speaks TLS."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder)
        self.pair = self.authority.signs("db.example")
        for file in self.pair:
            file.chmod(0o644)
        super().__init__(folder)

    def _command(self) -> list[str]:
        certificate, key = (self.folder / "data" / name for name in ("server.crt", "server.key"))
        if not key.exists():
            for file, place in zip(self.pair, (certificate, key), strict=True):
                place.write_bytes(file.read_bytes())
                place.chmod(0o600)
                if os.geteuid() == 0:
                    os.chown(place, (self.folder / "data").stat().st_uid, -1)
        return [*super()._command(), "-c", "ssl=on"]


@pytest.fixture(scope="module")
def guarded():
    yield from _serve(Guarded)


def test_a_server_is_believed_only_with_a_certificate_for_its_name(guarded, tmp_path):
    """The name in the address counts, whatever way leads to it."""

    def told(name: str, ca_file: Path | None) -> str:
        url = f"postgresql+psycopg://postgres@{name}:{guarded.port}/postgres?hostaddr=127.0.0.1"
        return trouble_with(url, password=guarded.password, ca_file=ca_file)

    stranger = Authority(tmp_path, "Another CA").file

    assert "no record on the server yet" in told("db.example", guarded.authority.file)
    for name, ca_file in (
        ("db.example", stranger),
        ("db.example", None),
        ("other.example", guarded.authority.file),
    ):
        assert "cannot be trusted" in told(name, ca_file), (name, ca_file)


def test_a_server_that_speaks_no_tls_is_not_told_a_password(postgresql):
    url = f"postgresql+psycopg://postgres@db.example:{postgresql.port}/postgres?hostaddr=127.0.0.1"

    assert "cannot be trusted" in trouble_with(url, password=postgresql.password)


WARSAW = ZoneInfo("Europe/Warsaw")


def test_times_are_utc_wherever_the_server_lives_and_whatever_the_clocks_do(record, call_log, request):
    """One night of two half past twos in Warsaw, on a server that lives in Tokyo."""
    if record.database.is_server:
        server, name = request.getfixturevalue("postgresql"), request.getfixturevalue("upgraded")
        server.run_sql(f"alter database {name} set timezone = 'Asia/Tokyo'", name)
    first = datetime(2025, 10, 26, 2, 30, tzinfo=WARSAW)
    second = first.replace(fold=1)
    for call_id, at in (("second", second), ("first", first)):
        record.keep(started(call_id, at=at, number=f"+4860010{len(call_id)}"))

    rows = list(call_log.all(LogFilter()))

    assert [(row.call_id, row.offered_at) for row in rows] == [
        ("second", datetime(2025, 10, 26, 1, 30, tzinfo=UTC)),
        ("first", datetime(2025, 10, 26, 0, 30, tzinfo=UTC)),
    ]
    assert all(row.offered_at.tzinfo is UTC or row.offered_at.utcoffset() == timedelta(0) for row in rows)
    assert [row.call_id for row in call_log.all(LogFilter(since=second))] == ["second"]
    assert [row.call_id for row in call_log.all(LogFilter(before=second))] == ["first"]


def test_what_rings_over_the_change_of_the_clocks_is_one_call(record):
    night = datetime(2025, 10, 26, 2, 59, 58, tzinfo=WARSAW)
    record.keep(started("a", agent="a", at=night))
    record.keep(started("b", agent="b", at=datetime(2025, 10, 26, 2, 0, 1, tzinfo=WARSAW, fold=1)))

    with record.database.reading() as connection:
        assert connection.execute(select(schema.call_log.c.legs)).scalars().all() == [2]


def test_a_time_without_its_zone_is_no_time(record):
    with pytest.raises(RecordUnavailable, match="without its time zone"):
        record.keep(started(at=datetime(2025, 10, 26, 2, 30)))  # noqa: DTZ001 # that is the point


def test_text_of_all_the_world_comes_back_as_it_was(record, call_log):
    call = started(name="Żółw 📞 \u202e'; drop table calls; --")
    record.keep(call)
    record.keep(found(call.id, "K'1", "Ő\tűá", "ลูกค้า"))
    record.keep(wrapped_up(call.id, "a\r\nb %(x)s :y \\ {z} ?"))

    (row,) = call_log.all(LogFilter())

    assert (row.name, row.customer_id, row.customer, row.contact) == (call.name, "K'1", "Ő\tűá", "ลูกค้า")
    assert row.note == "a\r\nb %(x)s :y \\ {z} ?"


def test_many_threads_may_read_and_write_at_once(record, call_log):
    def work(number: int) -> None:
        record.keep(started(f"call-{number}", agent=f"a{number}", number=f"+4860010{number}"))
        call_log.page(LogFilter(), at_most=5)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(call_log.page(LogFilter(), at_most=50)) == 12


def test_an_export_that_is_given_up_lets_others_go_on(record):
    for number in range(3):
        record.keep(started(f"call-{number}", at=NOON + timedelta(hours=number)))
    log = DatabaseCallLog(record.database)
    rows = log.all(LogFilter())
    next(rows)
    rows.close()

    record.keep(started("after", at=NOON + timedelta(days=1)))
    assert len(list(log.all(LogFilter()))) == 4
