"""A desk on a running Tryton: what the departments answer is what Tryton itself says of its books."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from screenpop.errors import SourceDenied, SourceError
from screenpop.money import rounded
from tests.erp.desk import ErpDesk
from tests.main_job.rings import ringing
from tests.program import watching

Told = dict[str, list[dict[str, Any]]]
TODAY = date.today()  # noqa: DTZ011 # Tryton's books go by the local calendar
DEPARTMENTS = {"accounting", "sales", "credit", "cross_sell", "value", "conversation"}


def money(amount: object) -> Decimal:
    return rounded(Decimal(str(amount or 0)), "PLN")


def total(amounts: Iterable[object]) -> Decimal:
    return sum(map(money, amounts), Decimal(0))


def test_check_finds_nothing_wrong(tryton_desk: ErpDesk):
    code, told = tryton_desk.run("check")

    assert code == 0, told


def test_the_login_of_the_documentation_reads_no_password_and_writes_nothing(tryton_desk: ErpDesk):
    for refused in ("select password_hash from res_user", "select login from res_user"):
        with pytest.raises(SourceDenied):
            tryton_desk.rows("tryton", refused)
    with pytest.raises(SourceError):
        tryton_desk.rows("tryton", "delete from party_party returning id")


def test_every_number_is_found_as_it_stands_in_tryton(tryton_desk: ErpDesk, told: Told):
    codes = {party["id"]: party["code"] for party in told["party.party"]}
    written = [row for row in told["party.contact_mechanism"] if row["type"] in {"phone", "mobile"}]
    assert len(written) > 100

    found = tryton_desk.find(*(row["value"] for row in written))

    for row, answer in zip(written, found, strict=True):
        people = {(person["id"], row["name"] and person["contact"]) for person in answer["customers"]}
        assert (codes[row["party"]], row["name"]) in people, row["value"]


def test_an_office_house_is_shared_and_who_has_left_comes_last(tryton_desk: ErpDesk):
    house, left = tryton_desk.find("+48226203040", "601000999")

    assert house["match"] == "shared"
    assert len({person["id"] for person in house["customers"]}) == 2
    assert [person["active"] for person in left["customers"]] == [False]


def test_balances_are_trytons_receivables(tryton_desk: ErpDesk, told: Told):
    balances = {}
    for party in told["party.party"]:
        answer = tryton_desk.ask("accounting", party["id"])
        assert {balance.currency for balance in answer.balances} <= {"PLN"}
        balances[party["id"]] = total(balance.balance for balance in answer.balances)

    assert balances == {party["id"]: money(party["receivable"]) for party in told["party.party"]}
    assert sum(balance > 0 for balance in balances.values()) > 8


def test_each_open_document_is_what_tryton_says_is_to_be_paid_of_it(tryton_desk: ErpDesk, told: Told):
    ours: dict[str, Decimal] = defaultdict(Decimal)
    late: dict[str, Decimal] = defaultdict(Decimal)
    for party in told["party.party"]:
        for item in tryton_desk.ask("accounting", party["id"]).open_items:
            number = item.document.split(" ")[0]
            ours[number] += item.amount
            late[number] += item.amount if item.due <= TODAY else 0

    open_ones = [invoice for invoice in told["account.invoice"] if money(invoice["amount_to_pay"])]
    at_home = [invoice for invoice in open_ones if invoice["currency."]["code"] == "PLN"]
    assert set(ours) == {invoice["number"] for invoice in open_ones}
    assert len(at_home) > 8
    for invoice in at_home:
        assert ours[invoice["number"]] == money(invoice["amount_to_pay"])
        assert max(late[invoice["number"]], Decimal(0)) == money(invoice["amount_to_pay_today"])


def test_an_invoice_in_another_currency_tells_its_own_total(tryton_desk: ErpDesk, told: Told):
    abroad = next(
        invoice
        for invoice in told["account.invoice"]
        if invoice["currency."]["code"] == "EUR" and money(invoice["amount_to_pay"])
    )

    items = tryton_desk.ask("accounting", abroad["party"]).open_items

    wanted = f"{abroad['number']} (EUR {money(abroad['total_amount'])})"
    assert wanted in [item.document for item in items]


def test_blocked_reminders_are_disputed_items(tryton_desk: ErpDesk, told: Told):
    blocked = [dunning for dunning in told["account.dunning"] if dunning["blocked"]]
    (party,) = {dunning["party"] for dunning in blocked}

    disputed = [item for item in tryton_desk.ask("accounting", party).open_items if item.disputed]

    assert len(disputed) == len(blocked)


def test_payments_and_the_state_of_the_books_are_told(tryton_desk: ErpDesk, told: Told):
    answers = [tryton_desk.ask("accounting", party["id"]) for party in told["party.party"]]

    paid = [answer.last_payment for answer in answers if answer.last_payment]
    assert len(paid) > 8
    assert all(payment.amount > 0 and payment.currency == "PLN" for payment in paid)
    assert {answer.as_of for answer in answers} == {max(payment.at for payment in paid)}


def test_exposure_and_limit_are_trytons(tryton_desk: ErpDesk, told: Told):
    for party in told["party.party"]:
        standing = tryton_desk.ask("credit", party["id"])
        limit = party["credit_limit_amount"]
        assert standing.limit == (None if limit is None else money(limit)), party["name"]
        assert standing.exposure == money(party["credit_amount"]), party["name"]
        assert standing.currency == "PLN"
    assert any(money(party["credit_amount"]) != money(party["receivable"]) for party in told["party.party"])


def test_terms_are_the_partys_or_the_companys(tryton_desk: ErpDesk, told: Told):
    for party in told["party.party"]:
        term = party["customer_payment_term."]
        assert tryton_desk.ask("credit", party["id"]).terms == (term and term["rec_name"])


def test_who_was_reminded_too_often_is_on_hold_unless_they_dispute_it(tryton_desk: ErpDesk, told: Told):
    blocked = {dunning["party"] for dunning in told["account.dunning"] if dunning["blocked"]}
    held = {}
    for party in told["party.party"]:
        standing = tryton_desk.ask("credit", party["id"])
        if standing.hold:
            held[party["id"]] = standing

    assert len(held) > 3
    assert blocked.isdisjoint(held)
    assert {standing.hold_reason for standing in held.values()} == {"Reminders, level 2"}
    assert {standing.hold_since for standing in held.values()} == {TODAY}


def test_purchases_are_the_lines_of_sales(tryton_desk: ErpDesk, told: Told):
    bought = defaultdict(list)
    for line in told["sale.line"]:
        if line["sale."]["state"] in {"confirmed", "processing", "done"}:
            sold = date.fromisoformat(line["sale."]["sale_date"])
            bought[line["sale."]["party"]].append((sold, line["product."]["code"], money(line["amount"])))
    assert len(bought) >= 6

    for party, lines in bought.items():
        answer = tryton_desk.ask("sales", party)
        assert sorted((line.at, line.product, line.amount) for line in answer.purchases) == sorted(lines)
        year_ago = TODAY.replace(year=TODAY.year - 1)
        assert sum(answer.last_12_months.values()) == sum(line[2] for line in lines if line[0] > year_ago)


def test_open_orders_tell_the_promised_day_and_the_parcel(tryton_desk: ErpDesk, told: Told):
    open_ones = [
        sale
        for sale in told["sale.sale"]
        if sale["state"] in {"confirmed", "processing"} and sale["shipment_state"] != "sent"
    ]
    assert len(open_ones) >= 4
    ours = {
        order.number: order
        for party in {sale["party"] for sale in told["sale.sale"]}
        for order in tryton_desk.ask("sales", party).orders
    }

    for sale in open_ones:
        assert ours[sale["number"]].promised == date.fromisoformat(sale["shipping_date"])
    sent = [order for order in ours.values() if order.tracking]
    assert [(order.tracking, order.promised) for order in sent] == [("PL0099/1", None)]
    assert sent[0].status == f"sent {TODAY}"
    assert {order.status for order in ours.values()} >= {"confirmed", "waiting", "partially shipped"}


def test_quotes_are_trytons_quotations(tryton_desk: ErpDesk, told: Told):
    quotes = {sale["number"]: sale for sale in told["sale.sale"] if sale["state"] == "quotation"}
    ours = {
        quote.number: quote
        for party in {sale["party"] for sale in quotes.values()}
        for quote in tryton_desk.ask("sales", party).quotes
    }

    assert set(ours) == set(quotes)
    for number, sale in quotes.items():
        assert ours[number].amount == money(sale["untaxed_amount"])
        assert ours[number].valid_until == date.fromisoformat(sale["quotation_expire"])


def test_turnover_is_the_untaxed_sum_of_the_sales(tryton_desk: ErpDesk, told: Told):
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for sale in told["sale.sale"]:
        sold = sale["sale_date"] and date.fromisoformat(sale["sale_date"])
        if sale["state"] in {"confirmed", "processing", "done"} and sold > TODAY - timedelta(days=365):
            sums[sale["party"]][sale["currency."]["code"]] += money(sale["untaxed_amount"])

    for party, by_currency in sums.items():
        answer = tryton_desk.ask("value", party)
        assert {code: amount for code, amount in answer.turnover.items() if amount} == by_currency
    assert any(len(by_currency) > 1 for by_currency in sums.values())


def test_notes_on_the_party_and_its_sales_are_the_conversation(tryton_desk: ErpDesk, told: Told):
    on_party, on_sale = (note["resource"] for note in told["ir.note"])
    number = next(sale["number"] for sale in told["sale.sale"] if on_sale == f"sale.sale,{sale['id']}")

    said = tryton_desk.ask("conversation", on_party.split(",")[1]).said

    assert {(each.channel, each.text) for each in said} == {
        ("note", "Wants deliveries before noon"),
        ("note", f"{number}: One drum was damaged"),
    }
    assert all(each.who for each in said)
    assert all(abs(each.at - datetime.now(UTC)) < timedelta(hours=1) for each in said)


def test_a_call_fills_every_panel(tryton_desk: ErpDesk, told: Told):
    with watching(tryton_desk.config, **tryton_desk.environment) as program:
        program.expect("line_up", within=30)
        with ringing(tryton_desk.config, "22 500 04 11", "--answer"):
            opened = program.expect("pop_opened")
            program.expect("pop_closed", within=20)
    news = [each for each in program.told if each.get("call_id") == opened["call_id"]]

    failed = [each for each in news if each["news"] == "panel_failed"]
    assert failed == []
    assert {each["department"] for each in news if each["news"] == "panel_filled"} == DEPARTMENTS
