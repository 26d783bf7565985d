"""LedgerSMB's own schema, as Debian ships it, with a few customers entered by its own functions where it has them.

`packaging/set-up test` fetches the SQL. Invoices are posted by LedgerSMB's Perl, which is not here, so their rows are
written as it writes them: an invoice debits its receivable account (a negative amount) and credits revenue.
"""

import os
import subprocess
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.servers import PostgreSQL, _program

SQL = Path(__file__).resolve().parents[2] / ".peers" / "ledgersmb" / "usr" / "share" / "ledgersmb" / "sql"
TODAY = date.today()  # noqa: DTZ011 # aging counts days of the local calendar


@dataclass(frozen=True)
class Invoice:
    """One that was posted: so many days ago, due so many days ago, and what has come in of it."""

    customer: int
    number: str
    age: int
    late: int
    net: str
    paid: str = "0"
    on_hold: bool = False

    @property
    def gross(self) -> Decimal:
        """With its taxes."""
        return (Decimal(self.net) * Decimal("1.23")).quantize(Decimal("0.01"))

    @property
    def left(self) -> Decimal:
        """What is still owed."""
        return self.gross - Decimal(self.paid)


INVOICES = (
    Invoice(1, "F-1", 400, 370, "100.00", "123.00"),
    Invoice(1, "F-2", 60, 30, "250.00", "100.00"),
    Invoice(1, "F-3", 5, -25, "80.00"),
    Invoice(1, "F-4", 90, 60, "19.99", on_hold=True),
    Invoice(1, "K-1", 3, 3, "-10.00"),
    Invoice(2, "F-5", 10, -20, "1000.00", "1230.00"),
)
_BASICS = """
insert into defaults (setting_key, value) values ('curr', 'PLN:EUR')
    on conflict (setting_key) do update set value = excluded.value;
insert into account_heading (accno, description) values ('0', 'All');
insert into account (accno, description, category, heading)
select a.accno, a.text, a.kind, h.id from account_heading as h cross join (values
    ('1100', 'Bank', 'A'), ('1200', 'Receivables', 'A'), ('4000', 'Revenue', 'I'), ('2200', 'Taxes', 'L'))
    as a (accno, text, kind);
insert into account_link (account_id, description)
select a.id, l.link from account as a join (values ('1100', 'AR_paid'), ('1200', 'AR'), ('4000', 'AR_amount'),
    ('2200', 'AR_tax')) as l (accno, link) on l.accno = a.accno;
insert into business (id, description) values (1, 'Installers');
insert into parts (partnumber, description, unit, income_accno_id) select 'K-100', 'Cable', 'm', id from account
    where accno = '4000';
"""
_CUSTOMER = """
select company__save('{code}', 2, '{name}', null, null, null, (select id from country where short_name = 'PL'), null,
    null);
select eca__save(null, 2, (select id from entity where control_code = '{code}'), '{name}', 2, false, {limit}, 10, 30,
    '{code}', 1, null, null, 'PLN', '2019-04-01', {end}, null, (select id from account where accno = '1200'), null,
    null, null, null);
"""
_INVOICE = """
with new as (
    insert into ar (invnumber, transdate, duedate, amount, netamount, invoice, curr, approved, on_hold,
                    entity_credit_account)
    select '{number}', '{day}', '{due}', {gross}, {net}, true, 'PLN', true, {on_hold}, id
    from entity_credit_account where meta_number = 'C-{customer}' returning id
), line as (
    insert into invoice (trans_id, parts_id, description, qty, sellprice, unit)
    select new.id, p.id, p.description, {quantity}, abs({net}) / 4, 'm' from new cross join parts as p
)
insert into acc_trans (trans_id, chart_id, amount, transdate, approved)
select new.id, a.id, p.amount, '{day}', true from new cross join
    (values ('1200', -1 * {gross}), ('4000', {net}), ('2200', {gross} - ({net}))) as p (accno, amount)
join account as a on a.accno = p.accno;
"""
_PAYMENT = """
select payment_post('{day}', 2, (select entity_credit_account from ar where invnumber = '{number}'), 'PLN', null, null,
    array[(select id from account where accno = '1100')], array[{paid}], array[true], array['transfer'], array[null],
    array[(select id from ar where invnumber = '{number}')], null, null, null, null, null, null, true);
"""
_REST = """
select eca__save_contact((select id from entity_credit_account where meta_number = 'C-1'), 1, 'Anna Wąs',
    '22/620-30-40', null, null);
select eca__save_contact((select id from entity_credit_account where meta_number = 'C-1'), 12, 'Anna Wąs',
    'anna@example.com', null, null);
select entity__save_contact((select id from entity where control_code = 'C-2'), 3, '', '0048 601 234 567', null, null);
select entity__save_contact((select id from entity where control_code = 'C-3'), 1, '', '+48 22 999 00 11', null, null);
select eca__save_notes((select id from entity_credit_account where meta_number = 'C-1'), 'Pays by the end of the month',
    'Agreed');
insert into oe (ordnumber, transdate, reqdate, amount, curr, shipvia, closed, oe_class_id, entity_credit_account)
select 'SO-1', current_date - 2, current_date + 5, 500, 'PLN', 'Parcel Service 0099', false, 1, id
from entity_credit_account where meta_number = 'C-1';
insert into orderitems (trans_id, parts_id, qty, ship) select o.id, p.id, 10, 4 from oe as o cross join parts as p;
insert into oe (quonumber, transdate, reqdate, amount, curr, closed, oe_class_id, entity_credit_account)
select 'Q-1', current_date - 2, current_date + 20, 900, 'EUR', false, 3, id
from entity_credit_account where meta_number = 'C-1';
"""


