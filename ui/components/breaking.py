"""A text broken into a few lines, the last one cut."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def broken(text: str, letters: QFont, width: int, *, at_most: int) -> list[str]:
    """The lines of a text in this width; what does not fit into the last one is told by an ellipsis."""
    metrics = QFontMetrics(letters)
    if at_most == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, letters)
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    lines: list[str] = []
    rest = text
    while len(lines) < at_most - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        begins = _units(rest, line.textLength())
        lines.append(begins.strip())
        rest = rest[len(begins) :]
    layout.endLayout()
    if rest.strip():
        lines.append(metrics.elidedText(rest.strip(), Qt.TextElideMode.ElideRight, width))
    return lines


def _units(text: str, units: int) -> str:
    """So much of a text as Qt counts it: a sign beyond the first 65,536, as most emoji are, counts twice."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
