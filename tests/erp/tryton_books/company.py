"""The company: its currency, chart of accounts, fiscal year, articles, terms and dunning."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta
from proteus import Model
from trytond.modules.account.tests.tools import create_chart, create_fiscalyear, create_tax, get_accounts
from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences
from trytond.modules.company.tests.tools import create_company

TODAY = date.today()  # noqa: DTZ011 # Tryton's books go by the local calendar
ARTICLES = (
    ("K-100", "Kabel YDY 3×1,5", "4.25"),
    ("K-200", "Kabel YDY 3×2,5", "6.80"),
    ("G-010", "Gniazdko podwójne", "18.9"),
    ("L-777", "Lampa łazienkowa", "149"),
    ("R-050", "Rozdzielnica", "320.40"),
    ("B-016", "Bezpiecznik B16", "11.115"),
)


@dataclass
class Company:
    """What entering invoices and sales needs of it."""

    record: Any
    accounts: dict[str, Any]
    currencies: dict[str, Any]
    products: list[Any]
    tax: Any
    terms: dict[str, Any]
    payment_method: Any
    dunning: Any
    country: Any
    carrier: Any


def found(config: Any) -> Company:
    """Enter the company."""
    currencies = _currencies()
    party = Model.get("party.party")(name="Hurtownia Elektryczna")
    party.save()
    create_company(party=party, currency=currencies["PLN"])
    (record,) = Model.get("company.company").find()
    _employ(config, record)
    create_chart(record)
    span = (TODAY - relativedelta(years=3), TODAY + relativedelta(years=1))
    set_fiscalyear_invoice_sequences(create_fiscalyear(record, span)).click("create_period")
    accounts = get_accounts(record)
    terms = {"net 30": _term("net 30", 30), "net 14": _term("net 14", 14), "halves": _halves()}
    defaults = Model.get("account.configuration")(1)
    defaults.default_customer_payment_term = terms["net 14"]
    defaults.default_credit_limit_amount = Decimal(30_000)
    defaults.currency_exchange_debit_account = accounts["expense"]
    defaults.currency_exchange_credit_account = accounts["revenue"]
    defaults.save()
    tax = create_tax(Decimal("0.23"))
    tax.save()
    products = _products(accounts, tax)
    _stock(products)
    return Company(
        record,
        accounts,
        currencies,
        products,
        tax,
        terms,
        _cash(accounts),
        _dunning(),
        _country(),
        _carrier(),
    )


def _currencies() -> dict[str, Any]:
    currency = Model.get("currency.currency")
    made = {}
    for code, symbol, numeric, rate in (("PLN", "zł", "985", "1"), ("EUR", "€", "978", "0.2345")):
        record = currency(name=code, code=code, symbol=symbol, numeric_code=numeric)
        record.rounding, record.digits = Decimal("0.01"), 2
        record.rates.new(date=TODAY - relativedelta(years=4), rate=Decimal(rate))
        if code == "EUR":
            record.rates.new(date=TODAY - timedelta(days=40), rate=Decimal("0.25"))
        record.save()
        made[code] = record
    return made


def _employ(config: Any, company: Any) -> None:
    party = Model.get("party.party")(name="Zofia Handlowa")
    party.save()
    employee = Model.get("company.employee")(party=party, company=company)
    employee.save()
    (user,) = Model.get("res.user").find([("login", "=", "admin")])
    user.employees.append(employee)
    user.employee = employee
    user.name = "Zofia"
    user.save()
    config._context = Model.get("res.user").get_preferences(True, {})  # noqa: FBT003 # its only way


def _term(name: str, days: int) -> Any:
    term = Model.get("account.invoice.payment_term")(name=name)
    term.lines.new(type="remainder").relativedeltas.new(days=days)
    term.save()
    return term


def _halves() -> Any:
    term = Model.get("account.invoice.payment_term")(name="half at once, half in 60 days")
    term.lines.new(type="percent", ratio=Decimal("0.5")).relativedeltas.new(days=0)
    term.lines.new(type="remainder").relativedeltas.new(days=60)
    term.save()
    return term


def _cash(accounts: dict[str, Any]) -> Any:
    (journal,) = Model.get("account.journal").find([("type", "=", "cash")], limit=1)
    method = Model.get("account.invoice.payment.method")(name="Bank", journal=journal)
    method.credit_account = method.debit_account = accounts["cash"]
    method.save()
    return method


def _dunning() -> Any:
    procedure = Model.get("account.dunning.procedure")(name="Reminders")
    procedure.levels.new(sequence=1, overdue=timedelta(days=10))
    procedure.levels.new(sequence=2, overdue=timedelta(days=45), credit_limit=True)
    procedure.save()
    return procedure


def _country() -> Any:
    country = Model.get("country.country")(name="Poland", code="PL", code3="POL", code_numeric="616")
    country.save()
    return country


def _carrier() -> Any:
    party = Model.get("party.party")(name="Parcel Service")
    party.save()
    (unit,) = Model.get("product.uom").find([("name", "=", "Unit")])
    template = Model.get("product.template")(name="Carriage", default_uom=unit, type="service")
    template.list_price = Decimal(20)
    template.save()
    carrier = Model.get("carrier")(party=party, carrier_product=template.products[0])
    carrier.save()
    return carrier


def _products(accounts: dict[str, Any], tax: Any) -> list[Any]:
    category = Model.get("product.category")(name="Electrical", accounting=True)
    category.account_revenue, category.account_expense = accounts["revenue"], accounts["expense"]
    category.customer_taxes.append(tax)
    category.save()
    uom = Model.get("product.uom")
    (unit,) = uom.find([("name", "=", "Unit")])
    made = []
    for code, name, price in ARTICLES:
        template = Model.get("product.template")(name=name, default_uom=unit, type="goods", salable=True)
        template.code, template.list_price, template.account_category = code, Decimal(price), category
        template.save()
        made.append(template.products[0])
    return made


def _stock(products: list[Any]) -> None:
    (storage,) = Model.get("stock.location").find([("code", "=", "STO")])
    inventory = Model.get("stock.inventory")(location=storage)
    for product in products:
        inventory.lines.new(product=product, quantity=100_000.0, expected_quantity=0.0)
    inventory.click("confirm")
