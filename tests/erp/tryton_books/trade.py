"""What happened: sales in every state, invoices in every state of payment, reminders.

What there is much of is created many records a call, as a web shop's interface does, the rest as a client does.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from proteus import Model, Wizard

from tests.erp.tryton_books.company import ARTICLES, TODAY, Company
from tests.erp.tryton_books.people import created

PRICES = {code: Decimal(price) for code, _, price in ARTICLES}
BUYERS = 6  # so many of the first customers have bought by orders
BILLED = 16  # so many were sent invoices
PAID_ALL = 16  # the last of those owes nothing


def _days(days: int) -> Any:
    return TODAY - timedelta(days=days)


class Trade:
    """Enters what the customers did, the same each time."""

    def __init__(self, config: Any, company: Company, customers: list[Any]) -> None:
        self._config = config
        self._company = company
        self._customers = customers
        self._chance = random.Random(23)  # the same trade each time

    def enter(self) -> None:
        """All that happened."""
        done = self._deliver()
        self._post(self._bill())
        self._pay()
        invoice = Model.get("account.invoice")
        invoice.click(invoice.find([("state", "=", "posted")]), "process")
        Model.get("sale.sale").click(done, "process")
        self._draft_invoice()
        self._take_orders()
        self._remind()
        self._talk()

    def _deliver(self) -> list[Any]:
        """Orders of the last two years that were sent and billed, with invoices that are not posted yet."""
        sales = [
            {
                "party": customer.id,
                "sale_date": _days(age),
                "currency": self._company.currencies["PLN"].id,
                "payment_term": self._company.terms["net 14"].id,
                "invoice_address": customer.addresses[0].id,
                "shipment_address": customer.addresses[0].id,
                "invoice_method": "fulfillment",
                "shipment_method": "order",
                "lines": [("create", list(self._lines()))],
            }
            for customer in self._customers[:BUYERS]
            for age in self._chance.sample(range(15, 700), 2)
        ]
        sale = Model.get("sale.sale")
        made = [sale(number) for number in created(self._config, "sale.sale", sales)]
        for step in ("quote", "confirm", "process"):
            sale.click(made, step)
        shipments = Model.get("stock.shipment.out").find([("state", "=", "waiting")])
        self._send(shipments)
        sale.click(made, "process")
        for record in made:
            for invoice in record.invoices:
                invoice.invoice_date = record.sale_date
                invoice.save()
        return made

    def _send(self, shipments: list[Any]) -> None:
        """Ship by the carrier."""
        shipment = Model.get("stock.shipment.out")
        ids = [record.id for record in shipments]
        changes = []
        for record in shipments:
            changes += [
                [record.id],
                {"carrier": self._company.carrier.id, "effective_date": record.planned_date},
            ]
        self._config.get_proxy("stock.shipment.out").write(*changes, self._config.context)
        for step in ("assign_force", "pick", "pack", "do"):
            shipment.click([shipment(number) for number in ids], step)

    def _bill(self) -> list[int]:
        """Invoices and credit notes without orders; gives them and those of the orders, none posted yet."""
        invoices = []
        for number, customer in enumerate(self._customers[:BILLED], 1):
            ages = [70] if number == PAID_ALL else self._chance.sample(range(3, 380), number % 2 + 1)
            invoices += [self._invoice(customer, age, "EUR" if number % 10 == 4 else "PLN") for age in ages]
            if number % 15 == 7:
                invoices.append(self._invoice(customer, 12, "PLN", sign=-1))
        created(self._config, "account.invoice", invoices)
        return [record.id for record in Model.get("account.invoice").find([("state", "=", "draft")])]

    def _invoice(self, customer: Any, age: int, currency: str, sign: int = 1) -> dict[str, Any]:
        (journal,) = Model.get("account.journal").find([("type", "=", "revenue")], limit=1)
        term = customer.customer_payment_term or self._company.terms["net 14"]
        of_invoice = {
            "account": self._company.accounts["revenue"].id,
            "currency": self._company.currencies[currency].id,
            "invoice_type": "out",
            "party": customer.id,
        }
        return {
            "type": "out",
            "party": customer.id,
            "invoice_date": _days(age),
            "currency": self._company.currencies[currency].id,
            "journal": journal.id,
            "account": self._company.accounts["receivable"].id,
            "invoice_address": customer.addresses[0].id,
            "payment_term": term.id,
            "lines": [("create", [{**line, **of_invoice} for line in self._lines(sign)])],
        }

    def _lines(self, sign: int = 1) -> Iterator[dict[str, Any]]:
        for product in self._chance.sample(self._company.products, 2):
            yield {
                "type": "line",
                "product": product.id,
                "quantity": float(sign * self._chance.randint(1, 12)),
                "unit": product.default_uom.id,
                "unit_price": PRICES[product.code],
                "taxes": [("add", [self._company.tax.id])],
            }

    def _post(self, ids: list[int]) -> None:
        """Post them as a user who ticks "always ignore this warning" of due dates that are past."""
        keys = (f"account.invoice,{number}".encode() for number in ids)
        digests = (hashlib.md5(key, usedforsecurity=False).hexdigest() for key in keys)
        (user,) = Model.get("res.user").find([("login", "=", "admin")])
        waived = [
            {"user": user.id, "name": f"{digest}.invoice_payment_term", "always": True} for digest in digests
        ]
        created(self._config, "res.user.warning", waived)
        invoice = Model.get("account.invoice")
        invoice.click([invoice(number) for number in ids], "post")

    def _pay(self) -> None:
        """One invoice in three is not paid at all, one in three in part, one in three in full."""
        posted = Model.get("account.invoice").find([("state", "=", "posted")], order=[("id", "ASC")])
        for number, invoice in enumerate(posted):
            in_full = number % 3 == 0 or invoice.party.id == self._customers[PAID_ALL - 1].id
            if invoice.total_amount < 0 or (number % 3 == 1 and not in_full):
                continue
            pay = Wizard("account.invoice.pay", [invoice])
            pay.form.payment_method = self._company.payment_method
            pay.form.date = max(invoice.invoice_date, _days(9))
            if not in_full:
                pay.form.amount = (invoice.total_amount / 3).quantize(Decimal("0.01"))
            pay.execute("choice")
            if pay.state == "ask":
                pay.form.type = "partial"
                pay.execute("pay")

    def _draft_invoice(self) -> None:
        created(self._config, "account.invoice", [self._invoice(self._customers[0], 1, "PLN")])

    def _take_orders(self) -> None:
        """Orders that are open in one way or another, quotes that are good, and one that no longer is."""
        one, two, _, four = self._customers[:4]
        quote = self._quote(one, 3, timedelta(days=30))
        quote.click("quote")
        self._quote(one, 20, timedelta(days=5)).click("quote")
        self._quote(two, 1, timedelta(days=14)).save()
        self._sale(one, 2, shipping_date=_days(-6), state="confirm")
        self._sale(one, 3, shipping_date=_days(-9), state="process")
        self._ship(self._sale(two, 5, shipping_date=_days(-2), state="process"), 1, "")
        self._ship(self._sale(two, 8, shipping_date=_days(1), state="process"), 2, "PL0099/1")
        self._sale(four, 4, "EUR", shipping_date=_days(-30), state="process")

    def _quote(self, customer: Any, age: int, validity: timedelta) -> Any:
        return self._order(customer, None, "PLN", quotation_date=_days(age), quotation_validity=validity)

    def _sale(self, customer: Any, age: int, currency: str = "PLN", *, shipping_date: Any, state: str) -> Any:
        sale = self._order(customer, _days(age), currency, shipping_date=shipping_date)
        for step in ("quote", "confirm", "process"):
            sale.click(step)
            if step == state:
                break
        return sale

    def _order(self, customer: Any, sold: Any, currency: str, **values: Any) -> Any:
        sale = Model.get("sale.sale")(party=customer)
        sale.currency = self._company.currencies[currency]
        sale.invoice_method, sale.shipment_method = "fulfillment", "order"
        sale.sale_date = sold
        sale.payment_term = sale.payment_term or self._company.terms["net 14"]
        for name, value in values.items():
            setattr(sale, name, value)
        for product in self._chance.sample(self._company.products, 2):
            line = sale.lines.new()
            line.product = product
            line.quantity = float(self._chance.randint(1, 9))
            line.unit_price = PRICES[product.code]
        return sale

    def _ship(self, sale: Any, lines: int, reference: str) -> None:
        """Send the first so many lines of the order."""
        (shipment,) = sale.shipments
        for move in list(shipment.outgoing_moves)[lines:]:
            shipment.outgoing_moves.remove(move)
        shipment.carrier = self._company.carrier
        shipment.shipping_reference = reference or None
        shipment.save()
        for step in ("wait", "assign_force", "pick", "pack", "do"):
            shipment.click(step)
        sale.click("process")

    def _remind(self) -> None:
        """Dunnings as of today, processed; one customer's are blocked since they dispute them."""
        dunning = Model.get("account.dunning")
        for _ in range(2):  # each time one level further
            Wizard("account.dunning.create").execute("create_")
            Wizard("account.dunning.process", dunning.find([("state", "=", "draft")])).execute("process")
        levels: dict[int, list[Any]] = {}
        for record in dunning.find([]):
            levels.setdefault(record.party.id, []).append(record)
        for record in levels[min(levels)]:
            record.blocked = True
            record.save()

    def _talk(self) -> None:
        """A note on a customer, one on a sale, and a complaint."""
        customer = self._customers[0]
        sale = Model.get("sale.sale").find([("party", "=", customer.id), ("state", "=", "processing")])[0]
        note = Model.get("ir.note")
        note(resource=customer, message="Wants deliveries before noon").save()
        note(resource=sale, message="One drum was damaged").save()
        (about,) = Model.get("ir.model").find([("name", "=", "sale.sale")])
        kind = Model.get("sale.complaint.type")(name="Damaged", origin=about)
        kind.save()
        Model.get("sale.complaint")(customer=customer, type=kind, origin=sale).save()
