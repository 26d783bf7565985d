"""Of whom nothing is learnt: an objection takes a customer's offers and worth away at the next learning."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.demo_company.company import build
from connectors.demo_company.settings import settings_text
from connectors.learnt import LEARNT_FILE, LearntFile
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.shared_database import database_of
from screenpop.commands.objections_of import objecting
from screenpop.errors import RecordUnavailable
from screenpop.permission import Channel
from screenpop.ports.record import SpooledEntry
from screenpop.record.entries import PermissionNoted
from screenpop.record.ids import new_id
from screenpop.settings.reading import read_settings
from screenpop.storage.shared_record import DatabaseRecord
from tests.program import screenpop
from tests.servers import PostgreSQL

TODAY = datetime(2026, 3, 2, tzinfo=UTC)
MAY = "c.credit_no as ref_credit"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company that has learnt, and two of whose customers have something suggested."""
    folder = tmp_path_factory.mktemp("company")
    build(folder, customers=40, today=TODAY.date())
    text = settings_text(folder, folder / "data")
    assert MAY in text
    asks = f"{MAY}, case when c.customer_no in (select customer_no from no_offers) then 0 end as marketing_ok"
    (folder / "settings.toml").write_text(text.replace(MAY, asks), encoding="utf-8")
    crm(folder, "create table no_offers (customer_no text)")
    run(folder, "directory", "import")
    run(folder, "learn", "--at", TODAY.date().isoformat())
    return folder


def crm(folder: Path, statement: str, *values: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(folder / "crm.db")) as file:
        rows = file.execute(statement, values).fetchall()
        file.commit()
        return [tuple(map(str, row)) for row in rows]


def run(folder: Path, *arguments: str, code: int = 0) -> str:
    done = screenpop(*arguments, "--config", folder / "settings.toml")
    assert done.returncode == code, done.stderr
    return done.stdout


def note(folder: Path, customer_id: str, *, allowed: bool, channel: Channel = Channel.ALL) -> None:
    """An agent notes it, and it reaches the record."""
    settings = read_settings(folder / "settings.toml", all_kinds())
    at = datetime.now(UTC)
    entry = PermissionNoted(new_id(), None, at, settings.agent, customer_id, "Ewa", channel, allowed)
    with closing(database_of(settings, parts.secrets_of(settings))) as database:
        DatabaseRecord(database, settings.agent).deliver([SpooledEntry(1, entry, at, None)])


def objectors(folder: Path) -> frozenset[str]:
    return objecting(read_settings(folder / "settings.toml", all_kinds()))


def with_offers(folder: Path) -> list[tuple[str, str]]:
    """Customers of whom something was learnt, by the directory's number and by the shop's."""
    learnt = {number for number, _ in LearntFile(folder / "data" / LEARNT_FILE).everybody()}
    numbers = crm(folder, "select customer_no, shop_id from companies where shop_id is not null order by 1")
    return [(customer_no, shop_id) for customer_no, shop_id in numbers if shop_id in learnt]


def test_an_objection_takes_offers_and_worth_away_at_the_next_learning_until_it_is_taken_back(
    company: Path,
) -> None:
    (by_note, noted_number), (by_directory, crm_number), (of_phone, phone_number), *_ = with_offers(company)
    learnt = LearntFile(company / "data" / LEARNT_FILE)
    assert learnt.worth(noted_number) is not None
    assert objectors(company) == frozenset()

    note(company, by_note, allowed=False)
    note(company, of_phone, allowed=False, channel=Channel.PHONE)
    crm(company, "insert into no_offers values (?)", by_directory)
    run(company, "directory", "import")
    assert objectors(company) == {noted_number, crm_number}
    run(company, "learn", "--at", TODAY.date().isoformat())

    for number in (noted_number, crm_number):
        assert learnt.offers(number) == ()
        assert learnt.worth(number) is None
        assert number not in {score.customer for score in learnt.scores()}
    assert learnt.offers(phone_number)
    told = [json.loads(line) for line in run(company, "offers", by_note, "--json").splitlines()]
    assert told == []

    note(company, by_note, allowed=True)
    crm(company, "delete from no_offers")
    run(company, "directory", "import")
    assert objectors(company) == frozenset()


def test_without_a_record_nothing_is_learnt_because_nobody_knows_who_objects(
    company: Path, postgresql: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCREENPOP_SECRET_RECORD", "wrong")
    text = (company / "settings.toml").read_text(encoding="utf-8")
    away = postgresql.url("there_is_no_such_database", login=postgresql.administrator)
    config = tmp_path / "settings.toml"
    text = text.replace("[record]\n", f'[record]\ndatabase = "{away}"\n')
    assert away in text
    config.write_text(f'{text}\n[secrets]\nfrom = "environment"\n', encoding="utf-8")

    with pytest.raises(RecordUnavailable):
        objecting(read_settings(config, all_kinds()))


def test_before_any_call_and_any_import_nobody_objects_and_no_record_is_made(tmp_path: Path) -> None:
    build(tmp_path, customers=20, today=TODAY.date())
    text = settings_text(tmp_path, tmp_path / "data")
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")

    assert objectors(tmp_path) == frozenset()
    assert not list((tmp_path / "data").glob("record*"))
