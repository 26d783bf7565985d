"""Two desks of one company that share a record on a server."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from screenpop.storage.database import Database
from screenpop.storage.roles.grants import issue_grants
from screenpop.storage.roles.members import create_login, grant_role
from tests.main_job.site import Site
from tests.servers import PostgreSQL

FACTS = """
[[facts]]
name = "birthday"
ask = "When is your birthday?"
kind = "date"

[[facts]]
name = "line_of_business"
ask = "What do you build?"
"""


@dataclass
class Company:
    """Whose desks share a record.

    Attributes:
        record: The address of the record, for one who owns it.
        logins: Agent → the address with a login of their own, if they have one.
    """

    folder: Path
    record: str
    server: PostgreSQL
    database: str
    logins: dict[str, str] = field(default_factory=dict)

    def grant(self, *agents: str) -> None:
        """Give each of these agents a login of their own, as row level security wants it."""
        with closing(Database(self.record, password=self.server.password)) as database:
            with database.writing() as connection:
                issue_grants(connection)
            for agent in agents:
                login = f"{agent}_{self.database}"
                with database.writing() as connection:
                    create_login(connection, login, self.server.password())
                    grant_role(connection, login, agent, "agent")
                self.logins[agent] = self.server.url(self.database, login=login)

    def desk(self, agent: str) -> Path:
        """The settings of somebody's desk, with the departments that only our own record answers for."""
        site = Site(self.folder / agent)
        site.questions = {"conversation": ""}
        config = site.config
        text = config.read_text(encoding="utf-8").replace('agent = "anna"', f'agent = "{agent}"')
        record = f'\n[record]\ndatabase = "{self.logins.get(agent, self.record)}"\n'
        config.write_text(text + record + FACTS, encoding="utf-8")
        return config


@pytest.fixture
def company(tmp_path: Path, postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    """A company whose desks all use the login that owns the record, as in a small shop without roles."""
    name = postgresql.create_database()
    address = postgresql.url(name, login=postgresql.administrator)
    with closing(Database(address, password=postgresql.password)) as database:
        database.upgrade()
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", postgresql.password())
    company = Company(tmp_path, address, postgresql, name)
    yield company
    postgresql.run_sql(f"drop database {name} with (force)", "postgres")
    for agent in company.logins:
        postgresql.run_sql(f"drop role {agent}_{name}", "postgres")
