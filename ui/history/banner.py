"""The banner above everything when something is wrong that the reader must know."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.components.boxes import line
from ui.components.look import Look
from ui.components.surface import Surface
from ui.theme.fonts import font
from ui.theme.palette import on
from ui.theme.scale import GAP, Type


class Banner(Surface):
    """Says it in as many lines as it takes, and can be copied."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "bad_ground")
        self._look = look
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setFont(font(Type.STRONG))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line(self, margins=(GAP, GAP, GAP, GAP)).addWidget(self.text)
        self.dress()
        look.theme.changed.connect(self.dress)
        self.hide()

    def tell(self, text: str) -> None:
        """Say it; nothing hides the banner."""
        self.text.setText(text)
        self.setVisible(bool(text))

    def dress(self) -> None:
        """Take the theme's colours."""
        colours = self._look.theme.colours
        self.setPalette(on(colours.bad_ground, colours.bad, colours.bad))
