"""The grants that docs/sources.md tells administrators to make: run as they stand there."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.connectors.databases import make_source

PAGE = Path(__file__).resolve().parents[4] / "docs" / "sources.md"
SOON = timedelta(seconds=10)
TABLES = "create table invoices (id int); create table payments (id int); create table salaries (id int);"


def statements(after: str) -> str:
    """The SQL that stands after these words."""
    found = re.search(re.escape(after) + r".*?```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found, after
    return found[1]


@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_the_documented_grants_make_a_login_that_reads_what_it_shall_and_is_taken(kind, request, tmp_path):
    server = request.getfixturevalue(kind)
    name = server.create_database(TABLES)
    login = f"screenpop_{name}"
    words = {
        "postgresql": "PostgreSQL, as the owner of the tables:",
        "mariadb": "MariaDB or MySQL, as an administrator:",
    }
    told = statements(words[kind]).replace("CHANGE-ME", server.password())
    server.run_sql(told.replace("ledger.", f"{name}.").replace("screenpop", login), name)

    source = make_source(tmp_path, url=server.url(name, login=login), password=server.password)

    assert source.rows("select * from invoices, payments", {}, within=SOON) == []
    assert [table.name for table in source.tables(within=SOON)] == ["invoices", "payments"]
    source.close()
