"""Editors of texts: one line, a number, a file, a colour, several lines, a question."""

from typing import Any, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontDatabase, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from screenpop.sentences import say
from ui.components.boxes import line
from ui.components.button import Button
from ui.components.field import LineField, NoteField
from ui.components.look import Look
from ui.components.scroll import WIDTH as THIN
from ui.components.scroll import ThinScrollBar
from ui.settings.editors.editor import Editor
from ui.theme.scale import CORNER_SMALL, GAP_SMALL, Type

_LONGEST = 4000
_NARROW = 150
_FEWEST_LINES, _MOST_LINES = 2, 16


class TextEditor(Editor):
    """One line. An empty one is an empty text, or nothing where `nothing` says so."""

    def __init__(self, look: Look, name: str, example: str = "", *, nothing: bool = False) -> None:
        super().__init__()
        self._nothing = nothing
        self.field = LineField(look.theme, name, example)
        self.field.edit.setMaxLength(_LONGEST)
        self.field.edit.textEdited.connect(self._tell)
        self.setFocusProxy(self.field)
        self.layout_ = line(self, gap=GAP_SMALL)
        self.layout_.addWidget(self.field, 1)

    def show_value(self, value: Any) -> None:
        """Show it; the cursor stays where the reader has it."""
        text = "" if value is None else str(value)
        if text != self.field.edit.text():
            self.field.edit.setText(text)

    def read(self, text: str) -> Any:
        """What a text means."""
        return None if self._nothing and not text else text

    def _tell(self, text: str) -> None:
        self.edited.emit(self.read(text))


class NumberEditor(TextEditor):
    """A whole number; the arrow keys count. What is no number is told as it stands, and refused with a reason."""

    def __init__(self, look: Look, name: str, least: int | None, most: int | None, *, nothing: bool) -> None:
        super().__init__(look, name, nothing=nothing)
        self._least, self._most = least, most
        self.field.setFixedWidth(_NARROW)
        self.layout_.addStretch(1)
        self.field.edit.installEventFilter(self)

    def read(self, text: str) -> Any:
        """The number, or what stands in its place."""
        text = text.strip()
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else super().read(text)

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Count by the arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Up): 1, int(Qt.Key.Key_Down): -1}.get(event.key())
            now = self.read(self.field.edit.text())
            if step is not None and isinstance(now, int):
                wanted = now + step
                if (self._least is None or wanted >= self._least) and (
                    self._most is None or wanted <= self._most
                ):
                    self.show_value(wanted)
                    self.edited.emit(wanted)
                return True
        return False


class ShortEditor(TextEditor):
    """A few characters: a time span, a day, a percentage."""

    def __init__(self, look: Look, name: str, example: str = "", *, nothing: bool) -> None:
        super().__init__(look, name, example, nothing=nothing)
        self.field.setFixedWidth(_NARROW)
        self.layout_.addStretch(1)


class FileEditor(TextEditor):
    """A path, typed or chosen."""

    def __init__(self, look: Look, name: str, kept: Literal["file", "folder"], *, nothing: bool) -> None:
        super().__init__(look, name, nothing=nothing)
        self._name, self._kept = name, kept
        self.button = Button(look.theme, look.text(say("Choose …")))
        self.button.clicked.connect(self._choose)
        self.layout_.addWidget(self.button)

    def _choose(self) -> None:
        if self._kept == "folder":
            chosen = QFileDialog.getExistingDirectory(self, self._name, self.field.edit.text())
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._name, self.field.edit.text())
        if chosen:
            self.show_value(chosen)
            self.edited.emit(chosen)


class ColourEditor(TextEditor):
    """A colour as #rrggbb, and what it looks like."""

    def __init__(self, look: Look, name: str, example: str) -> None:
        super().__init__(look, name, example)
        self.field.setFixedWidth(_NARROW)
        self._swatch = _Swatch(look)
        self.layout_.addWidget(self._swatch)
        self.layout_.addStretch(1)
        self.field.edit.textChanged.connect(self._swatch.show_colour)


class _Swatch(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._theme = look.theme
        self._colour = ""
        self.setFixedSize(28, 28)

    def show_colour(self, text: str) -> None:
        """Show what a text means."""
        self._colour = text if QColor.isValidColorName(text) and text.startswith("#") else ""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the colour, or nothing but its place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(QColor(self._colour) if self._colour else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), CORNER_SMALL, CORNER_SMALL)
        painter.end()


class LinesEditor(Editor):
    """Several lines, as high as its text."""

    wide = True

    def __init__(
        self, look: Look, name: str, hint: str = "", *, fewest: int = _FEWEST_LINES, fixed: bool = False
    ) -> None:
        super().__init__()
        self._fewest = fewest
        self._besides = 18
        self.field = NoteField(look.theme, name, hint)
        if fixed:
            letters = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            letters.setPixelSize(Type.BODY.pixels)
            self.field.edit.setFont(letters)
            self.field.edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
            self.field.edit.setHorizontalScrollBar(
                ThinScrollBar(look.theme, orientation=Qt.Orientation.Horizontal)
            )
            self.field.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            self._besides += THIN
        self.field.edit.textChanged.connect(self._tell)
        self.setFocusProxy(self.field)
        line(self).addWidget(self.field)
        self._grow()

    def show_value(self, value: Any) -> None:
        """Show it; the cursor stays where the reader has it."""
        if self.read(self.field.text()) != value:
            self.field.edit.blockSignals(True)  # noqa: FBT003 # Qt's own
            self.field.write(self.written(value))
            self.field.edit.blockSignals(False)  # noqa: FBT003 # Qt's own
            self._grow()

    def read(self, text: str) -> Any:
        """What a text means."""
        return text or None

    def written(self, value: Any) -> str:
        """A value as text."""
        return "" if value is None else str(value)

    def _tell(self) -> None:
        self._grow()
        self.edited.emit(self.read(self.field.text()))

    def _grow(self) -> None:
        edit = self.field.edit
        edit.setMinimumHeight(0)
        shown = min(max(self._fewest, edit.blockCount()), _MOST_LINES)
        self.setFixedHeight(shown * edit.fontMetrics().lineSpacing() + self._besides)
