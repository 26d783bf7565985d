"""Accounting on the card: what is overdue, large; what is owed in all and since when, behind it."""

from screenpop.answers.accounting import OpenItem, Receivables
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.clock import local_today
from ui.components.bars import AgingBar
from ui.components.boxes import column, line
from ui.components.copying import CopyLine, plain
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import Row, Rows
from ui.panels.owing import (
    aging_told,
    buckets,
    figure,
    in_order,
    last_payment,
    meaning,
    owed,
    shows_owed,
    worst,
)
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type


class ReceivablesView(View[Receivables]):
    """What this customer owes."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._meaning = self._owed = Sentence("")
        self.figure = CopyLine(look, Type.FIGURE, smaller=Type.TITLE)
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
        balance = worst(answer)
        if balance is None:
            self._show_settled(answer)
            return
        late, written = balance.overdue > 0, self.look.wording.written
        self.figure.offer(written.figure(figure(balance)), plain(figure(balance).amount))
        self.figure.tint(Ink.BAD if late else Ink.PLAIN)
        self._meaning = meaning(balance)
        amounts = [float(amount) for amount in buckets(balance.aging)]
        self.aging.show()
        self.aging.show_amounts(amounts, aging_told(balance, self.look))
        self._owed = owed(balance, answer, written)
        self._show_known(answer)
        self.items.show_rows(tuple(self._row(item) for item in in_order(answer.open_items)))

    def headline(self, answer: Receivables) -> Headline:
        """What is overdue, else what is owed."""
        balance = worst(answer)
        if balance is None:
            return Headline(self.look.text(say("Nothing owed")))
        large = self.look.wording.written.figure(figure(balance))
        late = balance.overdue > 0
        return Headline(f"{large}  ·  {self.look.text(meaning(balance))}", Ink.BAD if late else Ink.PLAIN)

    def _show_settled(self, answer: Receivables) -> None:
        self.figure.still(self.look.text(say("Nothing owed")))
        self.figure.tint(Ink.PLAIN)
        self._meaning = Sentence("")
        self.aging.hide()
        self._owed = last_payment(answer, self.look.wording.written)
        self._show_known(answer)
        self.items.show_rows(())

    def _show_known(self, answer: Receivables) -> None:
        """The last payment, what is disputed, and the day of the books where that is not today."""
        told = [last_payment(answer, self.look.wording.written)] if shows_owed(answer) else []
        if disputed := sum(item.disputed for item in answer.open_items):
            told.append(say_many("{count} disputed", "{count} disputed", disputed))
        self.known.tell("  ·  ".join(filter(None, map(self.look.text, told))))
        stale = answer.as_of is not None and answer.as_of != local_today()
        day = self.look.wording.written.short_day(answer.as_of) if answer.as_of else ""
        self.as_of.tell(self.look.text(say("books as of {day}", day=day)) if stale else "")
        self._show_lines()

    def _show_lines(self) -> None:
        """With room for the documents, what the figure means stands beside what is owed."""
        both = self.look.text(self._meaning), self.look.text(self._owed)
        self.meaning.tell(both[0])
        self.meaning.setVisible(not self._roomy and bool(both[0]))
        self.owed.tell("  ·  ".join(filter(None, both)) if self._roomy else both[1])
        self.known.setVisible(self._roomy and bool(self.known.full))

    def _row(self, item: OpenItem) -> Row:
        number = harmless(item.document)
        document = number or self.look.text(say("open item"))
        if item.disputed:
            document = self.look.text(say("{document}, disputed", document=document))
        written = self.look.wording.written
        amount = written.money(Money(item.amount, item.currency))
        late = item.is_overdue(local_today()) and item.amount > 0
        return Row(document, written.short_day(item.due), amount, "bad" if late else "ink", copies=number)
