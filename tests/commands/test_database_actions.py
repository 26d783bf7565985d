"""What `screenpop database` says and with which code it ends, on a server and on a file."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from screenpop.commands.parser import run
from tests.servers import PostgreSQL
from tests.storage.roles.company import Company, copy_of, make_company

CANARY = "kanarek-7f3a!ż"


@pytest.fixture(scope="module")
def empty(postgresql: PostgreSQL) -> Company:
    return make_company(postgresql)


@pytest.fixture
def company(empty: Company) -> Company:
    company = copy_of(empty)
    company.have_call("anna", "K-1", "what Anna wrote")
    return company


@pytest.fixture
def on_server(company: Company, tmp_path: Path, monkeypatch) -> Callable[..., int]:
    """Run an action as one of the company."""
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", company.server.password())

    def act(*arguments: str, who: str = "postgres") -> int:
        url = company.server.url(company.name, login=company.login(who))
        return run(
            ["database", *arguments, "--config", settings_in(tmp_path, f'[record]\ndatabase = "{url}"')]
        )

    return act


def settings_in(folder: Path, more: str = "") -> str:
    file = folder / "settings.toml"
    file.write_text(
        f'region = "PL"\nagent = "anna"\ndata = "{folder / "data"}"\n[secrets]\nfrom = "environment"\n{more}\n'
    )
    return str(file)


@pytest.mark.parametrize(
    "arguments",
    [
        ("grant",),
        ("grant", "--login", "anna"),
        ("revoke", "--login", "anna"),
        ("policy",),
        ("verify",),
        ("head",),
    ],
    ids=" ".join,
)
def test_what_a_file_has_not_is_exit_code_2_and_why(tmp_path, capsys, arguments):
    assert run(["database", *arguments, "--config", settings_in(tmp_path)]) == 2

    told = capsys.readouterr()
    assert "The record is a file" in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("grant", "--role", "agent"), "need --login"),
        (("grant", "--login", "x", "--agent", "x"), "--role"),
        (("grant", "--login", "x", "--agent", "x", "--role", "boss"), "--role"),
        (("grant", "--login", "x", "--role", "agent"), "--agent"),
        (("grant", "--login", "x", "--agent", "x", "--role", "reader"), "A reader is no agent"),
        (("grant", "--login", "no one", "--agent", "x", "--role", "agent"), "no login “no one”"),
        (("revoke", "--login", "no one"), "has no role"),
        (("erase", "K-1", "--yes"), "--reason"),
        (("erase", "K-1", "--reason", "x"), "--yes"),
        (("erase", "--reason", "x", "--yes"), "Name either"),
        (("export-person", "K-1", "--number", "+4811"), "Name either"),
        (("retention", "--notes", "0"), "from 1 to 1200 months"),
        (("retention", "--views", "99999999"), "from 1 to 1200 months"),
        (("verify", "--head", "/nowhere"), "cannot be read"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_is_exit_code_2_and_one_line(on_server, capsys, arguments, why):
    assert on_server(*arguments) == 2

    told = capsys.readouterr().err
    assert why in told
    assert len(told.splitlines()) == 1


def test_a_new_login_s_password_is_piped_in_and_reaches_no_log(company, on_server, capsys, monkeypatch):
    login = f"eve{company.name}"
    monkeypatch.setattr(sys, "stdin", io.StringIO(CANARY + "\n"))
    company.alter("alter role postgres set log_statement = 'all'")
    try:
        assert on_server("grant", "--login", login, "--agent", "eve", "--role", "agent", "--create") == 0
    finally:
        company.alter("alter role postgres reset log_statement")

    log = (company.server.folder / "log").read_text(errors="replace")
    assert "SCRAM-SHA-256$" in log
    assert CANARY not in log + "".join(capsys.readouterr())
    assert company.alter(f"select role from screenpop.member where login = '{login}'") == [("agent",)]


def test_the_policy_is_told_and_changed(on_server, capsys):
    for arguments in ((), ("all",), ()):
        assert on_server("policy", *arguments) == 0

    told = capsys.readouterr().out.splitlines()
    assert told == ["agents read: customers", "agents read: all", "agents read: all"]


def test_an_agent_changes_no_policy(on_server, capsys):
    assert on_server("policy", "all", who="anna") == 1

    assert "may not do that" in capsys.readouterr().err


def test_verify_tells_what_it_found_and_ends_with_1(company, on_server, capsys):
    assert on_server("verify", who="paul") == 0
    assert "as they were written" in capsys.readouterr().out
    company.alter("update screenpop.facts_learned set value = '1970-01-01'")

    assert on_server("verify", who="paul") == 1

    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("facts_learned ")
    assert "altered" in told[0]
    assert "1 thing is not as it was written." in told


def test_verify_as_json_is_a_line_a_fault_and_the_report(company, on_server, capsys):
    company.alter("update screenpop.facts_learned set value = '1970-01-01'")

    assert on_server("verify", "--json", who="paul") == 1

    fault, report = map(json.loads, capsys.readouterr().out.splitlines())
    assert (fault["fault"], fault["table"]) == ("altered", "facts_learned")
    assert report["faults"] == 1
    assert report["links"] == report["rows"] == report["head"]["seq"]


def test_heads_are_added_to_a_file_and_compared(company, on_server, capsys, tmp_path):
    heads = tmp_path / "heads"
    for _ in range(2):
        assert on_server("head", "--output", str(heads), who="paul") == 0
        company.policy("own")
    assert len(heads.read_text().splitlines()) == 2
    assert on_server("verify", "--head", str(heads), who="paul") == 0

    forged = json.dumps({"seq": 1, "hash": "00" * 32})
    heads.write_text(heads.read_text() + forged)
    assert on_server("verify", "--head", str(heads), who="paul") == 1
    assert "link 1 is not what it was" in capsys.readouterr().out

    heads.write_text("no head")
    assert on_server("verify", "--head", str(heads), who="paul") == 2
    assert "holds no heads" in capsys.readouterr().err


def test_a_person_is_exported_and_erased(company, on_server, capsys, tmp_path):
    file = tmp_path / "k-1.json"
    assert on_server("export-person", "K-1", "--output", str(file), who="rita") == 0
    assert json.loads(file.read_text())["wrap_ups"][0]["note"] == "what Anna wrote"

    assert on_server("erase", "--number", "22 555 01 23", "--reason", "art. 17", "--yes", who="rita") == 0

    told = capsys.readouterr().out.splitlines()
    assert "wrap_ups: 1 erased" in told
    assert company.alter("select note from screenpop.wrap_ups") == [("",)]


@pytest.mark.parametrize(("typed", "left"), [("yes", "what Anna wrote"), ("K-1", "")])
def test_at_a_terminal_the_customer_is_typed_again(company, on_server, monkeypatch, typed, left):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: typed)

    assert on_server("erase", "K-1", "--reason", "art. 17", who="rita") == (1 if left else 0)

    assert company.alter("select note from screenpop.wrap_ups") == [(left,)]


def test_retention_goes_on_until_all_is_gone(company, on_server, capsys, monkeypatch):
    monkeypatch.setattr("screenpop.storage.roles.erasing._AT_MOST", 1)
    company.have_call("ola", "K-2", "what Ola wrote", number="+48225550999")
    company.alter(
        "set session_replication_role = replica; update screenpop.wrap_ups set at = now() - interval '3 years'"
    )

    assert on_server("retention", who="rita") == 0

    assert capsys.readouterr().out == "wrap_ups: 2 erased\n"


def test_in_a_file_a_person_is_exported_and_erased_and_what_is_old_goes(tmp_path, capsys):
    settings = settings_in(tmp_path)

    assert run(["database", "export-person", "K-1", "--config", settings]) == 0
    assert json.loads(capsys.readouterr().out)["calls"] == []
    assert run(["database", "erase", "K-1", "--reason", "x", "--yes", "--config", settings]) == 0
    assert run(["database", "retention", "--config", settings]) == 0

    assert capsys.readouterr().out == "There was nothing to erase.\n" * 2
