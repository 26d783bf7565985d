import psycopg
import pymysql
import pytest


def test_a_postgresql_of_our_own_answers_its_reader_who_may_not_write(postgresql):
    database = postgresql.create_database("create table items (id int); insert into items values (1), (2)")

    url = postgresql.url(database, by_socket=True)
    assert postgresql.password() not in url
    with psycopg.connect(
        host=postgresql.folder,
        port=postgresql.port,
        user="reader",
        password=postgresql.password(),
        dbname=database,
    ) as connection:
        assert connection.execute("select count(*) from items").fetchone() == (2,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("insert into items values (3)")
    assert postgresql.run_sql("select max(id) from items", database) == [(2,)]


def test_a_mariadb_of_our_own_answers_its_reader_who_may_not_write(mariadb):
    database = mariadb.create_database("create table items (id int); insert into items values (1), (2)")

    connection = pymysql.connect(
        host=mariadb.host, port=mariadb.port, user=database, password=mariadb.password(), database=database
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from items")
        assert cursor.fetchone() == (2,)
        with pytest.raises(pymysql.err.OperationalError, match="1142"):
            cursor.execute("insert into items values (3)")
    assert mariadb.run_sql("select max(id) from items", database) == ((2,),)


def test_a_server_that_was_restarted_has_kept_its_data(postgresql):
    database = postgresql.create_database("create table items (id int); insert into items values (1)")

    postgresql.restart()

    assert postgresql.run_sql("select id from items", database) == [(1,)]
