"""The strip below a card's header: what was noted last, what is known, and the one thing to ask for."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent

from screenpop.memory import Recollection
from screenpop.sentences import say
from screenpop.settings.model import FactTable
from ui.components.look import Look
from ui.components.surface import Surface
from ui.panels.whole import Whole
from ui.remembering.answers import typed
from ui.remembering.ask import Ask
from ui.remembering.asking import Asking
from ui.remembering.known import HEIGHT as FACTS_HEIGHT
from ui.remembering.known import Known, KnownFacts, known
from ui.remembering.latest import START, LatestNote
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL
from ui.wrap_up.draft import Saving

ACROSS, ALONG, BETWEEN = GAP, GAP_SMALL - 2, 2
SAVED_MS = 2500
"""So long "saved" can be read, and the answer be corrected, before the next question takes its place."""


class MemoryStrip(Surface):
    """Takes no room while there is nothing to say.

    `told` carries an act for the desk, `opened` a `Whole` to read, `done` says that the keyboard is free again, and
    `resized` that it needs another height now.
    """

    told = Signal(object)
    opened = Signal(object)
    done = Signal()
    resized = Signal()

    def __init__(self, look: Look, tables: Sequence[FactTable]) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._tables = tables
        self._full = False
        self._highest = 0
        self._call_id = ""
        self._asking = self._nothing = Asking()
        self.latest = LatestNote(look)
        self.known = KnownFacts(look)
        self.ask = Ask(look)
        self._rest = QTimer(self, singleShot=True, interval=SAVED_MS)
        self._rest.timeout.connect(self._go_on)
        self.latest.clicked.connect(lambda: self.opened.emit(self.latest.whole()))
        self.known.more_wanted.connect(lambda: self.opened.emit(self._all_facts()))
        self.known.chosen.connect(self._correct)
        self.ask.told.connect(self.told)
        self.ask.done.connect(self.done)
        for part in (self.latest, self.known, self.ask):
            part.setParent(self)
        self.forget()

    def show_memory(
        self, call_id: str, recollection: Recollection | None, asking: Asking, *, full: bool
    ) -> None:
        """Show what is known of a call's customer; nothing is asked while it only rings."""
        recollection = recollection or Recollection()
        if (call_id, full) != (self._call_id, self._full):
            self._highest = 0
        self._call_id, self._full, self._asking = call_id, full, asking
        self.latest.take_lines(1 if full else 2)
        self.latest.show_noted(recollection.noted)
        self.known.show_facts(known(recollection.facts, self._tables, self._look), corrects=full)
        self.ask.edit(call_id, asking if full else self._nothing)
        self.refresh()

    def refresh(self) -> None:
        """Show how far the answer has come."""
        self.ask.refresh()
        if self._full and self._asking.saving is Saving.SAVED and not self._rest.isActive():
            self._rest.start()

    def tell_age(self) -> None:
        """Say how old the note is by now."""
        self.latest.tell_age()

    def height_in(self, width: int) -> int:
        """How high it is in this width, 0 for not at all; it gets no lower while a call is on it."""
        told, asked = self._columns(width)
        height = self._note_height(told) + (FACTS_HEIGHT if self.known.facts else 0)
        height = max(height, self.ask.height_in(asked) if asked else 0)
        self._highest = max(self._highest, height) if height else 0
        return self._highest + 2 * ALONG if height else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything in its place."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """What is told at the left, what is asked at the right; either has all the room where the other is not."""
        told, asked = self._columns(self.width())
        note, height = self._note_height(told), self.height() - 2 * ALONG
        self.latest.setGeometry(ACROSS, ALONG, told, self.latest.height_in(told))
        indent = START if note else 0
        self.known.setGeometry(ACROSS + indent, ALONG + note, told - indent, FACTS_HEIGHT)
        self.ask.setGeometry(self.width() - ACROSS - asked, ALONG, asked, height)

    def _columns(self, width: int) -> tuple[int, int]:
        inner = width - 2 * ACROSS
        asks, tells = self._asking.wanted is not None and self._full, self.latest.note or self.known.facts
        if asks and tells:
            both = inner - GAP_LARGE
            asked = max(both // 2, min(self.ask.natural_width(), both * 2 // 3))
            return both - asked, asked
        return (0, inner) if asks else (inner, 0)

    def _note_height(self, width: int) -> int:
        note = self.latest.height_in(width)
        return note + BETWEEN if note and self.known.facts else note

    def forget(self) -> None:
        """Keep nothing of a caller."""
        self._rest.stop()
        self._highest = 0
        self.show_memory("", None, self._nothing, full=False)

    def _go_on(self) -> None:
        if self._asking.saving is Saving.SAVED:
            if self.ask.has_keyboard:
                self.done.emit()
            self._asking.go_on()
            self.ask.refresh()
            self.resized.emit()

    def _correct(self, fact: Known) -> None:
        if fact.wanted is not None:
            self._asking.correct(fact.wanted, typed(fact.value, fact.wanted.kind, self._look.wording))
            self.ask.refresh()
            self.resized.emit()
            self.ask.take_keyboard()

    def _all_facts(self) -> Whole:
        facts = "\n".join(f"{fact.label}: {fact.text}   ({fact.told})" for fact in self.known.facts)
        return Whole(title=self._look.text(say("Known of this customer")), about="", text=facts)
