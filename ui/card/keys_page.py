"""The page of a card that lists its short-cuts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout

from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import IconButton
from ui.components.line import Line
from ui.components.look import Look
from ui.components.surface import Surface
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, GAP_SMALL, Type

KEYS: tuple[tuple[str, Sentence], ...] = (
    ("F1", say("These keys")),
    ("Esc", say("Back, and at last put the card away")),
    ("Tab", say("To the next thing on the card, from top to bottom")),
    ("Return", say("Copies a figure, opens a row")),
    ("Ctrl+C", say("Copies the number of an invoice or an order")),
    ("Ctrl+D", say("Call the caller back")),
    ("Ctrl+N", say("Note somebody new")),
    ("F9", say("It is somebody else")),
    ("F6", say("To the note")),
    ("Alt+1 … Alt+9", say("Choose the outcome")),
    ("F7", say("To the suggestions")),
    ("F2, F3, F4", say("The suggestion at hand was offered, accepted, turned down")),
    ("F8", say("The gesture is given")),
    ("Ctrl+1 … Ctrl+9", say("The caller answered this check rightly; with Shift, wrongly")),
    ("Ctrl+Return", say("Save the wrap-up")),
)
COLUMNS = 2


class KeysPage(Surface):
    """`left` comes when the agent goes back to the panels."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self.back = IconButton(look.theme, Icon.BACK, look.text(say("Back")))
        self.back.clicked.connect(self.left)
        title = Line(Type.TITLE)
        title.tell(look.text(say("Keys")))
        head = line(gap=GAP_SMALL)
        head.addWidget(self.back)
        head.addWidget(title, 1)
        grid = QGridLayout()
        grid.setContentsMargins(GAP_SMALL, 0, GAP_SMALL, 0)
        grid.setHorizontalSpacing(GAP_LARGE)
        grid.setVerticalSpacing(0)
        rows = -(-len(KEYS) // COLUMNS)
        for place, (key, told) in enumerate(KEYS):
            beside, row = divmod(place, rows)
            shown, does = Line(Type.STRONG, natural=True), Line(Type.SMALL, Ink.QUIET)
            shown.tell(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key)
            does.tell(look.text(told))
            grid.addWidget(shown, row, 2 * beside, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(does, row, 2 * beside + 1)
            grid.setColumnStretch(2 * beside + 1, 1)
        layout = column(self, margins=(GAP_SMALL, GAP_SMALL, GAP_SMALL + 4, GAP_SMALL), gap=GAP_SMALL - 2)
        layout.addLayout(head)
        layout.addLayout(grid)
        layout.addStretch(1)
