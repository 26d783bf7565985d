"""One call of the log in full: its customer's card, and its wrap-up to be written or corrected."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from screenpop.called import Called
from screenpop.events import acts, news
from screenpop.ports.drafts import KeptDraft
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say
from screenpop.settings.model import WrapUpTable
from ui.background import Background
from ui.card.page import CardPage
from ui.components.boxes import column
from ui.components.field import NoteField
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless, harmless_text
from ui.components.scroll import ThinScrollBar
from ui.components.surface import Surface
from ui.finding.finder import Finder
from ui.history.call_head import CallHead
from ui.history.customer import CustomerOfCall
from ui.history.earlier import Earlier
from ui.log.words import phone
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type
from ui.wrap_up.draft import Draft, Saving
from ui.wrap_up.follow_up import FollowUp
from ui.wrap_up.form import WrapUpForm

WHO_KEY = "F9"
EARLIER_HEIGHT = 112
CalledOf = Callable[[str | None, str | None], Called | None]
"""What the site says of a number of ours, or a queue."""


class Detail(Surface):
    """Shows a logged call; `acted` carries what is done with it.

    Args:
        build_card: Makes the customer's card.
        called_of: What the site says of the number that was called.
        calls_out: Numbers can be called.
        wraps_up_for: The agent whose calls alone are wrapped up here; None where everybody's are.
    """

    acted = Signal(object)

    def __init__(
        self,
        look: Look,
        choices: WrapUpTable,
        background: Background,
        *,
        build_card: Callable[[], CardPage],
        finder: Finder,
        called_of: CalledOf,
        calls_out: bool = False,
        wraps_up_for: str | None = None,
        agent: str = "",
    ) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._agent = agent
        self._called_of = called_of
        self._drafts: dict[str, Draft] = {}
        self._left: dict[UUID, KeptDraft] = {}
        self._wraps_up_for = wraps_up_for
        self.call: LoggedCall | None = None
        self.head = CallHead(look, calls_out=calls_out, who_key=WHO_KEY)
        self.call_back, self.dialling = self.head.call_back, self.head.told
        self.customer = CustomerOfCall(look, build_card, finder)
        self.form = WrapUpForm(look, choices, self._names)
        self.theirs = NoteField(look.theme, look.text(say("Wrap-up")), look.text(say("Nothing was noted")))
        self.theirs.edit.setReadOnly(True)
        self.earlier = Earlier(look, background)
        self.nothing = Line(Type.BODY, Ink.QUIET, align=Qt.AlignmentFlag.AlignHCenter)
        self.nothing.tell(look.text(say("Calls will stand here as they come")))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._full())
        self._connect()

    def show_call(self, call: LoggedCall | None) -> None:
        """Show a call, or that there is none."""
        self.call = call
        self._pages.setCurrentIndex(0 if call is None else 1)
        self.head.show_call(call)
        self.customer.show_call(call)
        if call is None:
            return
        self._show_whose(call)
        self.form.edit(call.call_id, self._draft_of(call), self._called_of(call.did, call.queue))
        self._fit_form()
        self.earlier.show_before(call)

    def offer_again(self, left: Sequence[KeptDraft]) -> None:
        """What was being written when the program ended stands in the form again, and is not saved."""
        self._left = {draft.call: draft for draft in left}
        if self.call is not None and not self.form.note.edit.hasFocus():
            self._drafts.pop(self.call.call_id, None)
            self.show_call(self.call)

    def hear(self, told: news.CallNews) -> None:
        """Show whether the wrap-up is saved, and what is found of the customer."""
        self.customer.hear(told)
        if not isinstance(told, news.Kept | news.NotKept):
            return
        trouble = told.reason if isinstance(told, news.NotKept) else None
        if isinstance(told.act, acts.WrappedUp) and trouble is None and told.act.logged:
            self._left.pop(told.act.logged, None)
        if isinstance(told.act, acts.CustomerCorrected) and self.call and told.call_id == self.call.call_id:
            self.head.tell(trouble or say("Corrected"))
        draft = self._drafts.get(told.call_id)
        if draft is not None:
            draft.settle(told.act, trouble)
            self.form.refresh()

    def show_dialling(self, number: str, told: Sentence) -> None:
        """Show what became of calling a number, if it is this call's."""
        if number == self.call_back.number:
            self.head.tell(told)

    @property
    def unsaved(self) -> bool:
        """Somebody has begun to write on a call of the list, and not saved it."""
        return any(draft.unsaved for draft in self._drafts.values())

    def write(self) -> None:
        """The reader wants to write of the call."""
        if self.form.isVisible():
            self.form.note.setFocus()

    def turn_to_who(self) -> None:
        """It isn't them: ask who it was, or go back from that."""
        if self.call is not None:
            self.customer.turn_to_who()

    def take_place_of(self, before: "Detail") -> None:
        """Show the call that stood there, with what was written of it and of others."""
        before.form.rest()
        self._drafts, before._drafts = before._drafts, {}  # noqa: SLF001 # one of its own kind
        self._left = before._left  # noqa: SLF001 # as above
        self.show_call(before.call)

    def save(self) -> None:
        """Have everything saved that is written and is not; the window goes. What was left over waits on."""
        self.form.rest()
        for call_id, draft in self._drafts.items():
            if draft.unsaved and draft.saving is Saving.OPEN:
                for act in draft.send(call_id):
                    self.acted.emit(act)

    def _draft_of(self, call: LoggedCall) -> Draft:
        """What is written here and not saved, what was left over, or what the record has."""
        draft = self._drafts.get(call.call_id)
        if draft is None or not (draft.unsaved or _says_the_same(draft, call)):
            left = self._left.get(call.id)
            draft = _left_over(left) if left else _recorded(call)
            self._drafts = {of: kept for of, kept in self._drafts.items() if kept.unsaved}
            self._drafts[call.call_id] = draft
        return draft

    def _show_whose(self, call: LoggedCall) -> None:
        """A call is wrapped up by whoever had it; a colleague's wrap-up is read."""
        ours = self._wraps_up_for in (None, call.agent)
        self.form.setVisible(ours)
        self.theirs.setVisible(not ours)
        words = (self._look.wording.word(harmless(each)) for each in (call.reason, call.disposition))
        outcome = "  ·  ".join(filter(None, words))
        self.theirs.write("\n".join(filter(None, (outcome, harmless_text(call.note)))))

    def _names(self) -> Mapping[str, str]:
        """What is known of the call, for texts that agents write often."""
        call = self.call
        if call is None:
            return {}
        return {
            "customer": harmless(call.customer),
            "contact": harmless(call.contact),
            "number": phone(call, self._look.wording),
            "agent": self._agent,
        }

    def _typed(self, act: acts.NoteTyped) -> None:
        """What was left over and is cleared is not offered again."""
        if act.logged and not (act.reason or act.disposition or act.note.strip()):
            self._left.pop(act.logged, None)
        self.acted.emit(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the more lines the choices of the form take."""
        super().resizeEvent(event)
        self._fit_form()

    def _fit_form(self) -> None:
        height = self.form.height_in(self.width() - 2 * GAP_LARGE)
        self.form.setFixedHeight(height)
        self.theirs.setFixedHeight(height)

    def _connect(self) -> None:
        self.call_back.wanted.connect(lambda number: self.acted.emit(acts.DialWanted(number)))
        self.head.who_asked.connect(self.turn_to_who)
        self.customer.acted.connect(self.acted)
        self.form.wrapped_up.connect(self.acted)
        self.form.typed.connect(self._typed)
        self.form.resized.connect(self._fit_form)
        QShortcut(QKeySequence(WHO_KEY), self, self.turn_to_who)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, partial(self.customer.step_back))

    def _empty(self) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(GAP_LARGE, GAP_LARGE, GAP_LARGE, GAP_LARGE))
        layout.addStretch(2)
        layout.addWidget(self.nothing)
        layout.addStretch(3)
        return page

    def _scrolling(self, card: QWidget) -> QWidget:
        """Where the window is low the card is scrolled, and the form stays where it is."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(ThinScrollBar(self._look.theme))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(card)
        area.viewport().setAutoFillBackground(False)
        card.setAutoFillBackground(False)
        return area

    def _full(self) -> QWidget:
        page = QWidget()
        layout = column(page, margins=(GAP_LARGE, GAP, GAP_LARGE, GAP), gap=GAP_SMALL)
        layout.addWidget(self.head)
        layout.addWidget(self._scrolling(self.customer), 1)
        layout.addWidget(self.form)
        layout.addWidget(self.theirs)
        self.earlier.setFixedHeight(EARLIER_HEIGHT)
        layout.addWidget(self.earlier)
        return page


def _says_the_same(draft: Draft, call: LoggedCall) -> bool:
    """It was saved here, and nobody has written anything else since."""
    said = draft.reason, draft.disposition, draft.note.strip()
    return said == (call.reason or "", call.disposition or "", call.note or "")


def _recorded(call: LoggedCall) -> Draft:
    draft = Draft(call.reason or "", call.disposition or "", call.note or "", logged=call.id)
    if not draft.untouched:
        draft.saving = Saving.SAVED
        draft.kept = [acts.WrappedUp(call.call_id, draft.reason, draft.disposition, draft.note, call.id)]
    return draft


def _left_over(left: KeptDraft) -> Draft:
    told = say("Not saved yet, from {time}", time=left.at)
    follow_up = FollowUp.as_intended(left.follow_up) if left.follow_up else None
    words = (left.reason, left.disposition, left.note)
    return Draft(*words, Saving.NOT_SAVED, told, logged=left.call, follow_up=follow_up)
