"""What stands on a widget for somebody who looks at it, or has it read aloud."""

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.components.line import Line


def texts(widget: QWidget) -> list[str]:
    """Every visible text, painted ones by the name that a screen reader is told."""
    found = []
    for each in [widget, *widget.findChildren(QWidget)]:
        if not each.isVisibleTo(widget):
            continue
        if isinstance(each, Line):
            found.append(each.full)
        elif isinstance(each, QLabel | QAbstractButton):
            found.append(each.text() or each.accessibleName())
        else:
            found.append(each.accessibleName())
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in found if text]


def seen(widget: QWidget) -> str:
    """All of it, a line each."""
    return "\n".join(texts(widget))
