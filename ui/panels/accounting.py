"""Accounting on the card: what is overdue, large; what is owed in all and since when, behind it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from screenpop.answers.accounting import Aging, Balance, OpenItem, Receivables
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.components.bars import AgingBar
from ui.components.boxes import column, line
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import Row, Rows
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type


class ReceivablesView(View[Receivables]):
    """What this customer owes."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._meaning = self._owed = Sentence("")
        self.figure = Line(Type.FIGURE, smaller=Type.TITLE)
        self.as_of = Line(Type.CAPTION, Ink.QUIET, natural=True)
        self.meaning = Line(Type.SMALL, Ink.QUIET)
        self.aging = AgingBar(look.theme)
        self.owed = Line(Type.SMALL, Ink.QUIET)
        self.known = Line(Type.SMALL, Ink.QUIET)
        self.items = Rows(look.theme)
        layout = column(self)
        top = line(gap=GAP_SMALL)
        top.addWidget(self.figure, 1)
        top.addWidget(self.as_of)
        layout.addLayout(top)
        layout.addWidget(self.meaning)
        layout.addSpacing(GAP_TINY + 2)
        layout.addWidget(self.aging)
        layout.addSpacing(GAP_TINY)
        layout.addWidget(self.owed)
        layout.addWidget(self.known)
        layout.addWidget(self.items, 1)
        layout.addStretch(0)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """The open items need room."""
        self.items.setVisible(roomy)
        self._roomy = roomy
        self._show_lines()

    def show_answer(self, answer: Receivables) -> None:
        """Show the balance that is worst; others are named in the line of what is owed."""
        balance = _worst(answer)
        if balance is None:
            self._show_settled(answer)
            return
        late = balance.overdue > 0
        self.figure.tell(self.look.wording.written.figure(_figure(balance)))
        self.figure.tint(Ink.BAD if late else Ink.PLAIN)
        self._meaning = _meaning(balance)
        buckets = _buckets(balance.aging)
        self.aging.show()
        self.aging.show_amounts([float(amount) for amount in buckets], self._aging_told(balance))
        self._owed = self._told_owed(balance, answer)
        self._show_known(answer)
        self.items.show_rows(tuple(self._row(item) for item in _in_order(answer.open_items)))

    def headline(self, answer: Receivables) -> Headline:
        """What is overdue, else what is owed."""
        balance = _worst(answer)
        if balance is None:
            return Headline(self.look.text(say("Nothing owed")))
        figure = self.look.wording.written.figure(_figure(balance))
        late = balance.overdue > 0
        return Headline(f"{figure}  ·  {self.look.text(_meaning(balance))}", Ink.BAD if late else Ink.PLAIN)

    def _show_settled(self, answer: Receivables) -> None:
        self.figure.tell(self.look.text(say("Nothing owed")))
        self.figure.tint(Ink.PLAIN)
        self._meaning = Sentence("")
        self.aging.hide()
        self._owed = self._last_payment(answer)
        self._show_known(answer)
        self.items.show_rows(())

    def _show_known(self, answer: Receivables) -> None:
        """The last payment, what is disputed, and the day of the books where that is not today."""
        told = [self._last_payment(answer)] if _shows_owed(answer) else []
        if disputed := sum(item.disputed for item in answer.open_items):
            told.append(say_many("{count} disputed", "{count} disputed", disputed))
        self.known.tell("  ·  ".join(filter(None, map(self.look.text, told))))
        stale = answer.as_of is not None and answer.as_of != _today()
        day = self.look.wording.written.short_day(answer.as_of) if answer.as_of else ""
        self.as_of.tell(self.look.text(say("books as of {day}", day=day)) if stale else "")
        self._show_lines()

    def _show_lines(self) -> None:
        """With room for the documents, what the figure means stands beside what is owed."""
        meaning, owed = self.look.text(self._meaning), self.look.text(self._owed)
        self.meaning.tell(meaning)
        self.meaning.setVisible(not self._roomy and bool(meaning))
        self.owed.tell("  ·  ".join(filter(None, (meaning, owed))) if self._roomy else owed)
        self.known.setVisible(self._roomy and bool(self.known.full))

    def _told_owed(self, balance: Balance, answer: Receivables) -> Sentence:
        others = tuple(each for each in answer.balances if each is not balance)
        if others:
            other = max(others, key=lambda each: (each.overdue > 0, each.balance))
            return say(
                "owes {amount} in all, and {other}",
                amount=Money(balance.balance, balance.currency),
                other=Money(other.balance, other.currency),
            )
        if balance.overdue > 0:
            return say("owes {amount} in all", amount=Money(balance.balance, balance.currency))
        return self._last_payment(answer)

    def _last_payment(self, answer: Receivables) -> Sentence:
        paid = answer.last_payment
        if paid is None:
            return Sentence("")
        day = self.look.wording.written.short_day(paid.at)
        return say("last paid {amount} on {day}", amount=Money(paid.amount, paid.currency), day=day)

    def _row(self, item: OpenItem) -> Row:
        document = harmless(item.document) or self.look.text(say("open item"))
        if item.disputed:
            document = self.look.text(say("{document}, disputed", document=document))
        written = self.look.wording.written
        amount = written.money(Money(item.amount, item.currency))
        late = item.due < _today() and item.amount > 0
        return Row(document, written.short_day(item.due), amount, "bad" if late else "ink")

    def _aging_told(self, balance: Balance) -> str:
        names = (
            say("not due yet"),
            say("1 to 30 days"),
            say("31 to 60 days"),
            say("61 to 90 days"),
            say("over 90 days"),
        )
        told = [
            f"{self.look.text(name)}: {self.look.wording.written.money(Money(amount, balance.currency))}"
            for name, amount in zip(names, _buckets(balance.aging), strict=True)
            if amount
        ]
        return ", ".join(told)


def _buckets(aging: Aging) -> tuple[Decimal, ...]:
    return (aging.current, aging.days_1_30, aging.days_31_60, aging.days_61_90, aging.over_90)


def _worst(answer: Receivables) -> Balance | None:
    def weight(each: Balance) -> tuple[bool, int, Decimal]:
        return each.overdue > 0, each.oldest_days, each.balance

    return max(answer.balances, key=weight, default=None)


def _figure(balance: Balance) -> Money:
    return Money(balance.overdue if balance.overdue > 0 else abs(balance.balance), balance.currency)


def _in_order(items: Sequence[OpenItem]) -> Sequence[OpenItem]:
    return sorted(items, key=lambda item: item.due)


def _shows_owed(answer: Receivables) -> bool:
    """The line of what is owed tells that, so that the last payment needs a place of its own."""
    worst = _worst(answer)
    return worst is not None and (worst.overdue > 0 or len(answer.balances) > 1)


def _today() -> date:
    return date.today()  # noqa: DTZ011 # books are kept by the local calendar


def _meaning(balance: Balance) -> Sentence:
    if balance.overdue > 0:
        return say_many("overdue, {count} day", "overdue, {count} days", balance.oldest_days)
    if balance.balance < 0:
        return say("in the customer's favour")
    return say("owed, nothing overdue")
