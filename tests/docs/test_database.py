"""The page for database administrators is followed to the letter, on a server of its own."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, File, is_shown, steps_of
from tests.servers import PostgreSQL, _program, _serve

PAGE = "database.md"
SERVER = "db.example"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSQL]:
    with contextmanager(_serve)(PostgreSQL) as server:
        yield server


def run(folder: Path, server: PostgreSQL, line: str) -> str:
    program, *arguments = shlex.split(line)
    command = [sys.executable, "-m", "screenpop"] if program == "screenpop" else [_program(program)]
    whose = {f"SCREENPOP_SECRET_RECORD{who}": server.password() for who in ("", "_PAUL", "_RITA")}
    superuser = {"PGHOST": server.host, "PGPORT": str(server.port), "PGUSER": server.administrator}
    done = subprocess.run(
        [*command, *arguments],
        cwd=folder,
        input=server.password() + "\n",  # of the logins that are made
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, **whose, **superuser, "PGPASSWORD": server.password(), "PGDATABASE": "postgres"},
    )
    assert done.returncode == 0, f"$ {line}\n{done.stdout}{done.stderr}"
    return done.stdout


def file_here(step: File, server: PostgreSQL) -> str:
    """The page's file, with this server in the place of the page's, and its password where the page has one chosen."""
    text = step.text.replace(SERVER, f"{server.host}:{server.port}").replace("choose one", server.password())
    return text + '\n[secrets]\nfrom = "environment"\n' if step.name.endswith(".toml") else text


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory, server: PostgreSQL) -> tuple[Path, dict[str, str]]:
    folder, answered = tmp_path_factory.mktemp("server"), {}
    for step in steps_of(PAGE):
        if isinstance(step, File):
            (folder / step.name).write_text(file_here(step, server), encoding="utf-8")
            continue
        answered[step.line] = run(folder, server, step.line)
        for expected in step.answer:
            assert is_shown(expected, answered[step.line]), (
                f"$ {step.line}\n{expected}\n\n{answered[step.line]}"
            )
    return folder, answered


def test_each_command_answers_what_the_page_shows(followed):
    _, answered = followed

    assert sum(line.startswith("screenpop database grant") for line in answered) == 7
    assert any(line.startswith("pg_restore") for line in answered)


def test_the_administrator_needed_no_superuser(followed, server: PostgreSQL):
    assert server.run_sql("select rolsuper, rolbypassrls from pg_roles where rolname = 'dba'", "calls") == [
        (False, False)
    ]


def test_the_exported_heads_are_a_line_each_and_the_export_of_a_person_is_json(followed):
    folder, _ = followed

    [head] = map(json.loads, (folder / "heads.jsonl").read_text().splitlines())
    assert set(head) == {"seq", "hash", "at"}
    assert json.loads((folder / "k-1042.json").read_text())["calls"] == []


def test_every_database_action_stands_on_the_page():
    text = (DOCS / PAGE).read_text(encoding="utf-8")

    for action in (
        "upgrade",
        "grant",
        "revoke",
        "policy",
        "verify",
        "head",
        "export-person",
        "erase",
        "retention",
    ):
        assert f"screenpop database {action}" in text, action


def test_a_restored_record_that_was_altered_is_found(followed, server: PostgreSQL):
    folder, _ = followed
    server.run_sql("update screenpop.administration set what = 'nothing'", "restored")

    with pytest.raises(AssertionError, match=r"administration .*: altered"):
        run(folder, server, "screenpop database verify --head heads.jsonl --as paul --config restored.toml")
