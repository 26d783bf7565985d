"""Who looked at whose data, and who was asked what: everybody's looks and checks, newest first."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from screenpop.errors import ScreenPopError
from screenpop.events.acts import Look as Looked
from screenpop.ports.log_choices import ChoicesOfLog
from screenpop.ports.looks import Looks
from screenpop.record.looks import Audited, Checked, LookFilter, LookTaken, audited
from screenpop.sentences import Sentence, say, say_many
from ui.background import Background
from ui.components.boxes import line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.log.columns import Column
from ui.log.paged_rows import PagedRows
from ui.supervisor.choice_list import Choice
from ui.supervisor.finding import finder_of
from ui.supervisor.page import Page
from ui.supervisor.paged_list import PagedList
from ui.supervisor.period import Period
from ui.supervisor.picker import Picker
from ui.theme.icons import Icon
from ui.theme.scale import GAP_SMALL
from ui.wording import Wording

_NAMES: Mapping[Audited, Sentence] = {
    Looked.CARD: say("Card"),
    Looked.HISTORY: say("History"),
    Looked.REVEAL: say("Revealed"),
    Looked.EXPORT: say("Taken out as a file"),
    Checked.RIGHT: say("Right answer"),
    Checked.WRONG: say("Wrong answer"),
    Checked.UNLOCKED: say("Unlocked"),
}


def _when(look: LookTaken, wording: Wording) -> str:
    return f"{wording.written.short_day(look.at.astimezone().date())}, {wording.written.clock(look.at)}"


def _customer(look: LookTaken, wording: Wording) -> str:
    if not look.customer_id:
        return wording.text(say("Many customers"))
    return harmless(look.customer) or harmless(look.customer_id)


COLUMNS: tuple[Column[LookTaken], ...] = (
    Column(say("When"), 150, _when),
    Column(say("Agent"), 130, lambda look, _: harmless(look.agent)),
    Column(say("Customer"), 260, _customer),
    Column(say("Customer number"), 130, lambda look, _: harmless(look.customer_id), ink=lambda _: "quiet"),
    Column(say("Look"), 150, lambda look, wording: wording.text(_NAMES[look.look])),
    Column(say("What"), 220, lambda look, _: harmless(look.what), ink=lambda _: "quiet"),
)


class AuditView(Page):
    """A view of the window. `own_only`: this login sees its own looks alone, and is told so."""

    title = say("Audit")
    icon = Icon.EYE

    def __init__(
        self,
        look: Look,
        background: Background,
        looks: Looks,
        choices: ChoicesOfLog,
        *,
        own_only: bool = False,
    ) -> None:
        super().__init__(look, say("Who looked at whom"))
        self._background = background
        self._looks = looks
        self._own_only = own_only
        self.period = Period(look)
        self.agent = Picker(look, say("Agent"))
        self.customer = Picker(look, say("Customer"), finder_of(background, choices, self._fail))
        self.kind = Picker(look, say("Look"))
        self.kind.offer([Choice(word, look.text(name)) for word, name in _NAMES.items()])
        self.rows: PagedRows[LookTaken] = PagedRows(look, background, COLUMNS, lambda look: look.id)
        self.list = PagedList(look, self.rows, look.text(say("Looks")), self._nothing)
        filters = line(gap=GAP_SMALL - 2)
        filters.addWidget(self.period)
        filters.addSpacing(GAP_SMALL)
        for picker in (self.agent, self.customer, self.kind):
            filters.addWidget(picker)
            picker.chosen.connect(self._read)
        filters.addStretch(1)
        self.period.chosen.connect(self._read)
        self.body.addLayout(filters)
        self.body.addWidget(self.list, 1)
        self.list.stands.connect(self._stand)

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def shown(self) -> None:
        """Read from the newest look on."""
        self.refresh()

    def refresh(self) -> None:
        """Read anew, and who there is to choose from."""
        self._background.ask(
            self._looks.lookers,
            lambda agents: self.agent.offer([Choice(agent, harmless(agent)) for agent in agents]),
            self._fail,
        )
        self._read()

    def wanted(self) -> LookFilter:
        """What the filters ask for now."""
        since, before = self.period.span()
        return LookFilter(
            since=since,
            before=before,
            agent=self.agent.word,
            customer_id=self.customer.word,
            looks=frozenset([audited(self.kind.word)] if self.kind.word else []),
        )

    def _read(self) -> None:
        looks, wanted = self._looks, self.wanted()
        self.list.read(lambda at_most, older_than: looks.page(wanted, at_most=at_most, older_than=older_than))

    def _stand(self, trouble: Sentence | None) -> None:
        if trouble is not None:
            self.tell(trouble, bad=True)
        elif not self.list.shows_rows:
            self.tell(None)
        elif self._own_only:
            self.tell(say("This login sees its own looks alone; an auditor's sees everybody's."))
        else:
            self.tell(say_many("{count} look so far", "{count} looks so far", self.rows.rowCount()))

    def _nothing(self) -> tuple[Sentence, Sentence | None, Sentence | None]:
        if self.wanted() != LookFilter():
            return say("Nobody's look fits these filters"), None, None
        return say("Nobody has looked yet"), None, None

    def _fail(self, error: ScreenPopError) -> None:
        self.tell(error.sentence, bad=True)
