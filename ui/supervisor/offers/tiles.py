"""The few numbers above the charts of offers."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from screenpop.record.acceptance import Acceptance
from screenpop.sentences import say, say_many
from ui.components.boxes import line
from ui.components.look import Look
from ui.supervisor.offers.fared import percent
from ui.supervisor.offers.gestures import total_worth
from ui.supervisor.offers.worth import CustomersWorth
from ui.supervisor.tile import Tile
from ui.theme.scale import GAP


class OfferTiles(QWidget):
    """All beside one another."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        text = look.text
        self.made = Tile(look, text(say("Offers made")))
        self.accepted = Tile(look, text(say("Offers accepted")))
        self.given = Tile(look, text(say("Gestures given")))
        self.customers = Tile(look, text(say("Customers learnt of")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = line(self, gap=GAP)
        for tile in (self.made, self.accepted, self.given, self.customers):
            layout.addWidget(tile, 1)

    def show_figures(self, told: Acceptance, worth: CustomersWorth) -> None:
        """Show the numbers of a time, and of all customers."""
        number, text = self._look.wording.written.number, self._look.text
        made = sum(each.made for each in told.lists)
        accepted = sum(each.accepted for each in told.lists)
        declined = sum(each.declined for each in told.lists)
        on_cards = say_many("on {count} card", "on {count} cards", told.shown.calls)
        self.made.show_figure(number(made), below=text(on_cards))
        share = percent(accepted / made, self._look) if made else "–"
        turned_down = text(say("{declined} turned down", declined=declined))
        self.accepted.show_figure(share, number(accepted) if made else "", turned_down)
        given = sum(each.times for each in told.gestures)
        self.given.show_figure(number(given), below=total_worth(told, self._look))
        segments = text(say_many("in {count} segment", "in {count} segments", len(worth.segments)))
        self.customers.show_figure(number(worth.customers), below=segments if worth.segments else "")
