"""Cross-sell on the card: what they will need again, what would fit, each with its reason."""

from screenpop.answers.cross_sell import Offer, OfferList, Suggestions
from screenpop.sentences import say
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.panels.view import Headline, View
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type

PLACES = 4
COMPACT = 2


class SuggestionsView(View[Suggestions]):
    """A few suggestions, the likeliest repeat and the best new one first."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._roomy = False
        self._shown = 0
        self.places = [(Line(Type.STRONG), Line(Type.SMALL, Ink.QUIET)) for _ in range(PLACES)]
        self.nothing = Line(Type.BODY, Ink.QUIET)
        layout = column(self)
        layout.addWidget(self.nothing)
        for name, reason in self.places:
            layout.addWidget(name)
            layout.addWidget(reason)
            layout.addSpacing(GAP_TINY)
        layout.addStretch(1)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """Two suggestions, or four."""
        self._roomy = roomy
        self._show_places()

    def show_answer(self, answer: Suggestions) -> None:
        """Show the suggestions; both lists have their turn."""
        self.nothing.tell(self.look.text(say("No suggestions")))
        offers = _in_turn(answer)
        self._shown = len(offers)
        for (name, reason), offer in zip(self.places, offers, strict=False):
            name.tell(harmless(offer.name) or harmless(offer.product))
            reason.tell(harmless(self.look.text(offer.reason)))
        self._show_places()

    def headline(self, answer: Suggestions) -> Headline:
        """The names of what to offer first."""
        names = [harmless(offer.name) or harmless(offer.product) for offer in _in_turn(answer)[:COMPACT]]
        if not names:
            return Headline(self.look.text(say("No suggestions")), Ink.QUIET)
        return Headline("  ·  ".join(names))

    def _show_places(self) -> None:
        self.nothing.setVisible(self._shown == 0)
        room = PLACES if self._roomy else COMPACT
        for place, (name, reason) in enumerate(self.places):
            visible = place < min(self._shown, room)
            name.setVisible(visible)
            reason.setVisible(visible)


def _in_turn(answer: Suggestions) -> list[Offer]:
    again = [offer for offer in answer.offers if offer.list is OfferList.AGAIN]
    fits = [offer for offer in answer.offers if offer.list is OfferList.FITS]
    turns = [offer for pair in zip(again, fits, strict=False) for offer in pair]
    rest = again[len(fits) :] + fits[len(again) :]
    return (turns + rest)[:PLACES]
