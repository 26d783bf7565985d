"""All charts below one another. Importing this module loads pyqtgraph, so it is only done once they are looked at."""

from PySide6.QtWidgets import QGridLayout, QWidget

from screenpop.record.agent_figures import People
from screenpop.record.figures import Figures
from screenpop.sentences import say
from ui.components.look import Look
from ui.components.paragraph import Paragraph
from ui.supervisor.charts import counted, shared_out, timed
from ui.supervisor.charts.bar_plot import BarPlot
from ui.supervisor.charts.heat_plot import HeatPlot
from ui.supervisor.charts.panel import Panel
from ui.supervisor.charts.people_panel import PeoplePanel
from ui.supervisor.charts.share_list import ShareList
from ui.supervisor.charts.tiles import Tiles
from ui.theme.palette import Ink
from ui.theme.scale import GAP, Type

HIGH, LOW = 300, 280


class Sheet(QWidget):
    """Tiles, charts, people, and a word on what a phone line cannot know."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        none = say("No calls in this time")
        self.tiles = Tiles(look)
        self.by_day = Panel(look, say("Calls"), none, BarPlot(look))
        self.by_hour = Panel(look, say("Weekday and hour"), none, HeatPlot(look))
        self.answer = Panel(look, say("Time to answer"), none, BarPlot(look))
        self.talk = Panel(look, say("Conversation and wrap-up"), none, BarPlot(look))
        nothing_told = say("No wrap-up in this time")
        self.dispositions = Panel(look, say("Outcomes"), nothing_told, ShareList(look))
        self.offers = Panel(look, say("Offers"), say("No offers in this time"), ShareList(look))
        self.people = PeoplePanel(look)
        self.note = Paragraph(Type.SMALL, Ink.QUIET)
        self.note.tell(
            look.text(
                say(
                    "All of calls that came in, a ring group's call counted once. Callers who gave up in a queue before"
                    " any phone rang are known only to the PBX: they count where Asterisk's manager interface (AMI) is"
                    " connected and tells of its queues."
                )
            )
        )
        self._lay_out()

    def show_figures(self, now: Figures, before: Figures, people: People) -> None:
        """Show the figures of a time, and how they changed against the time before."""
        look = self._look
        self.tiles.show_figures(now, before)
        self.by_day.show_chart(counted.calls_by_day(now, look))
        self.by_hour.show_chart(counted.calls_by_hour_of_week(now, look))
        self.answer.show_chart(timed.answer_times(now, look))
        self.talk.show_chart(timed.talk_and_wrap_up(now, look))
        self.dispositions.show_chart(shared_out.dispositions(now, look))
        self.offers.show_chart(shared_out.offers(now, look))
        self.people.show_people(people)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self.tiles, 0, 0, 1, 6)
        grid.addWidget(self.by_day, 1, 0, 1, 6)
        grid.addWidget(self.by_hour, 2, 0, 1, 3)
        grid.addWidget(self.answer, 2, 3, 1, 3)
        grid.addWidget(self.talk, 3, 0, 1, 3)
        grid.addWidget(self.dispositions, 3, 3, 1, 3)
        grid.addWidget(self.people, 4, 0, 1, 4)
        grid.addWidget(self.offers, 4, 4, 1, 2)
        grid.addWidget(self.note, 5, 0, 1, 6)
        for place in range(6):
            grid.setColumnStretch(place, 1)
        for panel in (self.by_day, self.by_hour, self.answer, self.talk, self.dispositions):
            panel.setFixedHeight(HIGH if panel in (self.by_day, self.by_hour) else LOW)
        self.answer.setFixedHeight(HIGH)
        for lower in (self.people, self.offers):
            lower.setFixedHeight(LOW - 40)
