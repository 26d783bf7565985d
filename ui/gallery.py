"""Pictures of what is on the screen."""

from pathlib import Path

from PySide6.QtWidgets import QWidget


def grab(widget: QWidget, file: Path) -> Path:
    """Save what a widget shows as PNG; returns the file.

    Raises:
        OSError: The file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(file), "PNG"):
        raise OSError(f"cannot write {file}")
    return file
