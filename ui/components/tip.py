"""What a part is explained by: under the mouse, and to a screen reader."""

from PySide6.QtWidgets import QWidget

from ui.components.outside import tooltip


def explain(part: QWidget, *lines: str) -> None:
    """Explain a part in plain words; a screen reader would otherwise read the tooltip's markup aloud."""
    part.setToolTip(tooltip(*lines))
    part.setAccessibleDescription(" ".join(filter(None, lines)))
