"""One suggestion on the card: its name, its reason, and how it fared."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.offers import OfferOutcome
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.line import Line
from ui.components.lines import Lines
from ui.components.look import Look
from ui.components.outside import harmless
from ui.panels.outcome_buttons import OutcomeButtons, word
from ui.panels.outcomes import Outcomes
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

HEIGHT = Type.STRONG.line + Type.SMALL.line
SECOND = Type.SMALL.line
"""So much higher it is with a second line for the reason."""
ICON = 14
LISTS: dict[OfferList, tuple[Sentence, Icon]] = {
    OfferList.AGAIN: (say("Will need again"), Icon.AGAIN),
    OfferList.FITS: (say("Would fit"), Icon.PLUS),
}


def called(offer: Offer) -> str:
    """The product's name, or its number where it has none."""
    return harmless(offer.name) or harmless(offer.product)


class Suggestion(QWidget):
    """What is said of it is shown once it is saved. Without a heading above it an icon tells its list.

    The reason has a second line where it is given one, and is told in a tooltip where it does not fit.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._marked = False
        self.offer: Offer | None = None
        self.name = Line(Type.STRONG)
        self.reason = Lines(Type.SMALL, Ink.QUIET)
        self.buttons = OutcomeButtons(look)
        words = column()
        self._top = line()
        self._top.addWidget(self.name)
        words.addLayout(self._top)
        words.addWidget(self.reason)
        self._line = line(self, gap=GAP_TINY)
        self._line.addLayout(words, 1)
        self._line.addWidget(self.buttons)

    def show_offer(self, offer: Offer, outcomes: Outcomes | None) -> None:
        """Show a suggestion."""
        self.offer = offer
        name, text = called(offer), self._look.text
        self.setAccessibleName(text(LISTS[offer.list][0]))
        self.name.tell(name)
        saved = outcomes.saved(offer) if outcomes else None
        trouble = outcomes.trouble(offer) if outcomes else None
        told = (text(word(saved)) if saved else "", harmless(text(offer.reason)))
        self.reason.tell(harmless(text(trouble)) if trouble else "  ·  ".join(filter(None, told)))
        self.reason.tint(Ink.BAD if trouble else Ink.GOOD if saved is OfferOutcome.ACCEPTED else Ink.QUIET)
        self.buttons.setVisible(outcomes is not None)
        if outcomes is not None:
            self.buttons.name(name)
            self.buttons.show_state(saved, outcomes.on_its_way(offer))
        self.update()

    def wants_second(self, width: int) -> bool:
        """Whether its reason takes two lines in this width."""
        buttons = 0 if self.buttons.isHidden() else self.buttons.sizeHint().width() + GAP_TINY
        return self.reason.height_in(max(1, width - buttons)) > Type.SMALL.line

    def take_room(self, *, second: bool, marked: bool) -> int:
        """Give the reason a second line, and mark of which list it is; gives how high that is."""
        self._marked = marked
        self._top.setContentsMargins(ICON + GAP_SMALL - 2 if marked else 0, 0, 0, 0)
        self.reason.setFixedHeight(Type.SMALL.line + (SECOND if second else 0))
        self.update()
        return HEIGHT + (SECOND if second else 0)

    def minimumSizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(0, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon of its list."""
        if self._marked and self.offer is not None:
            theme = self._look.theme
            painter = QPainter(self)
            square = QRectF(0, self.name.y() + (Type.STRONG.line - ICON) / 2, ICON, ICON)
            theme.icons.paint(painter, LISTS[self.offer.list][1], theme.colour("quiet"), square)
            painter.end()
