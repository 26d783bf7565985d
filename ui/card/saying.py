"""The one best thing to say to this caller, and why; what it offers or gives is answered beside it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from screenpop.answers.advice import Saying
from screenpop.answers.cross_sell import Offer
from screenpop.gestures import Gesture
from screenpop.sentences import Sentence, say
from ui.card.giving import Giving
from ui.components.chips import Chip
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.tip import explain
from ui.panels.outcome_buttons import OutcomeButtons, word
from ui.panels.outcomes import Outcomes
from ui.panels.suggestion import called
from ui.theme.elevation import paint_raised
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import CORNER, GAP, GAP_SMALL, Type

ICON = 18
BAR = 4
START = BAR + GAP + ICON + GAP_SMALL
BESIDE, BELOW = 40, 56
"""How high it is with the reason beside what to say, and below it."""
GIVE_KEY = "F8"


class SayStrip(QWidget):
    """Takes no room while nothing is worth saying.

    `answered` carries the offer that it names and its outcome, `given` the gesture that it names.
    """

    answered = Signal(object, object)
    given = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._below = True
        self._saying: Saying | None = None
        self._outcomes: Outcomes | None = None
        self._giving: Giving | None = None
        self.say = Line(Type.STRONG, parent=self)
        self.why = Line(Type.SMALL, Ink.QUIET, parent=self)
        self.buttons = OutcomeButtons(look)
        self.give = Chip(look.theme, look.text(say("Given")))
        self.setAccessibleName(look.text(say("Worth saying")))
        for part in (self.buttons, self.give):
            part.setParent(self)
            part.hide()
        self.buttons.chosen.connect(self._answer)
        self.give.toggled.connect(lambda _on: self.give_at_hand())

    def show_saying(
        self, saying: Saying | None, outcomes: Outcomes | None = None, giving: Giving | None = None
    ) -> None:
        """Show it; None is nothing. Without outcomes and giving nothing can be said of what it offers."""
        if saying is None and self._saying is None:
            return
        self._saying, self._outcomes, self._giving = saying, outcomes, giving
        self.say.tell(harmless(self._look.text(saying.say)) if saying else "")
        self._tell_why()
        self._show_answers()
        self._place()

    @property
    def offer(self) -> Offer | None:
        """The suggestion that it names, if something can be said of it now."""
        return self._saying.offer if self._saying and self._outcomes else None

    @property
    def gesture(self) -> Gesture | None:
        """What may be given with it, if it can be given now."""
        return self._saying.gesture if self._saying and self._giving else None

    def give_at_hand(self) -> None:
        """The agent has given what it names; that is shown once it is saved."""
        if self.gesture is not None:
            self.given.emit(self.gesture)
        self._show_answers()

    def stand(self, *, below: bool) -> None:
        """The reason stands below what to say, or behind it where the card is wide."""
        self._below = below
        self._place()

    def height_in(self, _width: int) -> int:
        """How high it is, 0 for not at all."""
        return (BELOW if self._below else BESIDE) if self.say.full else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All in their places."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, a bar at its edge, and what marks it as spoken."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        paint_raised(painter, whole, CORNER, theme, "surface")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(
            QRectF(GAP_SMALL - 2, GAP_SMALL, BAR, whole.height() - 2 * GAP_SMALL - 1), 2, 2
        )
        at = QRectF(BAR + GAP + 1, (whole.height() - 1 - ICON) / 2, ICON, ICON)
        theme.icons.paint(painter, Icon.OFFER, theme.colour("accent"), at)
        painter.end()

    def _tell_why(self) -> None:
        """Why, or why what was said last of it is not saved."""
        saying, text = self._saying, self._look.text
        trouble = self._trouble()
        if saying is None or trouble is not None:
            self.why.tell(harmless(text(trouble)) if trouble else "")
            self.why.tint(Ink.BAD)
            return
        saved = self._outcomes.saved(saying.offer) if self._outcomes and saying.offer else None
        told = (text(word(saved)) if saved else "", harmless(text(saying.why)))
        self.why.tell("  ·  ".join(filter(None, told)))
        self.why.tint(Ink.QUIET)

    def _trouble(self) -> Sentence | None:
        of_offer = self._outcomes.trouble(self.offer) if self._outcomes and self.offer else None
        of_gesture = self._giving.trouble(self.gesture) if self._giving and self.gesture else None
        return of_offer or of_gesture

    def _show_answers(self) -> None:
        offer, gesture = self.offer, self.gesture
        if offer is not None and self._outcomes is not None:
            self.buttons.name(called(offer))
            self.buttons.show_state(self._outcomes.saved(offer), self._outcomes.on_its_way(offer))
        if gesture is not None and self._giving is not None:
            given, label = self._giving.given(gesture), harmless(gesture.label)
            told = self.give.text()
            self.give.setAccessibleName(f"{label}: {told}")
            explain(self.give, f"{told} ({GIVE_KEY})", label)
            self.give.show_chosen(given)
            self.give.setEnabled(not given and not self._giving.on_its_way(gesture))
        self.buttons.setVisible(offer is not None)
        self.give.setVisible(gesture is not None)

    def _answer(self, outcome: object) -> None:
        if self.offer is not None:
            self.answered.emit(self.offer, outcome)

    def _place(self) -> None:
        end = self.width() - GAP
        for part in (self.buttons, self.give):
            if not part.isHidden():
                size = part.sizeHint()
                end -= size.width()
                part.setGeometry(end, (self.height() - size.height()) // 2, size.width(), size.height())
                end -= GAP_SMALL
        width, high = end - START, Type.STRONG.line
        if self._below:
            top = (BELOW - high - Type.SMALL.line) // 2 - 1
            self.say.setGeometry(START, top, width, high)
            self.why.setGeometry(START, top + high, width, Type.SMALL.line)
            return
        wanted = self.say.fontMetrics().horizontalAdvance(self.say.full) + 2
        told = min(wanted, width * 2 // 3)
        self.say.setGeometry(START, (BESIDE - high) // 2, told, high)
        left = START + told + GAP
        self.why.setGeometry(left, (BESIDE - Type.SMALL.line) // 2, end - left, Type.SMALL.line)
