"""Missed calls that nobody has called back: one row a caller, who waits longest first."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from screenpop.events.acts import DialWanted
from screenpop.ports.call_log import CallLog
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say, say_many
from ui.background import Background
from ui.components.boxes import line
from ui.components.button import Button
from ui.components.calling import KEY, CallButton, to_call
from ui.components.look import Look
from ui.components.outside import harmless
from ui.desktop.dialling import WindowDialling
from ui.log.columns import Column
from ui.log.paged_rows import Fetch, PagedRows
from ui.log.words import who
from ui.supervisor.log_columns import moment, shown_number
from ui.supervisor.log_view import AGAIN_MS
from ui.supervisor.page import Page
from ui.supervisor.paged_list import PagedList
from ui.supervisor.period import WEEK, Period
from ui.supervisor.story import Story
from ui.supervisor.unreached import Unreached, unreached
from ui.theme.icons import Icon
from ui.theme.scale import GAP
from ui.wording import Wording


def _waits(caller: Unreached, wording: Wording) -> str:
    return wording.written.ago(datetime.now(UTC) - caller.since)


def _times(caller: Unreached, wording: Wording) -> str:
    count = len(caller.calls)
    return wording.text(say_many("once", "{count} times", count))


def _called(caller: Unreached, wording: Wording) -> str:
    call = caller.newest
    did = harmless(wording.written.phone(harmless(call.did))) if call.did else ""
    return "  ·  ".join(filter(None, (harmless(call.queue), did)))


COLUMNS: tuple[Column[Unreached], ...] = (
    Column(say("Waiting since"), 140, _waits, icon=lambda _: (Icon.MISSED, "bad")),
    Column(say("Caller"), 200, lambda caller, wording: who(caller.newest, wording)),
    Column(say("Customer"), 200, lambda caller, _: harmless(caller.newest.customer), ink=lambda _: "quiet"),
    Column(say("Number"), 130, lambda caller, wording: shown_number(caller.newest, wording)),
    Column(
        say("Called in vain"), 104, _times, ink=lambda caller: "bad" if len(caller.calls) > 1 else "quiet"
    ),
    Column(say("Last"), 110, lambda caller, wording: moment(caller.newest.offered_at, wording)),
    Column(say("Called"), 190, _called, ink=lambda _: "quiet"),
)


def _who(caller: Unreached) -> object:
    return caller.newest.number or caller.newest.presented or caller.newest.id


class MissedView(Page):
    """A view of the window; what is opened is a caller's newest call."""

    title = say("Missed")
    icon = Icon.MISSED

    def __init__(
        self, look: Look, background: Background, log: CallLog, dialling: WindowDialling, story: Story
    ) -> None:
        super().__init__(look, say("Not called back yet"))
        self._log = log
        self._dialling = dialling
        self.period = Period(look, choice=WEEK)
        self.call = CallButton(look)
        self.copy = Button(look.theme, look.text(say("Copy the number")), icon=Icon.COPY)
        self.rows: PagedRows[Unreached] = PagedRows(look, background, COLUMNS, _who)
        self.list = PagedList(look, self.rows, look.text(say("Callers")), self._nothing)
        filters = line()
        filters.addWidget(self.period)
        filters.addStretch(1)
        self.tools.addWidget(self.call)
        self.tools.addWidget(self.copy)
        self.body.addLayout(filters)
        beside = line(gap=GAP)
        beside.addWidget(self.list, 1)
        beside.addWidget(story)
        self.body.addLayout(beside, 1)
        self.copy.hide()
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._read_if_at_top)
        self.period.chosen.connect(self.refresh)
        self.list.stands.connect(self._stand)
        self.list.table.turned.connect(self._turn)
        self.list.table.opened.connect(lambda caller: story.open(caller.newest))
        self.rows.modelAboutToBeReset.connect(lambda: self._turn(None))
        self.call.wanted.connect(lambda number: dialling.call(DialWanted(number)))
        dialling.told.connect(lambda _number, told: self.tell(told))
        self.copy.clicked.connect(self._copy)
        QShortcut(QKeySequence(KEY), self, self.call.call)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def shown(self) -> None:
        """Whoever was reached meanwhile is gone."""
        self._again.start()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        self._again.stop()
        super().hideEvent(event)

    def refresh(self) -> None:
        """Read anew who waits."""
        self.list.read(self._question())

    def _question(self) -> Fetch[Unreached]:
        log, span = self._log, self.period.span()
        found: list[Unreached] = []

        def fetch(at_most: int, after: Unreached | None) -> Sequence[Unreached]:
            if after is None:
                found[:] = unreached(log, *span)
            first = found.index(after) + 1 if after is not None else 0
            return found[first : first + at_most]

        return fetch

    def _read_if_at_top(self) -> None:
        """Quietly: what is shown stays, a notice too, until the rows are here."""
        if self.list.table.at_top and not self.rows.awaited:
            self.rows.read(self._question())

    def _turn(self, caller: Unreached | None) -> None:
        call: LoggedCall | None = caller.newest if caller else None
        number = to_call(call.number, call.presented) if call else None
        self.call.offer(number if self._dialling.offered else None)
        self.copy.setVisible(number is not None)

    def _copy(self) -> None:
        caller = self.list.table.current
        if caller is not None:
            QGuiApplication.clipboard().setText(caller.newest.number or caller.newest.presented or "")
            self.tell(say("Copied"))

    def _stand(self, trouble: Sentence | None) -> None:
        if trouble is not None:
            self.tell(trouble, bad=True)
            return
        count = self.rows.rowCount()
        if count and not self.list.table.currentIndex().isValid():
            self.list.table.setCurrentIndex(self.rows.index(0, 0))  # who waits longest can be called at once
        if not self.list.shows_rows or not self.rows.complete:
            self.tell(None)
        else:
            self.tell(say_many("{count} caller waits", "{count} callers wait", count))

    def _nothing(self) -> tuple[Sentence, Sentence | None, Sentence | None]:
        return say("Nobody waits"), say("Everybody who called in vain has been talked with since"), None
