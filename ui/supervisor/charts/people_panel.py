"""Figures by agent, or in words why there are none and where they are switched on."""

from screenpop.record.agent_figures import AgentFigures, Hidden, People
from screenpop.sentences import Sentence, say
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.supervisor.charts.shapes import Values
from ui.supervisor.charts.timed import in_half
from ui.supervisor.charts.values_table import ValuesTable
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type


class PeoplePanel(Surface):
    """A line a person."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self.title = Line(Type.TITLE)
        self.title.tell(look.text(say("By agent")))
        self.why = Paragraph(Type.BODY, Ink.QUIET)
        self.table = ValuesTable(look)
        layout = column(self, margins=(GAP + 2, GAP, GAP, GAP), gap=GAP_SMALL)
        layout.addWidget(self.title)
        layout.addWidget(self.why)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)

    def show_people(self, people: People) -> None:
        """Show those who may be shown."""
        why = why_hidden(people)
        self.why.tell(self._look.text(why) if why else "")
        self.table.setVisible(bool(people.people))
        self.table.show_values(self.title.full, self._values(people))

    def _values(self, people: People) -> Values:
        text = self._look.text
        names = (
            say("Agent"),
            say("Calls"),
            say("Answered"),
            say("Conversation"),
            say("Wrap-up"),
            say("Outcome"),
        )
        offers = any(person.offers for person in people.people)
        headings = (*map(text, names), *((text(say("Offers accepted")),) if offers else ()))
        return Values(headings, tuple(self._row(person, offers=offers) for person in people.people))

    def _row(self, person: AgentFigures, *, offers: bool) -> tuple[str, ...]:
        look, number = self._look, self._look.wording.written.number
        outcome = look.wording.word(harmless(person.dispositions[0][0])) if person.dispositions else "–"
        cells = (number(person.rang), number(person.answered), in_half(person.talk, look))
        row = (harmless(person.agent), *cells, in_half(person.wrap_up, look), outcome)
        return (*row, self._accepted(person)) if offers else row

    def _accepted(self, person: AgentFigures) -> str:
        if person.offers is None:
            return "–"
        told = say("{accepted} of {made}", accepted=person.offers.accepted, made=person.offers.made)
        return self._look.text(told)


def why_hidden(people: People) -> Sentence | None:
    """Why others than the reader are missing, and where that is changed."""
    match people.hidden:
        case Hidden.OFF:
            return say(
                "Figures by agent are not shown at this site. Whoever answers for it switches them on with"
                " “per_agent” under [supervision] in the settings; agents see their own in their window."
            )
        case Hidden.FEW:
            return say(
                "Fewer than {number} agents had calls in this time, so figures by agent are hidden"
                " (“smallest_group” under [supervision] in the settings).",
                number=people.smallest_group,
            )
        case None if not people.people:
            return say("No calls in this time")
        case None:
            return None
