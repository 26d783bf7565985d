import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date, timedelta

import pytest

from connectors.demo_company.company import build
from tests.connectors.demo_company.asking import contacts, rows
from tests.connectors.demo_company.conftest import TODAY

FILES = ("crm", "ledger", "shop", "risk", "service")


def content(folder):
    dumps = []
    for name in FILES:
        with closing(sqlite3.connect(folder / f"{name}.db")) as connection:
            dumps.append(list(connection.iterdump()))
    return dumps


def days_late(folder):
    open_items = rows(
        folder, "ledger", "select DUE_DT, OPEN_MINOR, DISP_FLG from GL_INV where OPEN_MINOR > 0"
    )
    return [((TODAY - date.fromisoformat(item["DUE_DT"])).days, item["DISP_FLG"]) for item in open_items]


def test_the_same_seed_and_day_make_the_same_company(tmp_path):
    first = build(tmp_path / "a", customers=40, today=TODAY)
    second = build(tmp_path / "b", customers=40, today=TODAY)

    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert first.callers == second.callers


def test_another_seed_makes_another_company(tmp_path):
    build(tmp_path / "a", customers=40, today=TODAY)
    build(tmp_path / "b", customers=40, seed=8, today=TODAY)

    assert all(a != b for a, b in zip(content(tmp_path / "a"), content(tmp_path / "b"), strict=True))


def test_building_again_replaces_the_old_company(tmp_path):
    build(tmp_path, customers=40, today=TODAY)
    build(tmp_path, customers=30, today=TODAY)

    assert rows(tmp_path, "crm", "select count(*) as n from companies") == [{"n": 31}]


def test_it_has_as_many_customers_as_wanted_and_itself(company):
    assert rows(company.folder, "crm", "select count(*) as n from companies") == [{"n": 601}]


def test_each_department_keeps_customers_under_numbers_of_its_own(company):
    references = rows(
        company.folder, "crm", "select customer_no, ledger_no, shop_id, credit_no from companies"
    )
    customers = [each for each in references if each["customer_no"] != "C-10000"]

    for column in ("customer_no", "ledger_no", "shop_id", "credit_no"):
        held = [each[column] for each in customers if each[column] is not None]
        assert len(held) > 450
        assert len(set(held)) == len(held)
    assert not any(each["ledger_no"] in {each["customer_no"], str(each["shop_id"])} for each in customers)


def test_no_department_knows_a_customer_that_the_customer_file_does_not(company):
    references = rows(
        company.folder, "crm", "select customer_no, ledger_no, shop_id, credit_no from companies"
    )
    ledger = {each["ledger_no"] or each["customer_no"] for each in references}
    shop = {each["shop_id"] for each in references}
    credit = {each["credit_no"] for each in references}

    def held(database, column, table):
        return {row["ref"] for row in rows(company.folder, database, f"select {column} as ref from {table}")}

    assert held("ledger", "ACCT", "GL_INV") <= ledger
    assert held("ledger", "ACCT", "GL_RCPT") <= ledger
    assert held("shop", '"buyerId"', '"orders"') <= shop
    assert held("shop", '"buyerId"', '"quotes"') <= shop
    assert held("risk", "account_ref", "limits") | {None} == credit
    assert held("risk", "account_ref", "holds") <= credit
    customers = {each["customer_no"] for each in references}
    assert held("service", "client", "ticket") | held("service", "client", "hire") <= customers
    assert held("crm", "customer_no", "mails") | held("crm", "customer_no", "account_plans") <= customers


def test_no_reference_between_tables_leads_nowhere(company):
    for name in FILES:
        with closing(sqlite3.connect(company.folder / f"{name}.db")) as connection:
            assert connection.execute("pragma foreign_key_check").fetchall() == []
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)


def test_three_years_end_today(company):
    (row,) = rows(
        company.folder, "shop", 'select min("placedAt") as first, max("placedAt") as last from "orders"'
    )
    first, last = date.fromisoformat(row["first"][:10]), date.fromisoformat(row["last"][:10])

    assert TODAY - timedelta(days=1100) < first < TODAY - timedelta(days=1080)
    assert TODAY - timedelta(days=4) <= last <= TODAY


def test_invoices_are_open_in_every_bucket_and_some_are_disputed(company):
    late = days_late(company.folder)
    buckets = Counter(0 if days <= 0 else min(4, (days - 1) // 30 + 1) for days, _ in late)

    assert set(buckets) == {0, 1, 2, 3, 4}
    assert {flag for _, flag in late} == {"Y", "N"}


def test_what_is_paid_is_what_is_not_open(company):
    unbalanced = rows(
        company.folder,
        "ledger",
        """select INV_NO from GL_INV left join (select INV_NO, sum(AMT_MINOR) as paid from GL_RCPT group by INV_NO)
           using (INV_NO) where CLR_DT is null and AMT_MINOR <> OPEN_MINOR + coalesce(paid, 0)""",
    )

    assert unbalanced == []


def test_exposure_is_what_is_owed_and_what_is_ordered(company):
    customer = company.callers.troubled.customer_id
    (ref,) = rows(company.folder, "crm", "select * from companies where customer_no = :no", no=customer)
    (owed,) = rows(
        company.folder,
        "ledger",
        "select sum(OPEN_MINOR) as minor from GL_INV where ACCT = :no",
        no=ref["ledger_no"],
    )
    ordered = rows(
        company.folder,
        "shop",
        """select sum("lineTotal") as net from "orders" join "orderLines" using ("orderId")
           where "buyerId" = :no and "deliveredOn" is null group by "orderId" """,
        no=ref["shop_id"],
    )
    (limit,) = rows(
        company.folder, "risk", "select * from limits where account_ref = :no", no=ref["credit_no"]
    )

    expected = owed["minor"] / 100 + sum(each["net"] * 1.23 for each in ordered)
    assert float(limit["exposure"]) == pytest.approx(expected, abs=0.01 * (len(ordered) + 1))


def test_each_country_pays_in_its_currency(company):
    places = {
        each["shop_id"]: each["country"]
        for each in rows(company.folder, "crm", "select shop_id, country from companies")
    }
    orders = rows(company.folder, "shop", 'select distinct "buyerId" as buyer, "currency" from "orders"')

    assert {(places[each["buyer"]], each["currency"]) for each in orders} == {
        ("PL", "PLN"),
        ("HU", "HUF"),
        ("TH", "THB"),
        ("GB", "GBP"),
    }


def test_open_orders_are_promised_and_some_are_late(company):
    orders = rows(company.folder, "shop", 'select * from "orders" where "deliveredOn" is null')

    assert {"held by credit", "shipped"} <= {each["status"] for each in orders}
    assert all(each["promisedFor"] for each in orders)
    assert any(each["promisedFor"] < TODAY.isoformat() for each in orders)
    assert all(each["trackingCode"] for each in orders if each["status"] == "shipped")


def test_private_people_are_customers_without_credit(company):
    private = rows(company.folder, "crm", "select * from companies where line_of_business = 'household'")

    assert len(private) > 50
    assert all(each["credit_no"] is None for each in private)


def test_some_people_have_left(company):
    assert {row["active"] for row in contacts(company.folder)} == {0, 1}
