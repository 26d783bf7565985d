"""The panels of a card, each in its place."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.answers.advice import Advice
from screenpop.promises import Promised
from screenpop.settings.model import LinkTable
from ui.card.call import Call, Failed, Filled, Masked, NotAsked, Waiting
from ui.card.leads import Leads
from ui.card.plan import Plan
from ui.components.look import Look
from ui.panels.department import Department
from ui.panels.frame import Panel, Room
from ui.panels.outcomes import Outcomes
from ui.theme.elevation import paint_raised
from ui.theme.scale import CORNER


class PanelBoard(QWidget):
    """Built once with all its views; `asked_again` and `revealed` name a department, `opened` carries a `Whole`.

    `offered` carries an offer and its outcome.
    """

    asked_again = Signal(str)
    revealed = Signal(str)
    opened = Signal(object)
    offered = Signal(object, object)

    def __init__(
        self, look: Look, departments: Sequence[Department], links: Sequence[LinkTable] = ()
    ) -> None:
        super().__init__()
        self._theme = look.theme
        self._rows = False
        self._promises: Sequence[Promised] = ()
        self._advice = self._no_advice = Advice()
        self.panels = {each.name: Panel(look, each) for each in departments}
        self._leads: dict[str, Leads] = {}
        for name, panel in self.panels.items():
            own = [link for link in links if link.department == name]
            if own:
                self._leads[name] = Leads(look, own)
                panel.stand_beside_name(self._leads[name])
            panel.setParent(self)
            panel.asked_again.connect(self.asked_again)
            panel.revealed.connect(self.revealed)
            panel.opened.connect(self.opened)
            panel.offered.connect(self.offered)

    def order(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Of these panels those that there are, in this order; all where none is."""
        return tuple(name for name in wanted if name in self.panels) or tuple(self.panels)

    def offer_leads(self, call: Call) -> None:
        """Offer each department's page of this call's customer."""
        for name, leads in self._leads.items():
            leads.offer(call)
            self.panels[name].place_beside()

    def lay_out(self, plan: Plan, names: Sequence[str]) -> None:
        """Put these panels in their places, and the others away."""
        self._rows = bool(plan.cells) and plan.cells[0].room is Room.ROW
        for name in set(self.panels).difference(names):
            self.panels[name].hide()
        for name, cell in zip(names, plan.cells, strict=True):
            panel = self.panels[name]
            panel.take_room(cell.room)
            panel.setGeometry(cell.place)
            panel.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rows stand on one ground."""
        if self._rows:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_raised(painter, QRectF(self.rect()), CORNER, self._theme, "surface")
            painter.end()

    def show_outcomes(self, outcomes: Outcomes | None) -> None:
        """Show how a call's offers fared; None while none can be made."""
        for panel in self.panels.values():
            panel.show_outcomes(outcomes)

    def show_advice(self, call: Call) -> None:
        """Heed what matters most of this call."""
        advice, before = call.advice or self._no_advice, self._advice
        self._advice = advice
        if (advice.serve_first, advice.resting) != (before.serve_first, before.resting):
            for panel in self.panels.values():
                panel.show_advice(advice)

    def show_promises(self, call: Call) -> None:
        """Show what is still owed to this call's customer."""
        promises = call.recollection.promises if call.recollection else ()
        if promises != self._promises:
            self._promises = promises
            for panel in self.panels.values():
                panel.show_promises(promises)

    def show_panel(self, department: str, call: Call) -> bool:
        """Show what a department says of a call; whether that is news to be read."""
        panel = self.panels.get(department)
        if panel is None or panel.isHidden():
            return False
        unknown = Waiting() if call.identity is None else NotAsked()
        match call.panels.get(department, unknown):
            case Filled(answer, told_at):
                panel.fill(answer, told_at)
                return True
            case Failed(reason, since):
                panel.fail(reason, since)
                return True
            case Masked(why, may_reveal):
                panel.cover(why, may_reveal=may_reveal)
                return True
            case NotAsked():
                panel.rest()
            case Waiting():
                panel.wait()
        return False
