"""Several companies in one Tryton: until it is said whose books are read, nobody is told the sum of two companies'."""

from collections.abc import Iterator

import pytest

from screenpop.errors import SourceError
from tests.erp.conftest import let_in
from tests.erp.desk import ErpDesk
from tests.erp.tryton import Tryton
from tests.servers import PostgreSQL

LOGIN = "screenpop_companies"
DEPARTMENTS = ("accounting", "sales", "credit", "value", "conversation")
SECOND = """
with party as (insert into party_party (code, name, active) values ('second', 'Second', true) returning id)
insert into company_company (party, currency)
select party.id, currency_currency.id from party join currency_currency on code = 'EUR' returning id
"""


@pytest.fixture(scope="module")
def companies(tryton: Tryton, postgresql: PostgreSQL) -> tuple[str, int]:
    """A database with the books of two companies, and the second one's id."""
    database = tryton.copy()
    ((second,),) = postgresql.run_sql(SECOND, database)
    let_in(postgresql, "Tryton", LOGIN, database)
    return database, second


@pytest.fixture
def desk(
    companies: tuple[str, int], postgresql: PostgreSQL, tmp_path, request: pytest.FixtureRequest
) -> Iterator[ErpDesk]:
    """A desk whose address has this behind it."""
    url = postgresql.url(companies[0], login=LOGIN) + getattr(request, "param", "")
    made = ErpDesk("tryton", url, postgresql, tmp_path)
    yield made
    made.close()


def test_no_department_answers_before_the_company_is_known(desk: ErpDesk, told: dict):
    for department in DEPARTMENTS:
        with pytest.raises(SourceError, match="more than one row"):
            desk.ask(department, told["party.party"][3]["id"])


@pytest.mark.parametrize("desk", ["?options=-c%20screenpop.company%3D1"], indirect=True)
def test_the_address_may_say_the_company(desk: ErpDesk, told: dict):
    owing = next(party for party in told["party.party"] if float(party["receivable"]) > 0)

    (balance,) = desk.ask("accounting", owing["id"]).balances

    assert float(balance.balance) == float(owing["receivable"])


def test_the_login_may_say_the_company(
    companies: tuple[str, int], postgresql: PostgreSQL, tmp_path, told: dict
):
    database, second = companies
    owing = next(party for party in told["party.party"] if float(party["receivable"]) > 0)
    postgresql.run_sql(
        f"alter role {LOGIN} in database {database} set screenpop.company = '{second}'", database
    )
    desk = ErpDesk("tryton", postgresql.url(database, login=LOGIN), postgresql, tmp_path)
    try:
        assert desk.ask("accounting", owing["id"]).balances == ()
        assert desk.ask("credit", owing["id"]).currency == "EUR"
        assert desk.ask("sales", owing["id"]).purchases == ()
    finally:
        desk.close()
        postgresql.run_sql(f"alter role {LOGIN} in database {database} reset screenpop.company", database)
