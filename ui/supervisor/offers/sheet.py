"""All that is told of offers, below one another. It shares the charts' panels, which load pyqtgraph with them."""

from PySide6.QtWidgets import QGridLayout, QWidget

from screenpop.record.acceptance import Acceptance
from screenpop.sentences import say
from ui.background import Background
from ui.components.look import Look
from ui.components.paragraph import Paragraph
from ui.supervisor.charts.panel import Panel
from ui.supervisor.charts.share_list import ShareList
from ui.supervisor.offers import fared
from ui.supervisor.offers.agents_panel import AgentsPanel
from ui.supervisor.offers.customers import TopCustomers, segments
from ui.supervisor.offers.gestures import gestures
from ui.supervisor.offers.learned import Learned
from ui.supervisor.offers.learned_panel import LearnedPanel
from ui.supervisor.offers.tiles import OfferTiles
from ui.supervisor.offers.uplift_panel import UpliftPanel
from ui.supervisor.offers.worth import CustomersWorth
from ui.theme.palette import Ink
from ui.theme.scale import GAP, Type

HIGH, LOW, TABLE = 300, 230, 380


class OffersSheet(QWidget):
    """Tiles, how offers fared, the uplift, gestures, what was learnt, and what customers are worth."""

    def __init__(self, look: Look, background: Background) -> None:
        super().__init__()
        self._look = look
        none = say("No offers in this time")
        self.tiles = OfferTiles(look)
        self.products = Panel(look, say("By suggestion"), none, ShareList(look))
        self.methods = Panel(look, say("By method"), none, ShareList(look))
        self.lists = Panel(look, say("By list"), none, ShareList(look))
        self.agents = AgentsPanel(look)
        self.uplift = UpliftPanel(look)
        self.gestures = Panel(look, say("Gestures"), say("No gestures in this time"), ShareList(look))
        self.learned = LearnedPanel(look)
        self.segments = Panel(
            look, say("Customers by segment"), say("Nothing was learnt yet: screenpop learn"), ShareList(look)
        )
        self.customers = TopCustomers(look, background)
        self.note = Paragraph(Type.SMALL, Ink.QUIET)
        self.note.tell(
            look.text(
                say(
                    "The bars are what was counted; the truth lies between the marks with 95% confidence. The fewer"
                    " offers, the further apart they stand. What customers are expected to buy is for supervisors only."
                )
            )
        )
        self._lay_out()

    def show_offers(self, told: Acceptance, learned: Learned | None, worth: CustomersWorth) -> None:
        """Show the figures of a time, and what is known of all customers now."""
        look = self._look
        self.tiles.show_figures(told, worth)
        self.products.show_chart(fared.products(told, look))
        self.methods.show_chart(fared.methods(told, look))
        self.lists.show_chart(fared.lists(told, look))
        self.agents.show_acceptance(told)
        self.uplift.show_uplift(told)
        self.gestures.show_chart(gestures(told, look))
        self.learned.show_learned(learned)
        self.segments.show_chart(segments(worth, look))
        self.customers.setVisible(bool(worth.top))
        self.customers.show_customers(worth.top)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self.tiles, 0, 0, 1, 2)
        rows = (
            (HIGH, self.products, self.methods),
            (LOW, self.lists, self.agents),
            (LOW, self.uplift, self.gestures),
            (TABLE, self.learned, self.segments),
        )
        for place, (height, left, right) in enumerate(rows, 1):
            for column, part in enumerate((left, right)):
                part.setFixedHeight(height)
                grid.addWidget(part, place, column)
        self.customers.setFixedHeight(TABLE)
        grid.addWidget(self.customers, 5, 0, 1, 2)
        grid.addWidget(self.note, 6, 0, 1, 2)
        grid.setRowStretch(7, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
