"""Fixtures of the ERPs: each is made once a session, and asked as the documentation says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.erp.desk import ErpDesk
from tests.erp.tryton import Tryton
from tests.servers import PostgreSQL

DOCS = Path(__file__).resolve().parents[2] / "docs" / "connect-your-erp.md"


def rights_of(chapter: str) -> str:
    """What the documentation has an administrator type in psql: the first SQL of the ERP's chapter."""
    told = DOCS.read_text("utf-8").split(f"\n## {chapter}\n")[1].split("\n## ")[0]
    return re.findall(r"```sql\n(.*?)```", told, re.DOTALL)[0]


def let_in(postgresql: PostgreSQL, chapter: str, login: str, database: str) -> None:
    """Do what the documentation says, for a login of the test's own."""
    rights = re.sub(r"\bscreenpop\b", login, rights_of(chapter))
    postgresql.run_sql(f"{rights}; alter role {login} password '{postgresql.password()}'", database)


@pytest.fixture(scope="session")
def tryton(postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tryton]:
    """A running Tryton with the books of one company."""
    with Tryton(postgresql, tmp_path_factory.mktemp("tryton")).running() as server:
        server.books("enter")
        let_in(postgresql, "Tryton", "screenpop_tryton", server.database)
        yield server


@pytest.fixture(scope="session")
def told(tryton: Tryton) -> dict:
    """What Tryton itself says of its books."""
    return tryton.books("report")


@pytest.fixture(scope="session")
def tryton_desk(
    tryton: Tryton, postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ErpDesk]:
    """A desk whose settings are the preset and an address."""
    folder = tmp_path_factory.mktemp("tryton-desk")
    desk = ErpDesk("tryton", postgresql.url(tryton.database, login="screenpop_tryton"), postgresql, folder)
    desk.fill_directory()
    yield desk
    desk.close()
