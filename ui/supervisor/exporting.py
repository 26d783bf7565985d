"""The export of what is filtered: how far it has come, a way to give it up, and where the file is."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.exports import Exports, Format
from screenpop.record.filters import LogFilter
from screenpop.sentences import Sentence, say, say_many
from ui.background import Background
from ui.components.boxes import line
from ui.components.button import Button, IconButton
from ui.components.line import Line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.surface import Surface
from ui.supervisor.choice_list import Choice, ChoiceList
from ui.supervisor.own_looks import OwnLooks
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_SMALL, Type

FORMATS: dict[Format, Sentence] = {
    "csv": say("CSV, for any program"),
    "xlsx": say("Excel workbook"),
    "json": say("JSON, for programs"),
}
AskFile = Callable[[QWidget, str, str], str]


def ask_file(parent: QWidget, title: str, name: str) -> str:
    """Ask where the file shall be; "" for nowhere."""
    return QFileDialog.getSaveFileName(parent, title, str(Path.home() / name))[0]


class ExportButton(Button):
    """`wanted` carries the format that the reader chooses."""

    wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, look.text(say("Export")), icon=Icon.EXPORT)
        self._look = look
        self.clicked.connect(self.open)

    def open(self) -> ChoiceList:
        """Offer the formats."""
        formats = [Choice(word, self._look.text(name)) for word, name in FORMATS.items()]
        menu = ChoiceList(self._look, self.text(), formats, self)
        menu.chosen.connect(lambda choice: self.wanted.emit(choice.word))
        menu.open_below(self)
        return menu


class Exporting(Surface):
    """One export at a time, beside which everything else goes on."""

    _wrote = Signal(int, int)

    def __init__(
        self,
        look: Look,
        background: Background,
        exports: Exports,
        looks: OwnLooks,
        *,
        ask: AskFile = ask_file,
    ) -> None:
        super().__init__(look.theme, "surface")
        self._look = look
        self._background = background
        self._exports = exports
        self._looks = looks
        self._ask = ask
        self._turn = 0
        self._given_up = Event()
        self.text = Line(Type.BODY)
        self.cancel = Button(look.theme, look.text(say("Cancel")))
        self.away = IconButton(look.theme, Icon.CLOSE, look.text(say("Put away")))
        layout = line(self, margins=(GAP, GAP_SMALL - 2, GAP_SMALL, GAP_SMALL - 2), gap=GAP_SMALL)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.cancel)
        layout.addWidget(self.away)
        self.cancel.clicked.connect(self._give_up)
        self.away.clicked.connect(self.hide)
        self._wrote.connect(self._tell_progress)
        if (program := QCoreApplication.instance()) is not None:
            program.aboutToQuit.connect(self.give_up)
        self.hide()

    @property
    def under_way(self) -> bool:
        """Something is being written."""
        return self.cancel.isVisibleTo(self)

    def begin(self, wanted: LogFilter, wanted_format: Format) -> None:
        """Ask where, then write; nothing happens while another export is under way."""
        if self.under_way and self.isVisible():
            return
        title, name = (self._look.text(each) for each in (say("Export calls"), say("Calls")))
        chosen = self._ask(self, title, f"{name}.{wanted_format}")
        if not chosen:
            return
        file = Path(chosen)
        if not file.suffix:
            file = file.with_suffix(f".{wanted_format}")
        self._turn += 1
        self._given_up = Event()
        self._say(say("Writing {file} …", file=file.name), going_on=True)
        work = partial(self._write, wanted, wanted_format, file, self._turn, self._given_up)
        self._background.ask(work, partial(self._done, file), self._failed)

    def give_up(self) -> None:
        """Write no more; the window goes."""
        self._given_up.set()

    def _write(
        self, wanted: LogFilter, wanted_format: Format, file: Path, turn: int, given_up: Event
    ) -> int | None:
        """Runs in the background."""

        def wrote(count: int) -> bool:
            self._wrote.emit(turn, count)
            return not given_up.is_set()

        self._looks.taken_out(wanted, wanted_format)
        return self._exports.write(wanted, file, wanted_format, wrote=wrote)

    def _tell_progress(self, turn: int, count: int) -> None:
        if turn == self._turn and self.under_way and not self._given_up.is_set():
            self.text.tell(
                self._look.text(say_many("{count} call is written …", "{count} calls are written …", count))
            )

    def _give_up(self) -> None:
        self.give_up()
        self.cancel.setEnabled(False)
        self.text.tell(self._look.text(say("Giving up …")))

    def _done(self, file: Path, count: int | None) -> None:
        if count is None:
            self._say(say("Given up; no file was written."))
        else:
            told = say_many("{count} call is in {file}", "{count} calls are in {file}", count, file=file)
            self._say(told, ink=Ink.GOOD)

    def _failed(self, error: ScreenPopError) -> None:
        self._say(error.sentence, ink=Ink.BAD)

    def _say(self, sentence: Sentence, *, going_on: bool = False, ink: Ink = Ink.PLAIN) -> None:
        self.text.tell(harmless(self._look.text(sentence), longest=600))
        self.text.tint(ink)
        self.cancel.setVisible(going_on)
        self.cancel.setEnabled(True)
        self.away.setVisible(not going_on)
        self.show()
