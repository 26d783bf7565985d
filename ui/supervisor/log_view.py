"""The call log of the whole company: filters, the table, and how many calls are here."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.call_log import CallLog
from screenpop.ports.log_choices import ChoicesOfLog
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say, say_many
from ui.background import Background
from ui.components.boxes import line
from ui.components.look import Look
from ui.log.paged_rows import Fetch, PagedRows
from ui.supervisor.exporting import ExportButton, Exporting
from ui.supervisor.filters import Filters
from ui.supervisor.finding import finder_of
from ui.supervisor.log_columns import COLUMNS
from ui.supervisor.page import Page
from ui.supervisor.paged_list import PagedList
from ui.supervisor.story import Story
from ui.theme.icons import Icon
from ui.theme.scale import GAP

AGAIN_MS = 30_000
"""Who looks at the newest calls sees new ones come."""


class LogView(Page):
    """A view of the window."""

    title = say("Call log")
    icon = Icon.LOG

    def __init__(
        self,
        look: Look,
        background: Background,
        log: CallLog,
        choices: ChoicesOfLog,
        *,
        read_number: Callable[[str], str],
        exporting: Exporting,
        story: Story,
    ) -> None:
        super().__init__(look, self.title)
        self._background = background
        self._log = log
        self._choices = choices
        self._chosen_from = False
        self.filters = Filters(look, find=finder_of(background, choices, self._fail), read_number=read_number)
        self.rows: PagedRows[LoggedCall] = PagedRows(look, background, COLUMNS, lambda call: call.id)
        self.list = PagedList(look, self.rows, look.text(say("Calls")), self._nothing)
        self.exporting = exporting
        self.export = ExportButton(look)
        self.tools.addWidget(self.export)
        self.story = story
        beside = line(gap=GAP)
        beside.addWidget(self.list, 1)
        beside.addWidget(story)
        self.body.addWidget(self.filters)
        self.body.addWidget(exporting)
        self.body.addLayout(beside, 1)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._read_if_at_top)
        self.export.wanted.connect(lambda form: exporting.begin(self.filters.wanted(), form))
        self.filters.changed.connect(self._read)
        self.list.wanted.connect(self.filters.clear_all)
        self.list.stands.connect(self._stand)
        self.list.table.opened.connect(story.open)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def shown(self) -> None:
        """Read when first seen, and what is new while the reader is at the top."""
        if not self._chosen_from:
            self._chosen_from = True
            self._background.ask(self._choices.choices, self.filters.offer, self._have_no_choices)
        self._again.start()
        self._read_if_at_top()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        self._again.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Read from the newest call on."""
        self._read()

    def _read_if_at_top(self) -> None:
        """Quietly: what is shown stays, a notice too, until the rows are here."""
        if self.list.table.at_top and not self.rows.awaited:
            self.rows.read(self._question())

    def _read(self) -> None:
        self.list.read(self._question())

    def _question(self) -> Fetch[LoggedCall]:
        return partial(_page, self._log, self.filters.wanted())

    def _stand(self, trouble: Sentence | None) -> None:
        if trouble is not None:
            self.tell(trouble, bad=True)
            return
        count = self.rows.rowCount()
        if not self.list.shows_rows:
            self.tell(None)
        elif self.rows.complete:
            self.tell(say_many("{count} call", "{count} calls", count))
        else:
            self.tell(say("The newest {number} calls; older ones come as you scroll", number=count))

    def _nothing(self) -> tuple[Sentence, Sentence | None, Sentence | None]:
        if self.filters.any:
            return say("No call fits these filters"), None, say("Clear filters")
        return say("No calls yet"), say("Calls will stand here as they come"), None

    def _fail(self, error: ScreenPopError) -> None:
        self.tell(error.sentence, bad=True)

    def _have_no_choices(self, _error: ScreenPopError) -> None:
        self._chosen_from = (
            False  # the list tells the same trouble; they are asked for again when it is seen anew
        )


def _page(
    log: CallLog, wanted: LogFilter, at_most: int, older_than: LoggedCall | None
) -> Sequence[LoggedCall]:
    return log.page(wanted, at_most=at_most, older_than=older_than)
