"""Pictures of what is on the screen."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget


def save_picture(widget: QWidget, file: Path) -> None:
    """Save what a widget looks like as PNG; what it leaves free stays transparent.

    Raises:
        OSError: The file cannot be written.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # as before each painting
    picture = QPixmap(widget.size() * widget.devicePixelRatio())
    picture.setDevicePixelRatio(widget.devicePixelRatio())
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(picture)
    if not picture.save(str(file), "PNG"):
        raise OSError(f"cannot write {file}")
