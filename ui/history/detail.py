"""One call of the log in full, with its wrap-up to be written or corrected."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from screenpop.events import news
from screenpop.events.acts import DialWanted
from screenpop.events.calls import Direction
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say
from screenpop.settings.model import WrapUpTable
from ui.background import Background
from ui.components.boxes import column, line
from ui.components.calling import CallButton, to_call
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.surface import Surface
from ui.history.earlier import Earlier
from ui.log.facts import Facts
from ui.log.words import company, ending, lasted, phone, who
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, GAP_SMALL, Type
from ui.wrap_up.draft import Draft, Saving
from ui.wrap_up.form import WrapUpForm

FORM = 170


class Detail(Surface):
    """Shows a logged call; `acted` carries its wrap-up."""

    acted = Signal(object)

    def __init__(
        self, look: Look, choices: WrapUpTable, background: Background, *, calls_out: bool = False
    ) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._drafts: dict[str, Draft] = {}
        self._calls_out = calls_out
        self.call: LoggedCall | None = None
        self.name = Line(Type.NAME)
        self.company = Line(Type.TITLE, Ink.QUIET)
        names = (say("Caller's number"), say("Called"), say("When"), say("How it went"), say("Agent"))
        self.facts = Facts(tuple(look.text(name) for name in names))
        self.call_back = CallButton(look)
        self.call_back.wanted.connect(lambda number: self.acted.emit(DialWanted(number)))
        self.dialling = Paragraph(Type.SMALL, Ink.QUIET)
        self.heading = Line(Type.CAPTION, Ink.QUIET)
        self.heading.tell(look.text(say("Wrap-up")))
        self.form = WrapUpForm(look, choices)
        self.form.wrapped_up.connect(self.acted)
        self.form.setFixedHeight(FORM)
        self.earlier = Earlier(look, background)
        self.nothing = Line(Type.BODY, Ink.QUIET)
        self.nothing.tell(look.text(say("Calls will stand here as they come")))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._full())

    def show_call(self, call: LoggedCall | None) -> None:
        """Show a call, or that there is none."""
        number = to_call(call.number, call.presented) if call is not None and self._calls_out else None
        if call is None or self.call is None or call.id != self.call.id:
            self.dialling.tell("")
        self.call_back.offer(number)
        self.call = call
        self._pages.setCurrentIndex(0 if call is None else 1)
        if call is None:
            return
        look, wording = self._look, self._look.wording
        out = call.direction is Direction.OUT
        self.facts.name(0, look.text(say("Number called") if out else say("Caller's number")))
        self.name.tell(who(call, wording))
        self.company.tell(company(call))
        called = "  ·  ".join(filter(None, (harmless(call.queue), _did(call, look))))
        went = "  ·  ".join(filter(None, (look.text(ending(call)), lasted(call, wording))))
        moment = wording.written.moment(call.offered_at)
        self.facts.show_values((phone(call, wording), called, moment, went, harmless(call.agent)))
        draft = self._drafts.get(call.call_id)
        if draft is None or not draft.unsaved:
            draft = _recorded(call)
            self._drafts = {of: kept for of, kept in self._drafts.items() if kept.unsaved}
            self._drafts[call.call_id] = draft
        self.form.edit(call.call_id, draft)
        self.earlier.show_before(call)

    def hear(self, told: news.Kept | news.NotKept) -> None:
        """Show whether the wrap-up is saved."""
        draft = self._drafts.get(told.call_id)
        if draft is not None:
            draft.settle(told.act, told.reason if isinstance(told, news.NotKept) else None)
            self.form.refresh()

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number, if it is this call's."""
        if number == self.call_back.number:
            self.dialling.tell(harmless(self._look.text(told), longest=600))

    def save(self) -> None:
        """Have everything saved that is written and is not; the window goes."""
        for call_id, draft in self._drafts.items():
            if draft.unsaved and draft.saving is not Saving.ON_ITS_WAY:
                self.acted.emit(draft.send(call_id))

    def _empty(self) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE))
        layout.addWidget(self.nothing)
        layout.addStretch(1)
        return page

    def _full(self) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(GAP_LARGE + 4, GAP_LARGE, GAP_LARGE + 4, GAP_LARGE))
        first = line(gap=GAP_SMALL)
        first.addWidget(self.name, 1)
        first.addWidget(self.call_back)
        layout.addLayout(first)
        layout.addWidget(self.company)
        layout.addWidget(self.dialling)
        layout.addSpacing(GAP_LARGE)
        layout.addWidget(self.facts)
        layout.addSpacing(GAP_LARGE + GAP_SMALL)
        layout.addWidget(self.heading)
        layout.addSpacing(GAP_SMALL)
        layout.addWidget(self.form)
        layout.addSpacing(GAP_LARGE + GAP_SMALL)
        layout.addWidget(self.earlier, 1)
        return page


def _recorded(call: LoggedCall) -> Draft:
    draft = Draft(call.reason or "", call.disposition or "", call.note or "", logged=call.id)
    if not draft.untouched:
        draft.saving = Saving.SAVED
    return draft


def _did(call: LoggedCall, look: Look) -> str:
    return harmless(look.wording.written.phone(harmless(call.did))) if call.did else ""
