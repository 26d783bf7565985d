"""A little company for these tests: four databases of four shapes, a handful of people, and settings that join them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

TODAY = date.today()  # noqa: DTZ011 # aging counts days of the local calendar

SHAPES = {
    "crm": """
create table people (
    person_id integer primary key, phone text, customer_no text not null, company text not null, person text,
    active integer not null, since text, ledger_no text, shop_id integer, credit_no text);
""",
    "ledger": """
create table INVOICES (
    ACCOUNT text, DOC_NO text, DUE_DATE text, RESIDUAL text, CURRENCY text, PAID_AT text, DISPUTED text);
""",
    "shop": """
create table "orderLines" (
    "buyerId" integer, "orderNo" text, "soldAt" text, "sku" text, "title" text, "qty" real, "lineTotal" real,
    "currency" text);
""",
    "risk": """
create table limits (no text primary key, credit_limit integer, exposure real, hold text, net_days integer,
    discount real, discount_days integer, currency text);
""",
}

PEOPLE = (
    ("0048 601 234 567", "C1", "Hurt-Bud", "Anna Wąs-Świątkowska", 1, "2019-04-01", "A-1", 11, "PL/1"),
    ("(22) 620 30 40", "C2", "Łoś i Syn", "Jan Łoś", 1, "2021-01-15", "A-2", 12, "PL/2"),
    ("22/620-30-40", "C2", "Łoś i Syn", "Maria Łoś", 1, "2021-01-15", "A-2", 12, "PL/2"),
    ("+36 1 234 5678", "C3", "Duna Kft.", "Kovács Éva", 1, "2018-06-30", "A-3", 13, "HU/3"),
    ("0036 1 2345678", "C4", "Tisza Kft.", "Nagy Péter", 1, "2020-02-29", "A-4", 14, "HU/4"),
    ("+34 911 22 23 33", "C5", "Naranjas S.L.", "Ana López", 1, "2022-09-09", "A-5", 15, "ES/5"),
    ("204", "C0", "Our own company", "Marek Nowak", 1, None, None, None, None),
)


def _day(ago: int) -> str:
    return (TODAY - timedelta(days=ago)).isoformat()


def _invoices() -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for account in ("A-1", "A-2", "A-3", "A-4", "A-5"):
        rows += [
            (account, f"{account}/1", _day(47), "3100.00", "PLN", None, "N"),
            (account, f"{account}/2", _day(0), "1200.5", "PLN", None, "Y"),
            (account, f"{account}/3", _day(-10), "80", "EUR", None, "N"),
            (account, f"{account}/4", _day(90), "999.99", "PLN", _day(80), "N"),
        ]
    return rows


def _lines() -> list[tuple[object, ...]]:
    return [
        (buyer, f"{buyer}-{order}", f"{_day(order * 30)}T10:15:00", sku, f"Article {sku}", 2.0, 49.9, "PLN")
        for buyer in (11, 12, 13, 14, 15)
        for order in range(1, 16)
        for sku in ("S-1", "S-2")
    ]


def _limits() -> list[tuple[object, ...]]:
    return [(no, 20000, 18400.0, "N", 30, 2.0, 10, "PLN") for no in ("PL/1", "PL/2", "HU/3", "HU/4", "ES/5")]


QUESTIONS = {
    "accounting": """source = "ledger"
open_items = '''
select DOC_NO as document, DUE_DATE as due, RESIDUAL as balance, CURRENCY as currency, DISPUTED as disputed
from INVOICES where ACCOUNT = :ref and PAID_AT is null'''
""",
    "sales": """source = "shop"
purchases = '''
select "soldAt" as at, "sku" as product, "title" as name, "qty" as quantity, "lineTotal" as amount, "currency"
from "orderLines" where "buyerId" = :ref'''
""",
    "credit": """source = "risk"
standing = '''
select credit_limit, exposure, hold, net_days, discount, discount_days, currency from limits where no = :ref'''
""",
    "cross_sell": """source = "shop"
lines = '''
select "buyerId" as customer, "orderNo" as basket, "soldAt" as at, "sku" as product, "title" as name,
       "qty" as quantity, "lineTotal" as amount, "currency" from "orderLines"'''
""",
}

HANGS = """with recursive forever(n) as (select 1 union all select n + 1 from forever)
select 'x' as currency, max(n) as credit_limit, :ref as exposure, 0 as hold from forever"""
"""A question that SQLite would count on for ever."""


@dataclass
class Site:
    """The company's folder, and what its settings say.

    Attributes:
        folder: Of the databases and of the settings.
        line: The body of the table `[line]`.
        questions: Department → the body of its table.
    """

    folder: Path
    line: str = 'kind = "simulator"'
    questions: dict[str, str] = field(default_factory=lambda: dict(QUESTIONS))

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {"people": PEOPLE, "INVOICES": _invoices(), '"orderLines"': _lines(), "limits": _limits()}
        for (name, shape), (table, rows) in zip(SHAPES.items(), content.items(), strict=True):
            with closing(sqlite3.connect(self.folder / f"{name}.db")) as database:
                database.executescript(shape)
                places = ", ".join("?" * (len(rows[0])))
                keyed = [(None, *row) for row in rows] if table == "people" else rows
                places = f"?, {places}" if table == "people" else places
                database.executemany(f"insert into {table} values ({places})", keyed)
                database.commit()

    @property
    def config(self) -> Path:
        """The settings file, written as things stand now."""
        sources = "\n".join(
            f'[sources.{name}]\nkind = "sql"\nurl = "sqlite:///{name}.db"\n' for name in SHAPES
        )
        departments = "\n".join(f"[departments.{name}]\n{body}" for name, body in self.questions.items())
        file = self.folder / "settings.toml"
        file.write_text(
            f"""region = "PL"
outside_line = "0"
agent = "anna"
data = "data"

[secrets]
from = "environment"

[line]
{self.line}

[directory]
source = "crm"
contacts = '''
select phone as number, customer_no as customer_id, company as customer, person as contact, active, since,
       ledger_no as ref_accounting, shop_id as ref_sales, credit_no as ref_credit from people'''

{sources}
{departments}""",
            encoding="utf-8",
        )
        return file
