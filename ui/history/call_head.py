"""What the log knows of a call, above its customer's card: how it went, when, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from screenpop.events.calls import Direction
from screenpop.record.rows import LoggedCall
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import Button, IconButton
from ui.components.calling import CallButton, to_call
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.tip import explain
from ui.log.facts import Facts
from ui.log.words import ending, lasted, phone
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, Type


class CallHead(QWidget):
    """`who_asked` says that it was somebody else."""

    who_asked = Signal()

    def __init__(self, look: Look, *, calls_out: bool, who_key: str) -> None:
        super().__init__()
        self._look = look
        self._calls_out = calls_out
        self._call: LoggedCall | None = None
        text = look.text
        self.went = Line(Type.TITLE)
        self.when = Line(Type.SMALL, Ink.QUIET, natural=True)
        names = (say("Caller's number"), say("Called"), say("Agent"))
        self.facts = Facts(tuple(text(name) for name in names), columns=2)
        self.call_back = CallButton(look)
        self.copy = IconButton(look.theme, Icon.COPY, text(say("Copy the number")))
        self.copy.clicked.connect(self._copy)
        self.not_them = Button(look.theme, text(say("It isn't them")), icon=Icon.SWAP)
        explain(self.not_them, text(say("Press {key}", key=who_key)))
        self.not_them.clicked.connect(self.who_asked)
        self.told = Paragraph(Type.SMALL, Ink.QUIET)
        self._lay_out()

    def show_call(self, call: LoggedCall | None) -> None:
        """Show what the log knows of it; what was told of the one before is void."""
        if call is None or self._call is None or call.id != self._call.id:
            self.tell(None)
        self._call = call
        number = to_call(call.number, call.presented) if call is not None else None
        self.call_back.offer(number if self._calls_out else None)
        self.copy.setVisible(number is not None)
        if call is None:
            return
        look, wording = self._look, self._look.wording
        out = call.direction is Direction.OUT
        self.facts.name(0, look.text(say("Number called") if out else say("Caller's number")))
        self.not_them.setVisible(call.customer_id is not None)
        did = harmless(wording.written.phone(harmless(call.did))) if call.did else ""
        called = "  ·  ".join(filter(None, (harmless(call.queue), did)))
        self.went.tell("  ·  ".join(filter(None, (look.text(ending(call)), lasted(call, wording)))))
        self.when.tell(wording.written.moment(call.offered_at))
        self.facts.show_values((phone(call, wording), called, harmless(call.agent)))

    def tell(self, told: Sentence | None) -> None:
        """Say what became of what was done; None says nothing."""
        self.told.tell(harmless(self._look.text(told), longest=600) if told else "")

    def _copy(self) -> None:
        if self._call is not None:
            QGuiApplication.clipboard().setText(self._call.number or self._call.presented or "")
            self.tell(say("Copied"))

    def _lay_out(self) -> None:
        first = line(gap=GAP_SMALL)
        first.addWidget(self.went, 1)
        first.addWidget(self.when)
        buttons = line(gap=GAP_SMALL)
        for button in (self.call_back, self.not_them, self.copy):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        buttons.addStretch(1)
        layout = column(self, gap=GAP_SMALL - 2)
        layout.addLayout(first)
        layout.addWidget(self.facts)
        layout.addLayout(buttons)
        layout.addWidget(self.told)
