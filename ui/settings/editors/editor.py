"""What every editor of a value looks like to whoever shows it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Editor(QWidget):
    """Edits one value; `edited` carries it as TOML has it, or None for none, each time that the reader changes it.

    Attributes:
        wide: It wants the whole width, below its label.
    """

    edited = Signal(object)
    wide = False

    def show_value(self, value: Any) -> None:
        """Show this value; tells nothing."""
        raise NotImplementedError
