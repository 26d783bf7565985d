"""How each agent's offers fared, as far as the site shows it; else why not, and where it is switched on."""

from screenpop.record.acceptance import Acceptance
from screenpop.record.agent_figures import Hidden, People
from screenpop.sentences import Sentence, say
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.supervisor.charts.panel import Panel
from ui.supervisor.charts.people_panel import why_hidden
from ui.supervisor.charts.share_list import ShareList
from ui.supervisor.offers.fared import agents
from ui.theme.palette import Ink
from ui.theme.scale import Type


class AgentsPanel(Panel):
    """The chart, and below it why somebody is missing."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, say("By agent"), say("No offers in this time"), ShareList(look))
        self._look = look
        self.why = Paragraph(Type.SMALL, Ink.QUIET)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.why)

    def show_acceptance(self, told: Acceptance) -> None:
        """Show those who may be shown."""
        self.show_chart(agents(told, self._look))
        why = _why_hidden(told)
        self.why.tell(harmless(self._look.text(why), longest=600) if why else "")


def _why_hidden(told: Acceptance) -> Sentence | None:
    match told.hidden:
        case Hidden.OFF:
            return say(
                "Offers by agent are not shown at this site. Whoever answers for it switches them on with"
                " “acceptance” beside “per_agent” under [supervision] in the settings; agents see their own."
            )
        case Hidden.FEW:
            return why_hidden(People(hidden=told.hidden, smallest_group=told.smallest_group))
        case None:
            return None
