"""Pictures of what is on the screen."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

SMALLEST = 0
"""PNG loses nothing; Qt's quality says how hard it is compressed."""


def picture_of(widget: QWidget) -> QPixmap:
    """What a widget looks like; what it leaves free stays transparent."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # as before each painting
    picture = QPixmap(widget.size() * widget.devicePixelRatio())
    picture.setDevicePixelRatio(widget.devicePixelRatio())
    picture.fill(Qt.GlobalColor.transparent)
    widget.render(picture)
    return picture


def save_image(picture: QPixmap, file: Path) -> None:
    """Save a picture as PNG.

    Raises:
        OSError: The file cannot be written.
    """
    if not picture.save(str(file), "PNG", quality=SMALLEST):
        raise OSError(f"cannot write {file}")


def save_picture(widget: QWidget, file: Path) -> None:
    """Save what a widget looks like as PNG.

    Raises:
        OSError: The file cannot be written.
    """
    save_image(picture_of(widget), file)
