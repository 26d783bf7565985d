"""Chips: one choice of several, seen all at once, by mouse or by key."""

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.components.flow import FlowLayout
from ui.theme.fonts import font
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type
from ui.theme.theme import Theme


class Chip(QAbstractButton):
    """One choice; `digit` is the key that chooses it, shown in front."""

    def __init__(
        self, theme: Theme, text: str, digit: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digit = "" if digit is None else str(digit)
        self.setText(text)
        self.setFont(font(Type.SMALL))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_chosen(self, chosen: bool) -> None:  # a state, as in Qt's setChecked
        """Show that it is chosen, or not, without telling so: `toggled` then is the user's doing alone.

        A screen reader toggles a chip and never clicks it.
        """
        with QSignalBlocker(self):
            self.setChecked(chosen)

    def sizeHint(self) -> QSize:
        """As wide as its text and digit."""
        metrics = self.fontMetrics()
        digit = metrics.horizontalAdvance(self._digit) + GAP_TINY + 2 if self._digit else 0
        return QSize(metrics.horizontalAdvance(self.text()) + digit + 2 * 11, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it: chosen, hovered, focused."""
        theme, chosen = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fixed = chosen and not self.isEnabled()  # somebody else has chosen: it is read, and cannot be changed
        painter.setOpacity(1.0 if self.isEnabled() or fixed else 0.5)
        ground = theme.colour("selected" if fixed else "accent" if chosen else "field")
        if self.underMouse() and self.isEnabled():
            ground = theme.touched(ground)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.colour("accent" if chosen or self.hasFocus() else "line"), 1))
        radius = self.height() / 2 - 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        ink = theme.colour("on_accent" if chosen and not fixed else "ink")
        if self.hasFocus() and chosen:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), radius - 2, radius - 2)
        painter.setFont(self.font())
        room = self.rect().adjusted(11, 0, -11, 0)
        if self._digit:
            painter.setPen(ink if chosen else theme.colour("quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._digit)
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.text())
        painter.end()


class Chips(QWidget):
    """A row of chips that wraps. The choice is the word itself, whatever language it is shown in.

    It is no QButtonGroup: in one that may have nothing chosen, the keyboard reaches a single button.
    """

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, choices: dict[str, str], *, digits: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._digits = digits
        self._flow = FlowLayout(self, GAP_SMALL - 2)
        self.chips: dict[str, Chip] = {}
        self.offer(choices)

    def offer(self, choices: dict[str, str]) -> None:
        """Offer these choices and no others; what is chosen stays chosen if it is among them."""
        chosen = self.choice()
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for place, (word, shown) in enumerate(choices.items(), 1):
            chip = Chip(self._theme, shown, place if self._digits and place < 10 else None, self)
            chip.toggled.connect(lambda _checked, word=word: self._click(word))
            self.chips[word] = chip
            self._flow.addWidget(chip)
            chip.show()
        self.choose(chosen)
        self.updateGeometry()

    def choice(self) -> str:
        """The chosen word, "" if none is."""
        return next((word for word, chip in self.chips.items() if chip.isChecked()), "")

    def choose(self, word: str) -> None:
        """Choose a word; one that is not there chooses nothing."""
        for each, chip in self.chips.items():
            chip.show_chosen(each == word)

    def choose_place(self, place: int) -> None:
        """Choose by the digit shown."""
        if 1 <= place <= len(self.chips):
            self._click(list(self.chips)[place - 1])

    def _click(self, word: str) -> None:
        self.choose(word)
        self.chosen.emit(word)
