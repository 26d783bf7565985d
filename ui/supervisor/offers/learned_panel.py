"""What learning last reported: what it learnt from, what fills each list, and how good that was, in plain words."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from screenpop.sentences import Sentence, say, say_many
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.supervisor.charts.shapes import Values
from ui.supervisor.charts.values_table import ValuesTable
from ui.supervisor.offers.fared import list_word, percent
from ui.supervisor.offers.learned import Learned, LearnedList
from ui.supervisor.offers.method_words import method_word
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type

NOTHING = say("Nothing was learnt yet: screenpop learn")
CHOSEN = "✓ "
FIGURES = 4


class LearnedPanel(Surface):
    """A paragraph a list, and below them the methods that competed, as a table."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self.title = Line(Type.TITLE)
        self.title.tell(look.text(say("What was learnt")))
        self.from_what = Paragraph(Type.BODY, Ink.QUIET)
        self.lists = [Paragraph(Type.BODY) for _ in range(2)]
        self.table = ValuesTable(look)
        layout = column(self, margins=(GAP + 2, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addWidget(self.title)
        for paragraph in (self.from_what, *self.lists):
            layout.addWidget(paragraph)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)

    def show_learned(self, learned: Learned | None) -> None:
        """Show it; None is that nothing was learnt yet."""
        text = self._look.text
        self.from_what.tell(text(_from_what(learned) if learned else NOTHING))
        lists = learned.lists if learned else ()
        for place, paragraph in enumerate(self.lists):
            told = self._told(lists[place]) if place < len(lists) else None
            paragraph.tell(text(told) if told else "")
        rows = tuple(row for each in lists for row in self._rows(each))
        self.table.setVisible(bool(rows))
        names = (say("Method"), say("Hit by five"), say("Found of ten"), say("NDCG@10"), say("Customers"))
        self.table.show_values(self.title.full, Values(tuple(map(text, names)), rows))
        self._give_room_to_methods()

    def _give_room_to_methods(self) -> None:
        """Their names have what the figures leave."""
        header = self.table.horizontalHeader()
        for place in range(1, header.count()):
            name = str(self.table.model().headerData(place, Qt.Orientation.Horizontal))
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(place, header.fontMetrics().horizontalAdvance(name) + 2 * GAP)

    def _told(self, each: LearnedList) -> Sentence:
        """What fills a list, and of how many customers it would have been right."""
        name, method = list_word(each.name, self._look), method_word(each.chosen)
        quality = each.quality
        if quality is None:
            return say("{list}: {method}. Too little history to measure it.", list=name, method=method)
        return say(
            "{list}: {method}. Of {customers} customers in the last weeks, {share} bought one of the first five.",
            list=name,
            method=method,
            customers=quality.customers,
            share=percent(quality.hit, self._look),
        )

    def _rows(self, each: LearnedList) -> Iterator[tuple[str, ...]]:
        """The list's name, and below it what competed for it."""
        written = self._look.wording.written
        if each.methods:
            yield (list_word(each.name, self._look), *("",) * FIGURES)
        for quality in each.methods:
            mark = CHOSEN if quality.method == each.chosen else ""
            shares = (percent(share, self._look) for share in (quality.hit, quality.recall))
            ndcg = written.number(Decimal(quality.ndcg).quantize(Decimal("0.001")))
            told = f"{mark}{self._look.text(method_word(quality.method))}"
            yield (told, *shares, ndcg, written.number(quality.customers))


def _from_what(learned: Learned) -> Sentence:
    if learned.at is None or learned.customers is None:
        return say("What was learned from is not told")
    customers = say_many("{count} customer", "{count} customers", learned.customers)
    products = say_many("{count} product", "{count} products", learned.products or 0)
    return say("As of {day}: {customers}, {products}", day=learned.at, customers=customers, products=products)
