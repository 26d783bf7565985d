"""Three years of orders: each customer has a few kits, in them its own articles, and for each article a rhythm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from connectors.demo_company.accounts import Account, Habit
from connectors.demo_company.orders import Line, Order, Quotation
from connectors.demo_company.words import Goods, Item

DAYS = 3 * 365
YEARLY_INFLATION = 0.04
ORDER_EVERY = {1: 104.0, 2: 55.0, 3: 21.0}
QUANTITIES = (0.5, 1, 1, 1, 1, 1, 1.5, 2)
HELD_DAYS = 35
STATES = ("received", "picking", "back-ordered", "shipped")


@dataclass(slots=True)
class Need:
    """An article that a customer buys again and again, or once."""

    item: Item
    every: float
    quantity: int
    due: float
    until: float


@dataclass(slots=True)
class Trade:
    """Makes orders and quotes of accounts."""

    random: Random
    today: date
    goods: Goods
    _orders: list[Order] = field(default_factory=list)

    def orders(self, accounts: Sequence[Account]) -> list[Order]:
        """All orders, oldest first, numbered."""
        for account in accounts:
            self._orders.extend(self._orders_of(account))
        self._orders.sort(key=lambda order: (order.placed, order.account.number))
        for number, order in enumerate(self._orders, 810_001):
            order.number = number
            if order.status == "shipped":
                order.tracking = order.parcel
        return self._orders

    def quotations(self, accounts: Sequence[Account]) -> list[Quotation]:
        """Offers in writing, to large customers and some others; some have lapsed."""
        chance = self.random
        made: list[Quotation] = []
        for account in accounts:
            if account.private or not account.active or chance.random() > 0.35 * account.size:
                continue
            since = self.today - timedelta(days=int(chance.random() * 60))
            minor = int(40_000 * account.size * (0.5 + chance.random() * 4) * self._rate(account))
            number = f"Q{since:%y}-{len(made) + 1:05}"
            made.append(Quotation(number, account, since, since + timedelta(days=30), minor))
        return made

    def _orders_of(self, account: Account) -> Iterator[Order]:
        chance, every = self.random, ORDER_EVERY[account.size]
        every *= 0.7 + chance.random() * 0.7
        first = max(0, DAYS - (self.today - account.since).days)
        last = DAYS if account.active else DAYS - 200 - int(chance.random() * 300)
        day = first + chance.random() * every
        needs = self._needs(account, every, day)
        rate = self._rate(account)
        while day <= last:
            placed = self._working_day(day)
            lines = self._basket(needs, day, every, rate)
            if lines and placed <= self.today:
                yield self._placed(account, placed, lines)
            day += max(2.0, every * (1 + chance.gauss(0, 0.18)))

    def _needs(self, account: Account, every: float, start: float) -> list[Need]:
        """The customer's articles: of each kit it uses, most at once, the others taken up in the course of time."""
        chance, needs = self.random, []
        for kit, likelihood in self.goods.trades[account.trade].items():
            if chance.random() > likelihood:
                continue
            begun = start if chance.random() < 0.75 else start + chance.random() * (DAYS - start)
            for sizes in self.goods.kits[kit]:
                if chance.random() > sizes[0].share:
                    continue
                item = sizes[int(chance.random() ** 1.6 * len(sizes))]
                taken_up = begun if chance.random() < 0.6 else begun + chance.random() * (DAYS - begun)
                given_up = DAYS * 2 if chance.random() < 0.88 else taken_up + chance.random() * DAYS
                rhythm = every * item.pace * (0.85 + chance.random() * 0.3) if item.pace else DAYS * 2.0
                usual = max(1, int(item.quantity * account.size * (0.3 + chance.random() * 0.5)))
                needs.append(Need(item, rhythm, usual if item.pace else 1, taken_up, given_up))
        return needs

    def _basket(self, needs: Sequence[Need], day: float, every: float, rate: float) -> list[Line]:
        chance, lines = self.random, []
        inflation = 1 + YEARLY_INFLATION * (day - DAYS) / 365
        for need in needs:
            if need.due > day + every * 0.3 or need.until < day:
                continue
            need.due = day + max(every * 0.6, need.every * (1 + chance.gauss(0, 0.1)))
            quantity = need.quantity
            if need.item.pace:
                quantity = max(1, int(need.quantity * QUANTITIES[int(chance.random() * len(QUANTITIES))]))
            minor = round(need.item.price * rate * inflation * 100) * quantity
            lines.append(Line(need.item, quantity, minor))
            if chance.random() < 0.006:
                lines.append(Line(need.item, -quantity, -minor))
        return lines

    def _placed(self, account: Account, placed: date, lines: list[Line]) -> Order:
        """Delivered after some days, now and then late; who does not pay gets nothing."""
        chance = self.random
        promised = placed + timedelta(days=2 + int(chance.random() * 4))
        late = int(chance.random() * 12) if chance.random() < 0.06 else 0
        delivered = promised + timedelta(days=late)
        if account.habit is Habit.FAILING and (self.today - placed).days < HELD_DAYS:
            return Order(account, placed, lines, None, "held by credit", promised)
        if delivered < self.today:
            return Order(account, placed, lines, delivered, "delivered", promised)
        age = (self.today - placed).days
        status = "back-ordered" if late else STATES[min(age, 3)] if age != 2 else "picking"
        return Order(account, placed, lines, None, status, promised)

    def _rate(self, account: Account) -> float:
        return self.goods.rates[account.country.currency]

    def _working_day(self, day: float) -> date:
        placed = self.today - timedelta(days=DAYS - int(day))
        return placed - timedelta(days=max(0, placed.weekday() - 4))
