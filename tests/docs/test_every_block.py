"""Each block of settings, playbook, policy and SQL in the documentation is read by what it is written for."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from screenpop.bootstrap.kinds import all_kinds
from screenpop.errors import SeatAsked, SeatUnknown
from screenpop.settings.playbook import read_playbook
from screenpop.settings.reading import read_settings
from tests.docs.typed import PAGES, ROOT

_FENCE = re.compile(r"^ *```(toml|sql)[^\n]*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SEATS = "docs/hot-desks.md"
"""Whether its tables work depends on who sits where: tests/docs/test_hot_desks_page.py reads them."""
BLOCKS = [
    pytest.param(kind, text, id=f"{page.relative_to(ROOT)}-{number}")
    for page in PAGES
    for number, (kind, text) in enumerate(_FENCE.findall(page.read_text(encoding="utf-8")), start=1)
]
TOML = [each for each in BLOCKS if each.values[0] == "toml" and not str(each.id).startswith(SEATS)]
SQL = [each for each in BLOCKS if each.values[0] == "sql"]
PLAYBOOK = {"rules", "gestures", "campaigns", "words"}
POLICY = {"preset", "lock", "profile"}
OF_OTHERS = {
    "build-system": "tests/third_party/example/pyproject.toml",  # a package's own
    "parcel file": "tests/third_party/test_example.py",  # a kind that a package brings
}
FOLLOWED = ("docs/connect-your-erp.md", "docs/database.md")
"""Run by tests/erp/conftest.py on the ERPs themselves, and by tests/docs/test_database.py."""
_NOT_HERE = re.compile(r"create login|create session", re.IGNORECASE)
"""SQL Server's and Oracle's, of which the page says that they were not tried."""


def settings_of(block: dict[str, Any]) -> dict[str, Any]:
    """The block as a whole settings file: over those of a company that has a line, a preset and all departments."""
    if set(block) == {"changes"}:
        block = {"directory": {"source": "crm", "contacts": "select 1", **block}}
    line = {"kind": "sip", "server": "pbx.example", "extension": "101"}
    whole: dict[str, Any] = {"region": "PL", "preset": "spreadsheets", **block}
    if not isinstance(block.get("line"), list):
        whole["line"] = (
            block["line"] if "kind" in block.get("line", {}) else {**line, **block.get("line", {})}
        )
    sources = {name: {"kind": "sql", "url": "sqlite:///file.db"} for name in sorted(named_by(block))}
    sources["spreadsheets"] = {"path": "sheets"}
    if whole["preset"] != "spreadsheets":
        sources = {whole["preset"]: {"url": "sqlite:///file.db"}}
    whole["sources"] = {**sources, **block.get("sources", {})}
    return whole


def named_by(table: object) -> set[str]:
    """The sources that a table names, at any depth."""
    if isinstance(table, list):
        return set().union(*map(named_by, table))
    if not isinstance(table, dict):
        return set()
    own = {table["source"]} if isinstance(table.get("source"), str) else set()
    return own.union(*(named_by(value) for value in table.values()))


@pytest.mark.parametrize(("kind", "text"), TOML)
def test_what_is_shown_is_read_as_it_stands(kind: str, text: str, tmp_path: Path) -> None:
    for named in re.findall(r'^map = "(/.+?)"', text, re.MULTILINE):
        text = text.replace(named, str(tmp_path / Path(named).name))
        (tmp_path / Path(named).name).write_text("machine,extension\ndesk-1,101\n", encoding="utf-8")
    block = tomllib.loads(text)
    if test := next((test for word, test in OF_OTHERS.items() if word in text), None):
        assert (ROOT / test).is_file()
        return
    file, policy = tmp_path / "settings.toml", tmp_path / "policy.toml"
    if set(block) <= PLAYBOOK:
        file.write_text(text, encoding="utf-8")
        facts = {"birthday": "date", "contract_ends": "date", "invoices": "choice"}
        assert read_playbook(file, facts, "anna")  # type: ignore[arg-type] # the kinds of facts, as words
        return
    is_policy = bool(set(block) & POLICY) and not isinstance(block.get("preset"), (str, list))
    if is_policy:
        policy.write_text(text, encoding="utf-8")
        for named in re.findall(r'^file = "(.+?)"', text, re.MULTILINE):
            (tmp_path / named).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / named).write_text("", encoding="utf-8")
        block = {}
    for named in re.findall(r'^map = "(.+?)"', text, re.MULTILINE):
        if not Path(named).is_absolute():
            (tmp_path / named).write_text("machine,extension\ndesk-1,101\n", encoding="utf-8")
    whole = settings_of(block)
    file.write_text(tomlkit.dumps(whole), encoding="utf-8")

    try:
        settings = read_settings(file, all_kinds(), policy=policy if is_policy else None)
    except (SeatAsked, SeatUnknown):
        return  # it was read; nobody sits here, and this computer is none of the page's

    assert len(settings.region) == 2


def statements(text: str) -> list[str]:
    bare = re.sub(r"--[^\n]*", "", text)
    return [each.strip() for each in bare.split(";") if each.strip()]


def tables_of(text: str) -> set[str]:
    """The tables on which something is granted."""
    lists = re.findall(r"\bon\s+(?!all |schema |database )(.+?)\s+to\b", text, re.DOTALL)
    return {name.strip() for each in lists for name in each.split(",")}


def is_postgresql(block: Any) -> bool:
    return not (
        _NOT_HERE.search(block.values[1]) or "@'%'" in block.values[1] or block.id.startswith(FOLLOWED)
    )


@pytest.mark.parametrize(("kind", "text"), [each for each in SQL if is_postgresql(each)])
def test_what_is_for_postgresql_runs_there(postgresql, kind: str, text: str) -> None:
    database = postgresql.create_database()
    made_there = re.findall(r"create role (\w+)", text)
    roles = {name for name in re.findall(r"\bto (\w+)\s*;", text) if name not in made_there}
    for schema in re.findall(r"on schema (?!public)(\w+)", text):
        postgresql.run_sql(f"create schema {schema}", database)
    for role in sorted(roles):
        postgresql.run_sql(f"create role {role}", database)
    for table in sorted(tables_of(text)):
        postgresql.run_sql(f"create table {table} (id int)", database)

    for statement in statements(text):
        postgresql.run_sql(statement, database)

    for role in sorted({*roles, *made_there}):
        postgresql.run_sql(f"drop owned by {role}; drop role {role}", database)


@pytest.mark.parametrize(("kind", "text"), [each for each in SQL if "@'%'" in each.values[1]])
def test_what_is_for_mariadb_runs_there(mariadb, kind: str, text: str) -> None:
    database = mariadb.create_database()
    mariadb.run_sql(
        "; ".join(f"create table {table.replace('ledger.', '')} (id int)" for table in tables_of(text)),
        database,
    )

    for statement in statements(text):
        mariadb.run_sql(statement.replace("ledger.", f"{database}."), database)

    mariadb.run_sql("drop user screenpop@'%'", database)


def test_what_cannot_be_run_here_is_said_to_be_untried() -> None:
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")

    assert len([each for each in SQL if _NOT_HERE.search(each.values[1])]) == page.count(
        "(not tried on a server)"
    )
