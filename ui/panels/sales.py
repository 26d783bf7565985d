"""Sales on the card: what is on its way, what was bought lately, and whether it grows."""

from datetime import date
from decimal import Decimal

from screenpop.answers.sales import Dealings, OpenOrder, Purchase, Quote
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import Row, Rows
from ui.panels.view import View
from ui.theme.palette import Ink
from ui.theme.scale import Type

ORDERS, ORDERS_COMPACT = 2, 1


class DealingsView(View[Dealings]):
    """What this customer bought and ordered."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._orders: tuple[Row, ...] = ()
        self._purchases: tuple[Row, ...] = ()
        self.year = Line(Type.STRONG)
        self.rows = Rows(look.theme)
        self.quotes = Line(Type.SMALL, Ink.QUIET)
        layout = column(self)
        layout.addWidget(self.year)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.quotes)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """A second order and the quotes need room."""
        self._roomy = roomy
        self.quotes.setVisible(roomy)
        self._show_rows()

    def show_answer(self, answer: Dealings) -> None:
        """Orders stand before purchases: they are what customers call about."""
        self.year.tell(self.look.text(self._year(answer)))
        self._orders = tuple(self._order(order) for order in answer.orders[:ORDERS])
        self._purchases = tuple(self._purchase(purchase) for purchase in answer.purchases)
        self._show_rows()
        self.quotes.tell(self.look.text(_quotes(answer.quotes)))

    def _show_rows(self) -> None:
        self.rows.show_rows(self._orders[: ORDERS if self._roomy else ORDERS_COMPACT] + self._purchases)

    def _year(self, answer: Dealings) -> Sentence:
        if not answer.last_12_months:
            return say("nothing bought in the last 12 months")
        currency, amount = max(answer.last_12_months.items(), key=lambda each: each[1])
        total = self.look.wording.written.figure(Money(amount, currency))
        before = answer.previous_12_months.get(currency)
        if not before or before <= 0:
            return say("{amount} in 12 months", amount=total)
        change = (amount - before) / before
        sign = "▲" if change > 0 else "▼" if change < 0 else "="
        share = self.look.wording.written.percent(abs(change).quantize(Decimal("0.01")))
        return say("{amount} in 12 months {sign} {share}", amount=total, sign=sign, share=share)

    def _order(self, order: OpenOrder) -> Row:
        number = self.look.text(say("Order {number}", number=harmless(order.number)))
        status = harmless(order.status, longest=40)
        if order.promised is None:
            return Row(number, after=status, ink="accent")
        late = order.promised < date.today()  # noqa: DTZ011 # a promise is kept on the local calendar
        day = self.look.wording.written.short_day(order.promised)
        told = self.look.text(say("late")) if late else status or self.look.text(say("promised"))
        return Row(number, day, told, "warn" if late else "accent")

    def _purchase(self, purchase: Purchase) -> Row:
        written = self.look.wording.written
        quantity = f"{written.number(purchase.quantity)} × " if purchase.quantity != 1 else ""
        name = harmless(purchase.name) or harmless(purchase.product)
        amount = written.money(Money(purchase.amount, purchase.currency))
        return Row(f"{quantity}{name}", written.short_day(purchase.at), amount)


def _quotes(quotes: tuple[Quote, ...]) -> Sentence:
    return say_many("{count} open quote", "{count} open quotes", len(quotes)) if quotes else Sentence("")
