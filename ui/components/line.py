"""One line of text, painted by Qt itself; what does not fit is cut with an ellipsis and told in a tooltip."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.components.tip import explain
from ui.theme.fonts import font
from ui.theme.palette import Ink
from ui.theme.scale import Type


class Line(QLabel):
    """A line whose place does not depend on its text, so that a new text moves nothing.

    `full` is the whole text, whatever of it fits. With `natural` the line is as wide as its text, with
    `width` as wide as that. A text that does not fit takes the `smaller` letters first.
    """

    def __init__(
        self,
        kind: Type = Type.BODY,
        ink: Ink = Ink.PLAIN,
        parent: QWidget | None = None,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        natural: bool = False,
        width: int | None = None,
        smaller: Type | None = None,
    ) -> None:
        super().__init__(parent)
        self.full = ""
        self._natural = natural
        self._large = font(kind)
        self._small = font(smaller) if smaller else None
        self.setTextFormat(Qt.TextFormat.PlainText)
        absolute = Qt.AlignmentFlag.AlignAbsolute  # a Hebrew name stands where any other name would
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter | absolute)
        self.setFont(self._large)
        self.setFixedHeight(kind.line)
        if width is not None:
            self.setFixedWidth(width)
        bound = natural or width is not None
        self.setSizePolicy(
            QSizePolicy.Policy.Fixed if bound else QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        )
        self.tint(ink)

    def tell(self, text: str) -> None:
        """Show a text, as it stands."""
        if text != self.full:
            self.full = text
            self._fit()

    def tint(self, ink: Ink) -> None:
        """Change what the colour means."""
        if self.foregroundRole() is not ink.value:
            self.setForegroundRole(ink.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text for the new width."""
        super().resizeEvent(event)
        if not self._natural:
            self._fit()

    def _fit(self) -> None:
        if self._natural:
            self.setText(self.full)
            return
        if self._small is not None:
            fits = QFontMetrics(self._large).horizontalAdvance(self.full) <= self.width()
            self.setFont(self._large if fits else self._small)
        shown = self.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideRight, self.width())
        cut = shown != self.full
        if shown != self.text():
            self.setText(shown)
        if cut or self.toolTip():
            explain(self, self.full if cut else "")
            self.setAccessibleName(self.full if cut else "")
