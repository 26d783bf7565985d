"""What stands in a table's place when it has nothing to show: that it reads, that nothing fits, why it cannot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from screenpop.sentences import Sentence
from ui.components.boxes import column
from ui.components.button import Button
from ui.components.look import Look
from ui.components.outside import harmless
from ui.theme.fonts import font
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type


class Notice(QWidget):
    """A title, what is more to say, and perhaps one thing to do; `wanted` comes when the reader wants it done."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.title = QLabel()
        self.more = QLabel()
        self.button = Button(look.theme, "")
        for label, kind, ink in ((self.title, Type.TITLE, Ink.PLAIN), (self.more, Type.BODY, Ink.QUIET)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFont(font(kind))
            label.setForegroundRole(ink.value)
            label.setWordWrap(True)
        layout = column(self, margins=(GAP, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addStretch(2)
        layout.addWidget(self.title)
        layout.addWidget(self.more)
        layout.addSpacing(GAP_SMALL)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        self.button.clicked.connect(self.wanted)

    def tell(self, title: Sentence, more: Sentence | None = None, button: Sentence | None = None) -> None:
        """Say it, and offer to do something about it."""
        text = self._look.text
        self.title.setText(harmless(text(title)))
        self.more.setText(harmless(text(more), longest=600) if more else "")
        self.more.setVisible(more is not None)
        self.button.setText(text(button) if button else "")
        self.button.setVisible(button is not None)
        self.button.updateGeometry()
