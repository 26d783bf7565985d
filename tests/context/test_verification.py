"""Two desks with a caller's customer on their cards: one hears wrong answers, the other's card is locked too."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.events import acts, news
from screenpop.storage.database import Database
from screenpop.storage.failed_checks import RecordChecks
from screenpop.storage.roles.members import create_login, grant_role
from telephony.simulator.ring import Ring
from tests.context.conftest import Company
from tests.context.desks import CUSTOMER, NUMBER, Desk, at_work

CHECKS = ("postcode", "born", "mother")
VERIFY = """
[verification]
policy = "verify"
wrong = 3
""" + "".join(f'[[verification.checks]]\nname = "{name}"\nask = "{name}?"\n' for name in CHECKS)


def verifying(config: Path) -> Path:
    config.write_text(config.read_text(encoding="utf-8") + VERIFY, encoding="utf-8")
    return config


@pytest.fixture
def desks(company: Company) -> Iterator[tuple[Desk, Desk]]:
    """Both have logins of their own."""
    company.grant("anna", "ewa")
    with at_work(verifying(company.desk("anna")), verifying(company.desk("ewa"))) as (anna, ewa):
        yield anna, ewa


def talks(desk: Desk) -> str:
    """The customer calls, and may be asked."""
    call = desk.site.little_pbx().offer(Ring(NUMBER))
    desk.expect(news.CallerIdentified, lambda told: told.call_id == call)
    desk.site.little_pbx().answer(call)
    desk.expect(news.VerificationTold, lambda told: told.call_id == call and len(told.checking.checks) == 3)
    return call


def unlock(company: Company) -> None:
    """A supervisor does, with a login of their own."""
    login = f"sven_{company.database}"
    with (
        closing(Database(company.record, password=company.server.password)) as owner,
        owner.writing() as connection,
    ):
        create_login(connection, login, company.server.password())
        grant_role(connection, login, "sven", "supervisor")
    company.logins["sven"] = company.server.url(company.database, login=login)
    with closing(Database(company.logins["sven"], password=company.server.password)) as database:
        RecordChecks(database).unlock(CUSTOMER, "sven")


def test_wrong_answers_at_two_desks_lock_both_cards_until_a_supervisor_unlocks(
    company: Company, desks: tuple[Desk, Desk]
) -> None:
    anna, ewa = desks
    annas, ewas = talks(anna), talks(ewa)
    for check in CHECKS[:2]:
        anna.site.desk.post(acts.CheckAnswered(annas, check, right=False))
    anna.expect(news.VerificationTold, lambda told: len(told.checking.wrong) == 2)
    assert anna.site.record.deliver(10).waiting == 0
    assert not any(told.checking.locked for told in anna.told if isinstance(told, news.VerificationTold))

    ewa.site.desk.post(acts.CheckAnswered(ewas, "mother", right=False))
    for desk, call in ((ewa, ewas), (anna, annas)):
        desk.expect(
            news.VerificationTold, lambda told, call=call: told.call_id == call and told.checking.locked
        )

    for desk in (anna, ewa):
        desk.forget()
    unlock(company)
    for desk, call in ((ewa, ewas), (anna, annas)):
        desk.expect(
            news.VerificationTold, lambda told, call=call: told.call_id == call and not told.checking.locked
        )
