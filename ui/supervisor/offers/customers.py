"""What customers are worth: the chart of segments, and the table of the most valuable customers."""

from collections.abc import Sequence
from decimal import Decimal

from screenpop.answers.value import SEGMENTS
from screenpop.money import Money
from screenpop.sentences import say, say_many
from ui.background import Background
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.log.columns import Column
from ui.log.paged_rows import PagedRows
from ui.supervisor.charts.shapes import Share, Shares, Values
from ui.supervisor.offers.gestures import worth_told
from ui.supervisor.offers.worth import CustomersWorth, SegmentWorth, Valued
from ui.supervisor.paged_table import PagedTable
from ui.theme.scale import GAP, GAP_SMALL, Type
from ui.wording import Wording

NONE = "–"


def segment_word(name: str, wording: Wording) -> str:
    """What a segment is called."""
    known = SEGMENTS.get(name)
    return wording.text(known) if known else harmless(name)


def segments(worth: CustomersWorth, look: Look) -> Shares:
    """How many customers are in each segment, and what is expected of them within a year."""
    text, number = look.text, look.wording.written.number
    shares = tuple(_share(each, worth.customers, look) for each in worth.segments)
    rows = tuple(
        (
            segment_word(each.name, look.wording),
            number(each.customers),
            worth_told(each.expected, look) or NONE,
        )
        for each in worth.segments
    )
    names = (say("Segment"), say("Customers"), say("Expected within a year"))
    told = say("Customers by segment, and what is expected of them within a year")
    return Shares(text(told), shares, Values(tuple(map(text, names)), rows))


def _share(each: SegmentWorth, whole: int, look: Look) -> Share:
    customers = look.text(say_many("{count} customer", "{count} customers", each.customers))
    told = "  ·  ".join(filter(None, (customers, worth_told(each.expected, look))))
    return Share(segment_word(each.name, look.wording), each.customers, each.customers / whole, told)


def _rounded(value: float | None, wording: Wording) -> str:
    return NONE if value is None else wording.written.number(Decimal(value).quantize(Decimal("0.1")))


def _alive(customer: Valued, wording: Wording) -> str:
    score = customer.score
    if score.alive is None:
        return NONE
    return wording.written.percent(Decimal(score.alive).quantize(Decimal("0.01")))


def _expected(customer: Valued, wording: Wording) -> str:
    score = customer.score
    if score.value is None or not score.currency:
        return NONE
    return wording.written.about(Money(Decimal(score.value), score.currency))


def _fifths(customer: Valued, _: Wording) -> str:
    score = customer.score
    return f"{score.recency} · {score.frequency} · {score.monetary or NONE}"


COLUMNS: tuple[Column[Valued], ...] = (
    Column(
        say("Customer"), 210, lambda customer, _: harmless(customer.name) or harmless(customer.score.customer)
    ),
    Column(say("Segment"), 140, lambda customer, wording: segment_word(customer.score.segment, wording)),
    Column(say("Expected within a year"), 160, _expected, right=True),
    Column(
        say("Purchases expected"),
        130,
        lambda customer, wording: _rounded(customer.score.purchases, wording),
        right=True,
    ),
    Column(say("Will buy again"), 110, _alive, right=True),
    Column(
        say("Recency, frequency, amount (fifths)"),
        220,
        _fifths,
        right=True,
    ),
)


class TopCustomers(Surface):
    """The most valuable customers first, as far down as the reader scrolls."""

    def __init__(self, look: Look, background: Background) -> None:
        super().__init__(look.theme, "surface")
        self.title = Line(Type.TITLE)
        self.title.tell(look.text(say("Most valuable customers")))
        self.rows: PagedRows[Valued] = PagedRows(
            look, background, COLUMNS, lambda customer: customer.score.customer
        )
        self.table: PagedTable[Valued] = PagedTable(look, self.rows, self.title.full)
        layout = column(self, margins=(GAP + 2, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addWidget(self.title)
        layout.addWidget(self.table, 1)

    def show_customers(self, top: Sequence[Valued]) -> None:
        """Show these, a page at a time."""
        places = {each.score.customer: place for place, each in enumerate(top)}

        def page(at_most: int, after: Valued | None) -> Sequence[Valued]:
            first = 0 if after is None else places[after.score.customer] + 1
            return top[first : first + at_most]

        self.rows.read(page)
