"""The panels of a card, each in its place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.components.look import Look
from ui.panels.department import Department
from ui.panels.frame import Panel
from ui.pop.call import Call, Failed, Filled, NotAsked, Waiting
from ui.pop.plan import Plan


class PanelBoard(QWidget):
    """Built once with all its views; `asked_again` names a department, `opened` carries a `Whole` to read."""

    asked_again = Signal(str)
    opened = Signal(object)

    def __init__(self, look: Look, departments: Sequence[Department]) -> None:
        super().__init__()
        self.panels = {each.name: Panel(look, each) for each in departments}
        for panel in self.panels.values():
            panel.setParent(self)
            panel.asked_again.connect(self.asked_again)
            panel.opened.connect(self.opened)

    def lay_out(self, plan: Plan) -> None:
        """Put every panel in its place."""
        for panel, cell in zip(self.panels.values(), plan.cells, strict=True):
            panel.take_room(cell.room)
            panel.setGeometry(cell.place)

    def show_panel(self, department: str, call: Call) -> bool:
        """Show what a department says of a call; whether that is news to be read."""
        panel = self.panels.get(department)
        if panel is None:
            return False
        unknown = Waiting() if call.identity is None else NotAsked()
        match call.panels.get(department, unknown):
            case Filled(answer, told_at):
                panel.fill(answer, told_at)
                return True
            case Failed(reason, since):
                panel.fail(reason, since)
                return True
            case NotAsked():
                panel.rest()
            case Waiting():
                panel.wait()
        return False
