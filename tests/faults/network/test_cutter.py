from contextlib import closing

import psycopg
import pytest

from tests.faults.network.cutter import Cut, Cutter


@pytest.fixture
def database(postgresql) -> str:
    return postgresql.create_database("create table notes (text text)")


def connect(postgresql, cutter: Cutter, database: str, encryption: str = "prefer") -> psycopg.Connection:
    return psycopg.connect(
        host="127.0.0.1",
        port=cutter.port,
        user="postgres",
        password=postgresql.password(),
        dbname=database,
        sslmode=encryption,
    )


def write(connection: psycopg.Connection) -> None:
    connection.execute("insert into notes values ('one')")
    connection.commit()


@pytest.mark.parametrize("encryption", ["disable", "prefer"])
def test_without_a_cut_it_only_carries(postgresql, cutter, database, encryption):
    with closing(connect(postgresql, cutter, database, encryption)) as connection:
        write(connection)

        assert connection.execute("select * from notes").fetchall() == [("one",)]
    assert cutter.happened == {}


@pytest.mark.parametrize(("cut", "written"), [("answer to commit", 1), ("commit", 0)])
def test_a_cut_around_the_commit_is_before_or_after_it_as_asked(postgresql, cutter, database, cut, written):
    with closing(connect(postgresql, cutter, database)) as connection:
        is_cut = cutter.cut(Cut(cut))

        with pytest.raises(psycopg.OperationalError):
            write(connection)

    assert is_cut.wait(5)
    assert postgresql.run_sql("select count(*) from notes", database) == [(written,)]
    with closing(connect(postgresql, cutter, database)) as connection:
        write(connection)


@pytest.mark.parametrize("side", ["bytes of the server", "bytes of the desk"])
def test_a_cut_after_some_bytes_may_come_during_the_login(postgresql, cutter, database, side):
    is_cut = cutter.cut(Cut(side, after=50))

    with pytest.raises(psycopg.OperationalError):
        connect(postgresql, cutter, database)

    assert is_cut.wait(5)
    assert cutter.happened == {side: 1}


def test_a_silent_connection_carries_nothing_more(postgresql, cutter, database):
    with closing(connect(postgresql, cutter, database)) as connection:
        is_cut = cutter.cut(Cut("silence"))
        connection.pgconn.send_query(b"select 1")

        assert is_cut.wait(5)
        assert connection.pgconn.is_busy()
