"""What was said between the demo company and its customers: e-mails, and tickets of the service desk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from connectors.demo_company.accounts import Account
from connectors.demo_company.orders import Order
from connectors.demo_company.words import Talk

DAYS_BACK = 150
OFFICE_OPENS = 7


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail; `at` is by the clock on the wall."""

    account: Account
    at: datetime
    who: str
    body: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """Something that the service desk was asked to put right."""

    number: int
    account: Account
    opened: datetime
    taken_by: str
    subject: str
    state: str


@dataclass(slots=True)
class Correspondence:
    """Makes what was said; the newest is from yesterday."""

    random: Random
    today: date
    words: Talk
    colleagues: Sequence[str]

    def mails(self, orders: Sequence[Order], talkative: Sequence[Account]) -> list[Mail]:
        """E-mails about somebody's latest order, oldest first; the talkative ask for what is due the longest."""
        latest = {order.account.number: order for order in orders}
        made = [
            self._mail(order, self.random.randrange(1, DAYS_BACK)) for order in self._some(latest.values(), 4)
        ]
        for account in talkative:
            waiting = [order for order in orders if order.account == account and order.delivered is None]
            if waiting:
                text = self._filled(self.words.mails_in[0], min(waiting, key=lambda order: order.promised))
                made.append(Mail(account, self._at(1), account.contacts[0].name, text))
        return sorted(made, key=lambda mail: mail.at)

    def tickets(self, orders: Sequence[Order], troubled: Sequence[Account]) -> list[Ticket]:
        """Tickets, oldest first; the troubled have one that is still open."""
        latest = {order.account.number: order for order in orders}
        wanted = [(order, self.random.randrange(2, DAYS_BACK)) for order in self._some(latest.values(), 1)]
        open_now = [(latest[account.number], 3) for account in troubled if account.number in latest]
        ages = sorted([*wanted, *open_now], key=lambda each: -each[1])
        return [self._ticket(4200 + place, order, age) for place, (order, age) in enumerate(ages)]

    def _some(self, orders: Iterable[Order], at_most: int) -> Iterator[Order]:
        for order in orders:
            for _ in range(int(self.random.random() ** 2 * (at_most + 1))):
                yield order

    def _mail(self, order: Order, age: int) -> Mail:
        chance, account = self.random, order.account
        if chance.random() < 0.6:
            writer, text = chance.choice(account.contacts).name, chance.choice(self.words.mails_in)
        else:
            writer, text = chance.choice(self.colleagues), chance.choice(self.words.mails_out)
        return Mail(account, self._at(age), writer, self._filled(text, order))

    def _ticket(self, number: int, order: Order, age: int) -> Ticket:
        chance = self.random
        solved = age > 20 or (age > 3 and chance.random() < 0.5)
        state = f"solved: {chance.choice(self.words.answers[:2])}" if solved else "open"
        subject = self._filled(chance.choice(self.words.tickets), order)
        return Ticket(number, order.account, self._at(age), chance.choice(self.colleagues), subject, state)

    def _filled(self, text: str, order: Order) -> str:
        return text.format(order=order.number, day=order.promised, product=order.lines[0].item.name)

    def _at(self, age: int) -> datetime:
        day = self.today - timedelta(days=age)
        hour, minute = OFFICE_OPENS + self.random.randrange(10), self.random.randrange(60)
        return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 # by the clock on the wall
