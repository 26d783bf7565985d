"""Who may have the supervisors' window."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.supervising import SupervisorsWindow, role_of
from screenpop.bootstrap.supervision import Supervision
from screenpop.errors import ConfigurationError
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings
from screenpop.storage.database import Database
from screenpop.storage.roles.grants import issue_grants
from screenpop.storage.roles.members import create_login, grant_role
from tests.servers import PostgreSQL

Read = Callable[[str], Settings]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def settings_with(more: str) -> Settings:
        file = tmp_path / "settings.toml"
        file.write_text(
            f'region = "PL"\nagent = "anna"\ndata = "{(tmp_path / "data").as_posix()}"\n'
            f'[secrets]\nfrom = "environment"\n[line]\nkind = "simulator"\n{more}',
            encoding="utf-8",
        )
        return read_settings(file, all_kinds())

    return settings_with


@pytest.fixture(scope="module")
def server(postgresql: PostgreSQL) -> str:
    """A database with logins of every role."""
    name = postgresql.create_database()
    with closing(Database(postgresql.url(name, login="postgres"), password=postgresql.password)) as database:
        database.upgrade()
        with database.writing() as connection:
            issue_grants(connection)
            for login, role in (("w_ola", "agent"), ("w_szef", "supervisor"), ("w_audyt", "auditor")):
                create_login(connection, login, "secret")
                grant_role(connection, login, login, role)
    return name


@pytest.mark.parametrize("role", ["agent", "supervisor", "auditor"])
def test_where_the_record_is_a_file_the_settings_say_who_supervises(read: Read, role: str) -> None:
    settings = read(f'[supervision]\nrole = "{role}"\n')
    with closing(Database(settings.data / "record.db")) as database:
        assert role_of(settings, database) == role
        assert (SupervisorsWindow.of(settings, database) is None) == (role == "agent")


@pytest.mark.parametrize(
    ("login", "role"), [("w_ola", "agent"), ("w_szef", "supervisor"), ("w_audyt", "auditor")]
)
def test_a_server_knows_its_logins_whatever_the_settings_say(
    read: Read, postgresql: PostgreSQL, server: str, login: str, role: str
) -> None:
    settings = read('[supervision]\nrole = "supervisor"\n')
    with closing(Database(postgresql.url(server, login=login), password=lambda: "secret")) as database:
        assert role_of(settings, database) == role
        assert (SupervisorsWindow.of(settings, database) is None) == (role == "agent")


def test_a_server_that_is_away_offers_no_window(read: Read) -> None:
    url = "postgresql+psycopg://anna@127.0.0.1:1/calls"
    with closing(Database(url)) as database:
        assert SupervisorsWindow.of(read(""), database) is None


def test_an_agents_window_does_not_open_and_says_why(read: Read) -> None:
    with pytest.raises(ConfigurationError, match="supervisor's role"):
        Supervision(read(""))
