"""Cross-sell on the card: what they will need again, what would fit, each with its reason; or why nothing now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from screenpop.answers.advice import Advice
from screenpop.answers.cross_sell import ON_CARD, Offer, OfferList, Suggestions, in_turn
from screenpop.offers import OfferOutcome
from screenpop.sentences import Sentence, say
from ui.components.line import Line
from ui.components.lines import Lines
from ui.components.look import Look
from ui.components.outside import harmless
from ui.panels.outcomes import Outcomes
from ui.panels.suggestion import HEIGHT, LISTS, SECOND, Suggestion, called
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type

COMPACT = 2
HEADING = Type.CAPTION.line
TOLD_LINES = 4


class SuggestionsView(View[Suggestions]):
    """A few suggestions of both lists, told apart; whole ones only."""

    heeds_advice = True

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._answer = Suggestions(())
        self._outcomes: Outcomes | None = None
        self._advice = Advice()
        self.headings = {each: Line(Type.CAPTION, Ink.QUIET, parent=self) for each in OfferList}
        for each, heading in self.headings.items():
            heading.tell(look.text(LISTS[each][0]))
        self.places = [Suggestion(look) for _ in range(ON_CARD)]
        self.told = Lines(Type.BODY, Ink.QUIET, at_most=TOLD_LINES)
        for part in (self.told, *self.places):
            part.setParent(self)
        for place in self.places:
            place.buttons.chosen.connect(partial(self._say, place))

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """Two suggestions, or as many as a card shows."""
        self._roomy = roomy
        self._show_places()

    def show_answer(self, answer: Suggestions) -> None:
        """Show the suggestions; both lists have their turn."""
        self._answer = answer
        self._show_places()

    def show_outcomes(self, outcomes: Outcomes | None) -> None:
        """Let the agent say how each offer fared, while one can be made, and show what is saved."""
        self._outcomes = outcomes
        self._show_places()

    def show_advice(self, advice: Advice) -> None:
        """Leave out what rests, or all of it until the customer is served."""
        self._advice = advice
        self._show_places()

    @property
    def at_hand(self) -> Suggestion | None:
        """The suggestion that has the keyboard."""
        focus = QApplication.focusWidget()
        held = (place for place in self.places if focus is not None and place.isAncestorOf(focus))
        return next(held, None)

    def take_keyboard(self) -> bool:
        """Give the keyboard to the first suggestion; whether there is one of which something can be said."""
        first = self.places[0]
        if not first.buttons.isVisible():
            return False
        next(iter(first.buttons.buttons.values())).setFocus()
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Whole suggestions only."""
        super().resizeEvent(event)
        self._show_places()

    def sizeHint(self) -> QSize:
        """Whatever room there is."""
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """None at all will do."""
        return QSize(0, 0)

    def headline(self, answer: Suggestions) -> Headline:
        """The names of what to offer first."""
        names = [called(offer) for offer in in_turn(self._welcome(answer))[:COMPACT]]
        if names and self._advice.serve_first is None:
            return Headline("  ·  ".join(names))
        return Headline(harmless(self.look.text(self._why_nothing(answer))), Ink.QUIET)

    def _welcome(self, answer: Suggestions) -> Sequence[Offer]:
        """What is suggested now. What was said of an offer on this call can be corrected, so it stays."""
        serves, resting = self._advice.serve_first is not None, self._advice.resting
        return [
            offer
            for offer in answer.offers
            if (self._outcomes and self._outcomes.spoken_of(offer))
            or not (serves or offer.product in resting)
        ]

    def _why_nothing(self, answer: Suggestions) -> Sentence:
        if answer.withheld is not None:
            return answer.withheld
        if self._advice.serve_first is not None:
            return say("Serve first: {why}", why=self._advice.serve_first)
        return say("Nothing to suggest for now") if answer.offers else say("No suggestions")

    def _show_places(self) -> None:
        """Headings where they leave room for both lists; in less room each suggestion has its list's icon."""
        offers = in_turn(self._welcome(self._answer))[: ON_CARD if self._roomy else COMPACT]
        tells = not offers or self._advice.serve_first is not None
        top = self._tell(self._why_nothing(self._answer) if tells else None)
        room = self.height() - top
        with self._hand_kept():
            shown = self._put(offers[: max(1, room // HEIGHT)])
            headings = len({place.offer.list for place in shown if place.offer}) * HEADING
            second = [place for place in shown if place.wants_second(self.width())]
            headed = headings + len(shown) * HEIGHT + len(second) * SECOND <= room
            spare = room - len(shown) * HEIGHT - (headings if headed else 0)
            longest = sorted(second, key=lambda place: len(place.reason.text), reverse=True)
            second = longest[: max(0, spare // SECOND)]
            parts: list[tuple[QWidget, int]] = []
            for heading in self.headings.values():
                heading.hide()
            before: OfferList | None = None
            for place in shown:
                if place.offer is not None and headed and place.offer.list is not before:
                    before = place.offer.list
                    parts.append((self.headings[before], HEADING))
                parts.append((place, place.take_room(second=place in second, marked=not headed)))
            self._stack(parts, top)

    def _put(self, offers: Sequence[Offer]) -> list[Suggestion]:
        """Put these in their places, list by list; the other places are empty."""
        order = list(OfferList)
        shown = sorted(offers, key=lambda offer: order.index(offer.list))
        for place, offer in zip_longest(self.places, shown):
            place.setVisible(offer is not None)
            place.offer = offer
            if offer is not None:
                place.show_offer(offer, self._outcomes)
        return self.places[: len(shown)]

    @contextmanager
    def _hand_kept(self) -> Iterator[None]:
        """The keyboard stays with the suggestion that has it, wherever that stands now; with no other."""
        held = self.at_hand
        offer, outcome = (held.offer, held.buttons.at_hand) if held else (None, None)
        yield
        now_held = self.at_hand
        if outcome is None or (now_held is not None and now_held.offer == offer):
            return
        moved = next((place for place in self.places if place.offer == offer), None)
        if moved is not None:
            moved.buttons.buttons[outcome].setFocus()
        elif focus := QApplication.focusWidget():
            focus.clearFocus()

    def _tell(self, why: Sentence | None) -> int:
        """Say why nothing is suggested; gives how high that is."""
        told = harmless(self.look.text(why)) if why else ""
        self.told.tell(told)
        self.told.setVisible(bool(told))
        high = min(self.told.height_in(self.width()), max(Type.BODY.line, self.height())) if told else 0
        self.told.setFixedHeight(high)
        self.told.setGeometry(0, 0, self.width(), high)
        return high + GAP_TINY if high else 0

    def _stack(self, parts: Sequence[tuple[QWidget, int]], top: int) -> None:
        spare = self.height() - top - sum(height for _, height in parts)
        gap = max(0, min(GAP_TINY, spare // max(1, len(parts))))
        for part, height in parts:
            part.setGeometry(0, top, self.width(), height)
            part.show()
            top += height + gap

    def _say(self, place: Suggestion, outcome: OfferOutcome) -> None:
        if place.offer is not None:
            self.offered.emit(place.offer, outcome)
