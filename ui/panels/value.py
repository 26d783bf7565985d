"""The relationship on the card: since when they are a customer, what they buy, who looks after them."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from screenpop.answers.value import SEGMENTS, Relationship, Trend
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from ui.clock import local_today
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import HEIGHT as ROW
from ui.components.rows import Row, Rows
from ui.panels.trend import trend
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type

_TRENDS: Mapping[Trend, Sentence] = {
    Trend.RISING: say("▲ buys more often lately"),
    Trend.STEADY: say("= buys as often as ever"),
    Trend.FALLING: say("▼ buys less often lately"),
}


class RelationshipView(View[Relationship]):
    """How long, how much, and with whom. No scores."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._going: tuple[Row, ...] = ()
        self.years = Line(Type.TITLE, smaller=Type.STRONG)
        self.since = Line(Type.SMALL, Ink.QUIET)
        self.learnt = Rows(look.theme)
        self.rows = Rows(look.theme)
        layout = column(self)
        layout.addWidget(self.years)
        layout.addWidget(self.since)
        layout.addSpacing(GAP_TINY)
        layout.addWidget(self.learnt)
        layout.addWidget(self.rows, 1)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """What the trend is read from is told where there is room."""
        self._roomy = roomy
        self._fit_learnt()

    def show_answer(self, answer: Relationship) -> None:
        """Show the span of years, where it is going, and a row for each thing that is known."""
        for line, told in ((self.years, _years(answer)), (self.since, _since(answer))):
            line.tell(self.look.text(told))
            line.setVisible(bool(line.full))
        self._going = tuple(self._going_of(answer))
        self._fit_learnt()
        facts = (
            (say("Turnover"), self._turnover(answer)),
            (say("Segment"), self._segment(answer)),
            (say("Looked after by"), harmless(answer.manager)),
        )
        self.rows.show_rows(tuple(Row(told, self.look.text(name)) for name, told in facts if told))

    def _going_of(self, answer: Relationship) -> Iterator[Row]:
        """Whether they buy more or less, or may be leaving; then what that is read from."""
        if answer.leaving:
            yield Row(self.look.text(say("May be leaving")), ink="warn")
        elif answer.trend is not None:
            yield Row(self._trend(answer))
        if answer.why is not None:
            yield Row(harmless(self.look.text(answer.why)), ink="quiet")

    def _fit_learnt(self) -> None:
        shown = self._going if self._roomy else self._going[:1]
        self.learnt.show_rows(shown)
        self.learnt.setFixedHeight(len(shown) * ROW)
        self.learnt.setVisible(bool(shown))

    def headline(self, answer: Relationship) -> Headline:
        """The years, and the turnover; of one who may be leaving that comes first."""
        leaving = self.look.text(say("May be leaving")) if answer.leaving else ""
        more = self._turnover(answer) or self._trend(answer) or self._segment(answer)
        parts = (leaving, self.look.text(_in_short(answer)), more)
        return Headline("  ·  ".join(filter(None, parts)))

    def _segment(self, answer: Relationship) -> str:
        """What was learnt is one of our words; what the company's own question says is its own."""
        learnt = SEGMENTS.get(answer.segment or "") if "segment" in answer.learnt else None
        return self.look.text(learnt) if learnt else harmless(answer.segment)

    def _trend(self, answer: Relationship) -> str:
        return self.look.text(_TRENDS[answer.trend]) if answer.trend else ""

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
