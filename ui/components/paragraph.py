"""A text of as many lines as it takes; an empty one takes no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme.fonts import font
from ui.theme.palette import Ink
from ui.theme.scale import Type


class Paragraph(QLabel):
    """Plain text that wraps, and can be copied."""

    def __init__(self, kind: Type = Type.BODY, ink: Ink = Ink.PLAIN) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(font(kind))
        self.setForegroundRole(ink.value)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def tell(self, text: str) -> None:
        """Say it."""
        self.setText(text)
        self.setVisible(bool(text))
