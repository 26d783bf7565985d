"""`screenpop database unlock`: a supervisor's, on a server and on a file."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screenpop.commands.parser import run
from screenpop.record.entries import CheckMade
from screenpop.record.ids import new_id
from screenpop.storage.database import Database
from screenpop.storage.failed_checks import RecordChecks
from screenpop.storage.shared_record import DatabaseRecord
from tests.servers import PostgreSQL
from tests.storage.roles.company import make_company, spooled


def fail(database: Database, agent: str) -> None:
    at = datetime.now(UTC) - timedelta(seconds=1)
    DatabaseRecord(database, agent).deliver(
        [spooled(CheckMade(new_id(), None, at, agent, "K-1", "postcode", right=False))]
    )


def failures(database: Database) -> int:
    return RecordChecks(database).of("K-1", within=timedelta(days=1), besides=()).count


def settings_in(folder: Path, more: str = "") -> str:
    file = folder / "settings.toml"
    file.write_text(
        f'region = "PL"\nagent = "anna"\ndata = "{folder / "data"}"\n[secrets]\nfrom = "environment"\n{more}\n'
    )
    return str(file)


@pytest.mark.parametrize(("role", "code", "left"), [("agent", 2, 1), ("auditor", 2, 1), ("supervisor", 0, 0)])
def test_in_a_file_the_settings_say_who_is_a_supervisor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], role: str, code: int, left: int
) -> None:
    settings = settings_in(tmp_path, f'[supervision]\nrole = "{role}"')
    (tmp_path / "data").mkdir()
    with closing(Database(tmp_path / "data" / "record.db")) as database:
        fail(database, "anna")
        assert run(["database", "unlock", "K-1", "--config", settings]) == code
        assert failures(database) == left

    told = capsys.readouterr()
    assert ("K-1" in told.out, "supervisor" in told.err) == (code == 0, code == 2)


def test_on_a_server_the_login_says_who_is(
    postgresql: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = make_company(postgresql)
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", postgresql.password())
    with closing(company.database("anna")) as database:
        fail(database, "anna")
        for who, code, left in (("anna", 2, 1), ("sven", 0, 0)):
            url = postgresql.url(company.name, login=company.login(who))
            settings = settings_in(
                tmp_path, f'[record]\ndatabase = "{url}"\n[supervision]\nrole = "supervisor"'
            )
            assert run(["database", "unlock", "K-1", "--config", settings]) == code
            assert failures(database) == left
    asked = "select agent from screenpop.checks_made where was_right"
    assert company.ask("sven", asked) == [("sven",)]
