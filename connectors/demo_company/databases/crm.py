"""The customer file: companies, their people, and numbers as somebody wrote them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from connectors.demo_company.accounts import Account, Contact
from connectors.demo_company.databases.writing import decimals, write
from connectors.demo_company.plans import Plan
from connectors.demo_company.talk import Mail

LARGEST = 3
_LANGUAGES = {"PL": "pl", "HU": "hu", "TH": "th", "GB": "en"}
_NOT_OF_MONEY = {"warehouse", "foreman", "site manager"}
OWN_NUMBER = "C-10000"
OWN_NAME = "Hurtownia Nad Wisłokiem sp. z o.o."

SCHEMA = """
create table companies (
    customer_no text primary key, company_name text not null, street text, postcode text, city text,
    country text not null, since text not null, is_active integer not null, line_of_business text,
    ledger_no text, shop_id integer, credit_no text);
create table people (
    person_id integer primary key, customer_no text not null references companies, full_name text not null,
    job text, is_active integer not null, speaks text, hears_of_money integer,
    may_approach integer, may_phone integer, may_mail integer);
create table phones (
    phone_id integer primary key, customer_no text not null references companies,
    person_id integer references people, written text not null);
create table account_plans (
    customer_no text primary key references companies, tier text not null, looked_after_by text not null,
    is_key_account integer not null, sold_12m text not null, sold_12m_before text not null, ccy text not null);
create table mails (
    mail_id integer primary key, customer_no text not null references companies, sent_at text not null,
    writer text not null, body text not null);
"""
INDEXES = """
create index people_of on people (customer_no);
create index phones_of on phones (customer_no);
create index mails_of on mails (customer_no, sent_at);
"""


def write_crm(
    file: Path,
    accounts: Sequence[Account],
    colleagues: Sequence[Contact],
    plans: Sequence[Plan],
    mails: Sequence[Mail],
    *,
    today: date,
) -> None:
    """Everybody who may call, the demo company's own people among them, and what was written to whom."""
    companies = [_own_company(today), *map(_company, accounts)]
    people: list[tuple[object, ...]] = []
    phones: list[tuple[object, ...]] = []

    def enter(number: str, contacts: Iterable[Contact], country: str) -> None:
        for contact in contacts:
            person, hears = len(people) + 1, contact.role not in _NOT_OF_MONEY
            who = (person, number, contact.name, contact.role, contact.active)
            wishes = contact.wishes
            may = (wishes.at_all, wishes.phone, wishes.email)
            people.append((*who, _LANGUAGES[country], hears, *may))
            phones.extend((None, number, person, telephone.written) for telephone in contact.numbers)

    enter(OWN_NUMBER, colleagues, "PL")
    for account in accounts:
        phones.extend((None, account.number, None, telephone.written) for telephone in account.phones)
        enter(account.number, account.contacts, account.country.code)
    rows = {
        "companies": companies,
        "people": people,
        "phones": phones,
        "account_plans": map(_plan, plans),
        "mails": map(_mail, mails),
    }
    write(file, SCHEMA, rows, INDEXES)


def _own_company(today: date) -> tuple[object, ...]:
    founded = date(today.year - 19, 3, 1).isoformat()
    address = ("ul. Portowa 1", "35-001", "Rzeszów", "PL")
    return (OWN_NUMBER, OWN_NAME, *address, founded, True, None, None, None, None)


def _company(account: Account) -> tuple[object, ...]:
    return (
        account.number,
        account.name,
        account.street,
        account.postcode,
        account.city,
        account.country.code,
        account.since.isoformat(),
        account.active,
        account.trade,
        account.ledger,
        account.shop,
        account.credit,
    )


def _plan(plan: Plan) -> tuple[object, ...]:
    account = plan.account
    sold, before = decimals(plan.sold), decimals(plan.sold_before)
    key = account.size == LARGEST
    return (account.number, plan.tier, plan.manager, key, sold, before, account.country.currency)


def _mail(mail: Mail) -> tuple[object, ...]:
    return (None, mail.account.number, mail.at.isoformat(sep=" "), mail.who, mail.body)
