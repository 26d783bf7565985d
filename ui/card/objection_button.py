"""The quiet button by which an agent notes that the customer objects to offers, or objects no longer."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu

from screenpop.permission import Channel
from screenpop.sentences import Sentence, say
from ui.components.button import IconButton
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.icons import Icon

WAYS: Mapping[Channel, Sentence] = {
    Channel.ALL: say("To all offers"),
    Channel.PHONE: say("By telephone"),
    Channel.EMAIL: say("By e-mail"),
    Channel.POST: say("By post"),
    Channel.MESSAGE: say("By message"),
}
_MARKS: Mapping[Channel, Sentence] = {
    Channel.PHONE: say("No offers by telephone"),
    Channel.EMAIL: say("No offers by e-mail"),
    Channel.POST: say("No offers by post"),
    Channel.MESSAGE: say("No offers by message"),
}


def marks(objections: frozenset[Channel]) -> tuple[Sentence, ...]:
    """What the card is marked with while objections stand."""
    if Channel.ALL in objections:
        return (say("No offers"),)
    return tuple(mark for channel, mark in _MARKS.items() if channel in objections)


class ObjectionButton(IconButton):
    """Opens the menu; `told` carries a channel, and whether it may be used from now on.

    What is ticked in the menu is objected to, and is lifted by choosing it again.
    """

    told = Signal(object, bool)

    def __init__(self, look: Look) -> None:
        self._name = look.text(say("Objects to offers"))
        super().__init__(look.theme, Icon.NO_OFFERS, self._name, "on_header")
        self._objections: frozenset[Channel] = frozenset()
        self.menu = QMenu(self)
        self.menu.setAccessibleName(self._name)
        self.menu.addAction(self._name).setEnabled(False)
        self.menu.addSeparator()
        self.ways = {channel: self.menu.addAction(look.text(way)) for channel, way in WAYS.items()}
        for channel, way in self.ways.items():
            way.setCheckable(True)
            way.triggered.connect(lambda objects, channel=channel: self._choose(channel, objects=objects))
        self.clicked.connect(self.open)

    def show_objections(self, objections: frozenset[Channel]) -> None:
        """Show which stand."""
        if objections == self._objections:
            return
        self._objections = objections
        for channel, way in self.ways.items():
            way.setChecked(channel in objections)
        explain(self, self._name, ", ".join(way.text() for way in self.ways.values() if way.isChecked()))

    def open(self) -> None:
        """Show the menu below the button, the first way at hand."""
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self.menu.setActiveAction(self.ways[Channel.ALL])

    def _choose(self, channel: Channel, *, objects: bool) -> None:
        """It is ticked once it is saved."""
        self.ways[channel].setChecked(channel in self._objections)
        self.told.emit(channel, not objects)
