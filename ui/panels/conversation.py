"""What was said before, on the card: a time line, newest first, whose entries open in full."""

from collections.abc import Sequence
from dataclasses import replace

from screenpop.answers.conversation import Conversation, Said
from screenpop.promises import Promised
from screenpop.sentences import say
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.links import page
from ui.components.look import Look
from ui.components.outside import harmless, harmless_text
from ui.panels.channels import promised
from ui.panels.time_line import TimeLine, status_of
from ui.panels.view import Headline, View
from ui.panels.whole import Whole
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type


class ConversationView(View[Conversation]):
    """Who said what, when, and by which way."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._said: Sequence[Said] = ()
        self._owed: Sequence[Said] = ()
        self._story: Sequence[Said] = ()
        self.said = TimeLine(look)
        self.said.setAccessibleName(look.text(say("Said before")))
        self.said.chosen.connect(self._open)
        self.silent = Line(Type.SMALL, Ink.BAD)
        layout = column(self)
        layout.addSpacing(GAP_TINY)
        layout.addWidget(self.silent)
        layout.addWidget(self.said, 1)

    def make_room(self, roomy: bool) -> None:  # as in Qt's setVisible
        """A second line of each text needs room."""
        self.said.take_lines(2 if roomy else 1)

    def show_answer(self, answer: Conversation) -> None:
        """Show the time line; who did not answer this time stands above it."""
        names = ", ".join(self.look.words(name) for name in answer.silent)
        self.silent.tell(self.look.text(say("without {sources}: no answer", sources=names)) if names else "")
        self.silent.setVisible(bool(names))
        self._said = answer.said
        self._show_said()

    def headline(self, answer: Conversation) -> Headline:
        """The newest thing that was said."""
        if not answer.said:
            return Headline(self.look.text(say("Nothing on this customer")), Ink.QUIET)
        newest = answer.said[0]
        written = self.look.wording.written
        parts = (written.lately(newest.at), self.look.words(newest.channel), harmless(newest.text))
        return Headline("  ·  ".join(filter(None, parts)))

    def show_promises(self, promises: Sequence[Promised]) -> None:
        """What is owed stands on the time line, when it is due."""
        self._owed = tuple(map(promised, promises))
        self._show_said()

    def _show_said(self) -> None:
        self._story = sorted((*self._owed, *self._said), key=lambda said: said.at, reverse=True)
        self.said.show_items(self._story)

    def _open(self, said: Said) -> None:
        place = next((place for place, each in enumerate(self._story) if each is said), 0)
        self.opened.emit(replace(whole(said, self.look), story=tuple(self._story), place=place))


def whole(said: Said, look: Look) -> Whole:
    """An entry in full."""
    about = (look.wording.written.moment(said.at), harmless(said.who), status_of(said, look))
    link = said.link if page(said.link) else None
    return Whole(
        title=look.words(said.channel),
        about="  ·  ".join(filter(None, about)),
        text=harmless_text(said.text),
        links=((look.text(say("Open")), link),) if link else (),
    )
