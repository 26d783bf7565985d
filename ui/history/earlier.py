"""The earlier calls of the same customer, with what was noted: what colleagues said before."""

from functools import partial

from PySide6.QtWidgets import QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.call_log import CallLog
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.sentences import say
from ui.background import Background
from ui.components.boxes import column
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.rows import Row, Rows
from ui.log.words import ending
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type

AT_MOST = 9


class Earlier(QWidget):
    """Read in the background; nothing is shown for a caller whom the directory does not know."""

    def __init__(self, look: Look, background: Background) -> None:
        super().__init__()
        self._look = look
        self._background = background
        self._wanted: LoggedCall | None = None
        self.log: CallLog | None = None
        self.heading = Line(Type.CAPTION, Ink.QUIET)
        self.heading.tell(look.text(say("Earlier calls of this customer")))
        self.rows = Rows(look.theme)
        layout = column(self, gap=GAP_SMALL)
        layout.addWidget(self.heading)
        layout.addWidget(self.rows, 1)

    def show_before(self, call: LoggedCall) -> None:
        """Show the calls of this call's customer that came before it."""
        self._wanted = call
        self._show(call, ())
        if self.log is not None and call.customer_id:
            wanted = LogFilter(customer_id=call.customer_id)
            question = partial(self.log.page, wanted, at_most=AT_MOST, older_than=call)
            self._background.ask(question, lambda found: self._show(call, tuple(found)), self._leave_empty)

    def _show(self, call: LoggedCall, found: tuple[LoggedCall, ...]) -> None:
        if call is self._wanted:
            self.setVisible(bool(found))
            self.rows.show_rows(tuple(self._row(each) for each in found))

    def _leave_empty(self, _error: ScreenPopError) -> None:
        """The list of calls beside it tells the same trouble already."""

    def _row(self, call: LoggedCall) -> Row:
        look = self._look
        outcome = look.wording.word(harmless(call.disposition)) or look.text(ending(call))
        told = "  ·  ".join(filter(None, (outcome, harmless(call.note))))
        return Row(
            told, look.wording.written.short_day(call.offered_at.astimezone().date()), harmless(call.agent)
        )
