"""Three small buttons behind a suggestion: offered, accepted, declined. What is saved is lit."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from screenpop.offers import OfferOutcome
from screenpop.sentences import Sentence, say
from ui.components.boxes import line
from ui.components.look import Look
from ui.components.tip import explain
from ui.theme.icons import Icon
from ui.theme.scale import CORNER_SMALL

SIZE, ICON = 24, 14
_SHOWN: dict[OfferOutcome, tuple[Sentence, Icon, str]] = {
    OfferOutcome.OFFERED: (say("Offered"), Icon.OFFER, "accent"),
    OfferOutcome.ACCEPTED: (say("Accepted"), Icon.CHECK, "good"),
    OfferOutcome.DECLINED: (say("Turned down"), Icon.CLOSE, "quiet"),
}
KEYS: dict[OfferOutcome, str] = {
    OfferOutcome.OFFERED: "F2",
    OfferOutcome.ACCEPTED: "F3",
    OfferOutcome.DECLINED: "F4",
}
"""One key each, alike on every keyboard; of the suggestion at hand."""


def word(outcome: OfferOutcome) -> Sentence:
    """What an outcome is called."""
    return _SHOWN[outcome][0]


class OutcomeButton(QAbstractButton):
    """One outcome: lit where it is saved, faint while it is on its way."""

    def __init__(self, look: Look, outcome: OfferOutcome) -> None:
        super().__init__()
        self._look = look
        self._icon, self._role = _SHOWN[outcome][1:]
        self.lit = self.waits = False
        self.setFixedSize(SIZE, SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_state(self, *, lit: bool, waits: bool) -> None:
        """Show whether this is saved, or on its way."""
        if (lit, waits) != (self.lit, self.waits):
            self.lit, self.waits = lit, waits
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon; on a full ground where it is saved."""
        theme = self._look.theme
        ink = theme.colour(self._role)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(ink)
        ground.setAlphaF(1.0 if self.lit else 0.3 if self.waits else 0.16 if self.underMouse() else 0.0)
        painter.setBrush(ground)
        painter.setPen(
            QPen(theme.colour("accent" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_SMALL, CORNER_SMALL)
        edge = (SIZE - ICON) / 2
        colour = theme.colour("surface") if self.lit else ink if self.underMouse() else theme.colour("quiet")
        theme.icons.paint(painter, self._icon, colour, QRectF(edge, edge, ICON, ICON))
        painter.end()


class OutcomeButtons(QWidget):
    """`chosen` carries an outcome."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.buttons = {outcome: OutcomeButton(look, outcome) for outcome in OfferOutcome}
        layout = line(self, gap=2)
        for outcome, button in self.buttons.items():
            button.clicked.connect(lambda _checked, outcome=outcome: self.chosen.emit(outcome))
            layout.addWidget(button)

    @property
    def at_hand(self) -> OfferOutcome | None:
        """The outcome whose button has the keyboard."""
        return next((outcome for outcome, button in self.buttons.items() if button.hasFocus()), None)

    def name(self, product: str) -> None:
        """Say of what they tell, for whoever does not see them."""
        for outcome, button in self.buttons.items():
            told = self._look.text(word(outcome))
            button.setAccessibleName(f"{product}: {told}")
            explain(button, f"{told} ({KEYS[outcome]})")

    def show_state(self, saved: OfferOutcome | None, on_its_way: OfferOutcome | None) -> None:
        """Show what is saved, and what is not yet."""
        for outcome, button in self.buttons.items():
            button.show_state(lit=outcome is saved and on_its_way is None, waits=outcome is on_its_way)
