from datetime import timedelta

import pytest

from connectors.sources.addresses import address_of
from connectors.sources.dialects import dialect_of
from screenpop.errors import ConfigurationError
from tests.connectors.databases import make_database, make_source

ONE = "create table one (id); insert into one values (1);"
ODD = ["with space.db", "50%.db", "a%20b.db", "why?.db", "no#1.db", "ąę.db", "a&b=c.db", "per%3Fcent.db"]


@pytest.mark.parametrize("name", ODD)
def test_no_character_in_a_files_name_has_a_meaning(tmp_path, name):
    make_database(tmp_path / name, ONE)
    source = make_source(tmp_path, url=f"sqlite:///{name}")

    assert len(source.rows("select * from one", {}, within=timedelta(seconds=5))) == 1


@pytest.mark.parametrize("name", ODD)
def test_no_character_in_the_settings_folder_has_a_meaning(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    source = make_source(folder, ONE)

    assert len(source.rows("select * from one", {}, within=timedelta(seconds=5))) == 1


def test_an_absolute_file_is_not_looked_for_in_the_settings_folder(tmp_path):
    file = make_database(tmp_path / "one.db", ONE)

    assert address_of(f"sqlite:///{file}", "ledger", tmp_path / "elsewhere").file == file


def test_escapes_of_a_url_are_understood_where_no_file_has_such_a_name(tmp_path):
    file = make_database(tmp_path / "with space.db", ONE)

    assert address_of("sqlite:///with%20space.db", "ledger", tmp_path).file == file


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://reader:canary@books.example/ledger",
        "postgresql+psycopg://reader:@books.example/ledger",
        "postgresql+psycopg://reader@books.example/ledger?password=canary",
        "mysql+pymysql://books.example/ledger?user=reader&passwd=canary",
        "mssql+pyodbc:///?odbc_connect=DRIVER%3D%7Bx%7D%3BUID%3Dsa%3BPWD%3Dcanary",
    ],
)
def test_a_password_in_the_settings_is_refused_and_not_repeated(tmp_path, url):
    with pytest.raises(ConfigurationError, match=r"screenpop secret set sources\.ledger") as caught:
        address_of(url, "ledger", tmp_path)

    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    ["", "crm.db", "postgresql//canary@host", "postgresql://user:canary@host:port/db", "sqlite:///a\0canary"],
)
def test_what_is_no_address_is_refused_and_not_repeated(tmp_path, url):
    with pytest.raises(ConfigurationError, match=r"sources\.ledger") as caught:
        address_of(url, "ledger", tmp_path)

    assert "canary" not in str(caught.value)
    assert "canary" not in str(caught.value.__cause__)


@pytest.mark.parametrize(
    ("url", "reads_only"),
    [
        ("sqlite:///ledger.db", True),
        ("sqlite+pysqlite:///file:ledger.db?uri=true", True),
        ("sqlite+pysqlcipher:///ledger.db", False),
        ("postgresql+psycopg://reader@server/ledger", True),
        ("mysql+pymysql://reader@server/ledger", True),
        ("mssql+pyodbc://reader@server/ledger", True),
        ("oracle+oracledb://reader@server/?service_name=ledger", True),
        ("duckdb:///ledger.duckdb", True),
        ("sybase+pyodbc://reader@server/ledger", False),
    ],
)
def test_only_databases_that_can_be_kept_from_writing_are_trusted(tmp_path, url, reads_only):
    assert dialect_of(address_of(url, "ledger", tmp_path).url).reads_only is reads_only


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgresql://reader@server/ledger", "postgresql+psycopg"),
        ("mysql://reader@server/ledger", "mysql+pymysql"),
        ("mariadb://reader@server/ledger", "mariadb+pymysql"),
        ("mssql://reader@server/ledger", "mssql+pymssql"),
        ("oracle://reader@server/?service_name=ledger", "oracle+oracledb"),
        ("mssql+pyodbc://reader@server/ledger", "mssql+pyodbc"),
    ],
)
def test_a_database_without_a_driver_is_asked_by_the_one_that_comes_with_the_program(tmp_path, url, driver):
    assert address_of(url, "ledger", tmp_path).url.drivername == driver


def test_a_duckdb_file_is_a_path_and_nothing_more(tmp_path):
    address = address_of("duckdb:///md:odd?x=1.duckdb", "ledger", tmp_path)

    assert address.file == tmp_path / "md:odd?x=1.duckdb"
    assert address.url.database == str(address.file)
    assert not address.url.query
