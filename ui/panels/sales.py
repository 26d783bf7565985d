"""Sales on the card: what is on its way, what was bought lately, and whether it grows."""

from datetime import date

from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.clock import local_today
from ui.components.boxes import column, line
from ui.components.line import Line
from ui.components.links import page
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import Row, Rows
from ui.components.sparkline import Sparkline
from ui.panels.months import by_month
from ui.panels.trend import trend
from ui.panels.view import Headline, View
from ui.panels.whole import Whole
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

ORDERS_COMPACT = 1


class DealingsView(View[Dealings]):
    """What this customer bought and ordered."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._orders: tuple[Row, ...] = ()
        self._quotes: tuple[Row, ...] = ()
        self._purchases: tuple[Row, ...] = ()
        self.year = Line(Type.STRONG, smaller=Type.SMALL)
        self.months = Sparkline(look.theme)
        self.rows = Rows(look.theme)
        self.rows.show_bar(self._roomy)
        self.rows.chosen.connect(self._open)
        layout = column(self)
        top = line(gap=GAP_SMALL)
        top.addWidget(self.year, 1)
        top.addWidget(self.months)
        layout.addLayout(top)
        layout.addWidget(self.rows, 1)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """More than one order, the quotes and the months need room."""
        if roomy is not self._roomy:
            self._roomy = roomy
            self.months.setVisible(roomy and bool(self.months.shares))
            self.rows.show_bar(roomy)
            self._show_rows()

    def show_answer(self, answer: Dealings) -> None:
        """Orders stand before purchases, late ones first: they are what customers call about."""
        self.year.tell(self.look.text(self._year(answer)))
        self._show_months(answer)
        self._orders = tuple(map(self._order, _in_order(answer.orders)))
        self._quotes = tuple(map(self._quote, answer.quotes))
        self._purchases = tuple(map(self._purchase, answer.purchases))
        self._show_rows()

    def headline(self, answer: Dealings) -> Headline:
        """An order that is late, else what was bought in a year."""
        orders = _in_order(answer.orders)
        if orders and _late(orders[0]):
            number = harmless(orders[0].number)
            late = say("Order {number} is late", number=number)
            count = say_many("{count} open order", "{count} open orders", len(orders))
            return Headline("  ·  ".join(map(self.look.text, (late, count))), Ink.BAD)
        return Headline(self.look.text(self._year(answer)))

    def _show_rows(self) -> None:
        if self._roomy:
            self.rows.show_rows(self._orders + self._quotes + self._purchases)
        else:
            self.rows.show_rows(self._orders[:ORDERS_COMPACT] + self._purchases)

    def _show_months(self, answer: Dealings) -> None:
        if not answer.purchases:
            self.months.show_values((), "")
            self.months.hide()
            return
        newest = answer.purchases[0].currency
        currency = max(answer.last_12_months, key=lambda each: answer.last_12_months[each], default=newest)
        months = by_month(answer.purchases, currency, local_today())
        written = self.look.wording.written
        told = [
            f"{written.month(month)}: {written.about(Money(amount, currency))}"
            for month, amount in months.items()
            if amount
        ]
        self.months.show_values([float(amount) for amount in months.values()], ", ".join(told))
        self.months.setVisible(self._roomy and bool(self.months.shares))

    def _open(self, row: Row) -> None:
        if row.opens is not None:
            self.opened.emit(row.opens)

    def _year(self, answer: Dealings) -> Sentence:
        if not answer.last_12_months:
            return say("nothing bought in the last 12 months")
        currency, amount = max(answer.last_12_months.items(), key=lambda each: each[1])
        written = self.look.wording.written
        total = written.about(Money(amount, currency))
        change = trend(amount, answer.previous_12_months.get(currency), written)
        if not change:
            return say("{amount} in 12 months", amount=total)
        return say("{amount} in 12 months {change}", amount=total, change=change)

    def _order(self, order: OpenOrder) -> Row:
        number = self.look.text(say("Order {number}", number=harmless(order.number)))
        status, tracking = harmless(order.status, longest=40), harmless(order.tracking)
        late = _late(order)
        day = self.look.wording.written.short_day(order.promised) if order.promised else ""
        said = (
            self.look.text(say("late")) if late else "" if order.promised is None else self._promised(status)
        )
        rest = [status] if late or order.promised is None else []
        text = "  ·  ".join(filter(None, (number, *rest, tracking)))
        return Row(
            text, day, said, "bad" if late else "accent", self._whole(order, number), harmless(order.number)
        )

    def _promised(self, status: str) -> str:
        return status or self.look.text(say("promised"))

    def _whole(self, order: OpenOrder, number: str) -> Whole:
        promised = say("promised for {day}", day=order.promised) if order.promised else Sentence("")
        about = (self.look.text(promised), harmless(order.status))
        link = order.tracking if page(order.tracking) else None
        tracking = harmless(order.tracking)
        told = self.look.text(say("Tracking: {tracking}", tracking=tracking)) if tracking else ""
        return Whole(
            title=number,
            about="  ·  ".join(filter(None, about)),
            text=told,
            links=((self.look.text(say("Open the tracking")), link),) if link else (),
        )

    def _quote(self, quote: Quote) -> Row:
        number, amount = harmless(quote.number), ""
        if quote.amount is not None and quote.currency is not None:
            amount = self.look.wording.written.money(Money(quote.amount, quote.currency))
        if quote.valid_until is None:
            return Row(self.look.text(say("Quote {number}", number=number)), "", amount, copies=number)
        day = self.look.wording.written.short_day(quote.valid_until)
        if quote.has_expired(local_today()):
            return Row(
                self.look.text(say("Quote {number}, expired {day}", number=number, day=day)),
                "",
                amount,
                "quiet",
                copies=number,
            )
        until = self.look.text(say("Quote {number}, until {day}", number=number, day=day))
        return Row(until, "", amount, copies=number)

    def _purchase(self, purchase: Purchase) -> Row:
        written = self.look.wording.written
        quantity = f"{written.number(purchase.quantity)} × " if purchase.quantity != 1 else ""
        name = harmless(purchase.name) or harmless(purchase.product)
        amount = written.money(Money(purchase.amount, purchase.currency))
        return Row(
            f"{quantity}{name}", written.short_day(purchase.at), amount, copies=harmless(purchase.product)
        )


def _in_order(orders: tuple[OpenOrder, ...]) -> list[OpenOrder]:
    """Late ones first, then as they were promised; what was never promised stands last."""
    return sorted(orders, key=lambda order: order.promised or date.max)


def _late(order: OpenOrder) -> bool:
    return order.is_late(local_today())
