"""A button that tries what stands in the form, saved or not, and shows what was found as it comes."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.errors import ConfigurationError, ScreenPopError
from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from ui.background import Background
from ui.components.boxes import column, line
from ui.components.button import Button
from ui.components.field import LineField
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.settings.text import standing
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

WITHIN_MS = 45_000
_ICON = 14

Attempt = Callable[[], Iterable[Check]]
Prepare = Callable[[str], Attempt]
"""Takes what is to be tried out of the form, with what the reader typed beside the button; the rest is done elsewhere.

Raises ConfigurationError where the form cannot be tried yet.
"""


class TrialBox(QWidget):
    """What is tried is found by `prepare` at the click; it runs in the background, within a deadline.

    `ended` comes with whether all of it passed. Attributes:
        lines: What was found.
    """

    ended = Signal(bool)

    def __init__(
        self,
        look: Look,
        background: Background,
        title: Sentence,
        prepare: Prepare,
        *,
        asks: Sentence | None = None,
        example: str = "",
    ) -> None:
        super().__init__()
        self._look, self._background, self._prepare = look, background, prepare
        self._wire: _Wire | None = None
        self._passed = True
        self.lines: list[CheckLine] = []
        self.button = Button(look.theme, look.text(title), icon=Icon.CHECK)
        self.button.clicked.connect(self.try_it)
        self.state = Paragraph(Type.SMALL, Ink.QUIET)
        self._patience = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._patience.timeout.connect(self._give_up)
        top = line(gap=GAP_SMALL)
        top.addWidget(self.button)
        self.asked: LineField | None = None
        if asks is not None:
            self.asked = LineField(look.theme, look.text(asks), f"{look.text(asks)}  {example}".strip())
            self.asked.setFixedWidth(230)
            self.asked.edit.returnPressed.connect(self.try_it)
            top.addWidget(self.asked)
        top.addStretch(1)
        self._found = column(gap=GAP_TINY)
        layout = column(self, gap=GAP_SMALL)
        layout.addLayout(top)
        layout.addWidget(self.state)
        layout.addLayout(self._found)

    def try_it(self) -> None:
        """Try it now; what is being tried is not waited for any more."""
        self._clear()
        try:
            attempt = self._prepare(self.asked.edit.text().strip() if self.asked else "")
        except ConfigurationError as error:
            self._show(Check("", passed=False, told=error.sentence))
            self._end()
            return
        wire = self._wire = _Wire()
        wire.came.connect(self._came)
        wire.over.connect(self._over)
        self.button.setEnabled(False)
        self.state.tell(self._look.text(say("Trying …")))
        self._patience.start()

        def run() -> None:
            for check in attempt():
                wire.came.emit(wire, check)

        self._background.ask(
            run, lambda _: wire.over.emit(wire, None), lambda error: wire.over.emit(wire, error)
        )

    def _came(self, wire: object, check: Check) -> None:
        if wire is self._wire:
            self._show(check)

    def _over(self, wire: object, error: ScreenPopError | None) -> None:
        if wire is self._wire:
            if error is not None:
                self._show(Check("", passed=False, told=error.sentence))
            self._end()

    def _give_up(self) -> None:
        seconds = WITHIN_MS // 1000
        self._show(Check("", passed=False, told=say("No answer within {seconds} seconds.", seconds=seconds)))
        self._end()

    def _end(self) -> None:
        self._wire = None
        self._patience.stop()
        self.button.setEnabled(True)
        if not self.lines:
            self._show(Check("", passed=False, told=say("There was nothing to try.")))
        self.state.tell(self._look.text(say("It works.") if self._passed else say("It does not work yet.")))
        self.ended.emit(self._passed)

    def _show(self, check: Check) -> None:
        self._passed = self._passed and check.passed
        found = CheckLine(self._look, check)
        self.lines.append(found)
        self._found.addWidget(found)

    def _clear(self) -> None:
        self._passed = True
        for each in self.lines:
            self._found.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.lines = []


class _Wire(QObject):
    """Brings checks from the thread that tries; lives until that is done, whatever became of the window."""

    came = Signal(object, object)
    over = Signal(object, object)


class CheckLine(QWidget):
    """One thing that was tried: a hook or a cross, and in words what was seen."""

    def __init__(self, look: Look, check: Check) -> None:
        super().__init__()
        self._look, self.check = look, check
        told = harmless(look.text(check.told), longest=600)
        said = f"{harmless(check.subject)}: {told}" if check.subject else told
        self.text = standing(said, Type.SMALL, Ink.PLAIN if check.passed else Ink.BAD)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        worked = look.text(say("ok")) if check.passed else look.text(say("failed"))
        self.text.setAccessibleDescription(worked)
        line(self, margins=(_ICON + GAP_SMALL, 0, 0, 0)).addWidget(self.text, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hook or the cross."""
        theme, passed = self._look.theme, self.check.passed
        painter = QPainter(self)
        square = QRectF(0, (Type.SMALL.line - _ICON) / 2, _ICON, _ICON)
        icon, role = (Icon.CHECK, "good") if passed else (Icon.CLOSE, "bad")
        theme.icons.paint(painter, icon, theme.colour(role), square)
        painter.end()
