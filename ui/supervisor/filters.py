"""The filters of the call log: what is typed, the time, and a picker for each thing that a call has."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from screenpop.events.calls import Direction, Ending
from screenpop.record.choices import LogChoices
from screenpop.record.filters import LogFilter
from screenpop.sentences import say
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.field import LineField
from ui.components.flow import FlowLayout
from ui.components.look import Look
from ui.components.outside import harmless
from ui.log.words import named
from ui.supervisor.choice_list import Choice, Find
from ui.supervisor.period import ALL, Period
from ui.supervisor.picker import Picker
from ui.theme.icons import Icon
from ui.theme.scale import GAP_SMALL

TYPING_MS = 250
LOST = "lost"


class Filters(QWidget):
    """`changed` comes when another filter counts.

    Args:
        find: Finds customers by what is typed.
        read_number: Reads a number as this site writes them; as typed where it is none.
    """

    changed = Signal()

    def __init__(self, look: Look, *, find: Find, read_number: Callable[[str], str]) -> None:
        super().__init__()
        self._look = look
        self._read_number = read_number
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self.text = LineField(
            look.theme,
            look.text(say("Search")),
            look.text(say("Name, company, number or note")),
            Icon.SEARCH,
        )
        self.number = LineField(look.theme, look.text(say("Number")), look.text(say("Number, whole")))
        self.period = Period(look)
        self.agent = Picker(look, say("Agent"))
        self.customer = Picker(look, say("Customer"), find)
        self.queue = Picker(look, say("Queue"))
        self.did = Picker(look, say("Called"))
        self.direction = Picker(look, say("Direction"))
        self.ending = Picker(look, say("Ending"))
        self.disposition = Picker(look, say("Outcome"))
        self.pickers = (
            self.agent,
            self.customer,
            self.queue,
            self.did,
            self.direction,
            self.ending,
            self.disposition,
        )
        self.clear = Button(look.theme, look.text(say("Clear filters")))
        self._offer_words()
        self._lay_out()
        self._connect()

    @property
    def any(self) -> bool:
        """Some filter counts."""
        return self.wanted() != LogFilter()

    def wanted(self) -> LogFilter:
        """What the filters ask for now; today is today by now."""
        since, before = self.period.span()
        number = self.number.edit.text().strip()
        ending = self.ending.word
        return LogFilter(
            since=since,
            before=before,
            agent=self.agent.word,
            number=self._read_number(number) if number else None,
            direction=Direction(self.direction.word) if self.direction.word else None,
            endings=frozenset([Ending(ending)] if ending and ending != LOST else []),
            lost=ending == LOST,
            customer_id=self.customer.word,
            queue=self.queue.word,
            did=self.did.word,
            dispositions=frozenset([self.disposition.word] if self.disposition.word else []),
            text=self.text.edit.text().strip() or None,
        )

    def offer(self, choices: LogChoices) -> None:
        """Offer what the log holds."""
        wording = self._look.wording
        written = wording.written
        self.agent.offer([Choice(agent, harmless(agent)) for agent in choices.agents])
        self.queue.offer([Choice(queue, harmless(queue)) for queue in choices.queues])
        self.did.offer([Choice(did, harmless(written.phone(harmless(did)))) for did in choices.dids])
        self.disposition.offer(
            [Choice(outcome, wording.word(harmless(outcome))) for outcome in choices.dispositions]
        )

    def clear_all(self) -> None:
        """Let everything be seen again."""
        self.blockSignals(True)  # noqa: FBT003 # Qt's own
        for picker in self.pickers:
            picker.choose(None)
        self.period.choose(ALL)
        self.text.edit.clear()
        self.number.edit.clear()
        self._typing.stop()
        self.blockSignals(False)  # noqa: FBT003 # Qt's own
        self._tell()

    def _tell(self) -> None:
        self._typing.stop()
        self.clear.setVisible(self.any)
        self.changed.emit()

    def _offer_words(self) -> None:
        text = self._look.text
        self.direction.offer(
            [Choice(Direction.IN, text(say("Incoming"))), Choice(Direction.OUT, text(say("Outgoing")))]
        )
        endings = [Choice(ending, text(named(ending))) for ending in Ending]
        self.ending.offer([Choice(LOST, text(say("Answered by nobody"))), *endings])

    def _connect(self) -> None:
        self._typing.timeout.connect(self._tell)
        self.text.edit.textEdited.connect(lambda _text: self._typing.start())
        self.number.edit.textEdited.connect(lambda _text: self._typing.start())
        self.period.chosen.connect(self._tell)
        for picker in self.pickers:
            picker.chosen.connect(self._tell)
        self.clear.clicked.connect(self.clear_all)

    def _lay_out(self) -> None:
        top = line(gap=GAP_SMALL)
        self.number.setFixedWidth(170)
        top.addWidget(self.text, 1)
        top.addWidget(self.number)
        top.addWidget(self.clear)
        self.clear.setFixedHeight(34)
        self.clear.hide()
        third = QWidget()
        flow = FlowLayout(third, GAP_SMALL - 2)
        for picker in self.pickers:
            flow.addWidget(picker)
        layout = column(self, gap=GAP_SMALL)
        layout.addLayout(top)
        layout.addWidget(self.period)
        layout.addWidget(third)