def make_books(postgresql: PostgreSQL) -> str:
    """A database with LedgerSMB's schema and three customers; gives its name."""
    if not (SQL / "Pg-database.sql").is_file():
        pytest.fail(f"LedgerSMB's SQL is not there: {SQL}. “packaging/set-up test” fetches it.")
    database = postgresql.create_database()
    _load(postgresql, database)
    statements = [_BASICS]
    for code, name, limit, end in (
        ("C-1", "Elektro Wąs", 2000, "null"),
        ("C-2", "Elektro Łoś", 0, "null"),
        ("C-3", "Closed Down", 0, "'2020-01-01'"),
    ):
        statements.append(_CUSTOMER.format(code=code, name=name, limit=limit, end=end))
    statements += map(_posted, INVOICES)
    postgresql.run_sql("".join([*statements, _REST]), database)
    return database


def _posted(invoice: Invoice) -> str:
    day = TODAY - timedelta(days=invoice.age)
    sql = _INVOICE.format(
        number=invoice.number,
        day=day,
        due=TODAY - timedelta(days=invoice.late),
        gross=invoice.gross,
        net=invoice.net,
        on_hold=invoice.on_hold,
        customer=invoice.customer,
        quantity=4 if Decimal(invoice.net) > 0 else -4,
    )
    if Decimal(invoice.paid):
        sql += _PAYMENT.format(day=day + timedelta(days=2), number=invoice.number, paid=invoice.paid)
    return sql


def _load(postgresql: PostgreSQL, database: str) -> None:
    """Load the schema, its changes and its functions in the order that LedgerSMB loads them.

    Changes for older versions complain that they are there already, which LedgerSMB overlooks as well.
    """
    listed = (
        SQL / folder / line.split("#")[0].strip().lstrip("!@")
        for folder in ("changes", "modules")
        for line in (SQL / folder / "LOADORDER").read_text().splitlines()
        if line.split("#")[0].strip()
    )
    files = [SQL / "Pg-database.sql", *listed]
    where = [
        "-h",
        postgresql.host,
        "-p",
        str(postgresql.port),
        "-U",
        postgresql.administrator,
        "-d",
        database,
    ]
    done = subprocess.run(
        [_program("psql"), "-q", *where, *(part for file in files for part in ("-f", str(file)))],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PGPASSWORD": postgresql.password()},
    )
    assert done.returncode == 0, done.stderr[-2000:]
