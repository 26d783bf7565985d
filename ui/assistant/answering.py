"""Says who answers at the address that is being typed: after a pause, in the background, within a deadline."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from screenpop.ports.checks import Check
from screenpop.sentences import say
from ui.assistant.form import BeginningForm
from ui.components.boxes import column
from ui.components.paragraph import Paragraph
from ui.settings.text import LABEL_WIDTH
from ui.settings.trial_box import CheckLine
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, Type

PAUSE_MS = 700
WITHIN_MS = 8_000
_TOLD_BY = ("kind", "server", "transport", "tls", "ca_file")
"""The keys that change who answers."""


class Answering(QWidget):
    """Follows one line of the form; `answered` carries what was found last, or None."""

    answered = Signal(object)

    def __init__(self, form: BeginningForm, path: tuple[str | int, ...]) -> None:
        super().__init__()
        self._form, self._path = form, path
        self._wire: _Wire | None = None
        self._asked: tuple[object, ...] = ()
        self.line: CheckLine | None = None
        self.state = Paragraph(Type.SMALL, Ink.QUIET)
        self._layout = column(self, margins=(LABEL_WIDTH + GAP_LARGE, 0, 0, 0))
        self._layout.addWidget(self.state)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._patience = QTimer(self, singleShot=True, interval=WITHIN_MS)
        self._patience.timeout.connect(self._give_up)
        form.changed.connect(self._follow)
        self._follow()

    def stop(self) -> None:
        """Ask nothing any more."""
        self._wire = None
        self._pause.stop()
        self._patience.stop()

    def _follow(self) -> None:
        table = self._table()
        wanted = tuple(table.get(key) for key in _TOLD_BY)
        if wanted == self._asked:
            return
        self._asked = wanted
        self.stop()
        self._show(None)
        if str(table.get("server", "")).strip():
            self._pause.start()

    def _table(self) -> dict[str, object]:
        table = self._form.value(self._path, {})
        return dict(table) if isinstance(table, dict) else {}

    def ask(self) -> None:
        """Ask now, without a pause."""
        self._pause.stop()
        table, scouts = self._table(), self._form.scouts
        wire = self._wire = _Wire()
        wire.came.connect(self._came)
        self.state.tell(self._form.look.text(say("Looking who answers there …")))
        self._patience.start()

        def answered(check: Check | None) -> None:
            wire.came.emit(wire, check)

        self._form.asked.background.ask(lambda: scouts.greet(table), answered, lambda _: answered(None))

    def _came(self, wire: object, check: Check | None) -> None:
        if wire is self._wire:
            self.stop()
            self._show(check)

    def _give_up(self) -> None:
        self.stop()
        self._show(Check("", passed=False, told=say("No answer from there yet.")))

    def _show(self, check: Check | None) -> None:
        self.state.tell("")
        if self.line is not None:
            self._layout.removeWidget(self.line)
            self.line.hide()
            self.line.deleteLater()
            self.line = None
        if check is not None:
            self.line = CheckLine(self._form.look, Check("", passed=check.passed, told=check.told))
            self._layout.addWidget(self.line)
            self.line.show()
        self.answered.emit(check)


class _Wire(QObject):
    """Brings what was found; lives until it comes, whatever became of the page."""

    came = Signal(object, object)
