"""The relationship on the card: since when they are a customer, what they buy, who looks after them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from screenpop.answers.value import Relationship
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import Row, Rows
from ui.panels.today import local_today
from ui.panels.trend import trend
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type


class RelationshipView(View[Relationship]):
    """How long, how much, and with whom. No scores."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.years = Line(Type.TITLE, smaller=Type.STRONG)
        self.since = Line(Type.SMALL, Ink.QUIET)
        self.rows = Rows(look.theme)
        layout = column(self)
        layout.addWidget(self.years)
        layout.addWidget(self.since)
        layout.addSpacing(GAP_TINY)
        layout.addWidget(self.rows, 1)

    def show_answer(self, answer: Relationship) -> None:
        """Show the span of years, and a row for each thing that is known."""
        for line, told in ((self.years, _years(answer)), (self.since, _since(answer))):
            line.tell(self.look.text(told))
            line.setVisible(bool(line.full))
        facts = (
            (say("Turnover"), self._turnover(answer)),
            (say("Segment"), harmless(answer.segment)),
            (say("Looked after by"), harmless(answer.manager)),
        )
        self.rows.show_rows(tuple(Row(told, self.look.text(name)) for name, told in facts if told))

    def headline(self, answer: Relationship) -> Headline:
        """The years, and the turnover."""
        parts = (self.look.text(_in_short(answer)), self._turnover(answer) or harmless(answer.segment))
        return Headline("  ·  ".join(filter(None, parts)))

    def _turnover(self, answer: Relationship) -> str:
        largest = _largest(answer.turnover)
        if largest is None:
            return ""
        before = (answer.previous_turnover or {}).get(largest.currency)
        written = self.look.wording.written
        return " ".join(filter(None, (written.about(largest), trend(largest.amount, before, written))))


def _largest(turnover: Mapping[str, Decimal] | None) -> Money | None:
    if not turnover:
        return None
    currency, amount = max(turnover.items(), key=lambda each: each[1])
    return Money(amount, currency)


def _years(answer: Relationship) -> Sentence:
    if answer.since is None:
        return say("Important customer") if answer.important else Sentence("")
    years = _passed(answer.since)
    if years < 1:
        return say("Important new customer") if answer.important else say("New customer")
    if answer.important:
        return say_many("Important customer, {count} year", "Important customer, {count} years", years)
    return say_many("Customer for {count} year", "Customer for {count} years", years)


def _in_short(answer: Relationship) -> Sentence:
    if answer.important:
        return say("Important")
    years = _passed(answer.since) if answer.since else 0
    if years < 1:
        return _years(answer)
    return say_many("{count} year", "{count} years", years)


def _passed(since: date) -> int:
    """How many whole years."""
    today = local_today()
    return today.year - since.year - ((today.month, today.day) < (since.month, since.day))


def _since(answer: Relationship) -> Sentence:
    return say("since {day}", day=answer.since) if answer.since else Sentence("")
