"""The settings window: sections at the left, a search over all of them, and below whether anything is to be saved."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.draft import Draft
from screenpop.settings.layers import KeyPath
from screenpop.settings.model import Settings
from screenpop.settings.sections import SECTIONS
from ui.components.boxes import column, line
from ui.components.look import Look
from ui.settings.bar import SectionBar
from ui.settings.foot import Foot
from ui.settings.form import Asked, Form
from ui.settings.pages import Pages

TYPING_MS = 150

AtOnce = Mapping[KeyPath, Callable[[Settings], None]]
"""What takes effect when it is saved: the key, and what makes it so. All else waits for the next start."""


class SettingsWindow(QWidget):
    """`saved` carries the settings that were written; `left` comes when the window is closed."""

    saved = Signal(object)
    left = Signal()

    def __init__(self, look: Look, draft: Draft, asked: Asked, at_once: AtOnce | None = None) -> None:
        super().__init__()
        self._look = look
        self._at_once = at_once or {}
        self._warned = False
        self.form = Form(look, draft, asked)
        self.resize(1060, 760)
        self.setMinimumSize(860, 690)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._look_for_typed)
        self._outer = column(self)
        self._content = self._build()
        self.form.changed.connect(self._show_state)
        for keys, wanted in (
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence.StandardKey.Find, self._find),
        ):
            QShortcut(QKeySequence(keys), self, wanted)

    def say_again(self) -> None:
        """Take the texts of the reader's language; what was changed stays."""
        name, before = self.bar.section, self._content
        self.pages.stop()
        self._outer.removeWidget(before)
        before.hide()
        before.deleteLater()
        self._content = self._build()
        self.turn_to(name)

    def turn_to(self, name: str) -> None:
        """Show one section."""
        self.bar.choose(name)
        self._turn_to(name)

    def look_for(self, text: str) -> None:
        """Show only settings that have this text, of all sections; "" shows the chosen one again."""
        self._typing.stop()
        self.bar.search.edit.setText(text)
        if text.strip():
            self.pages.look_for(text)
        else:
            self.pages.turn_to(self.bar.section)

    def save(self) -> None:
        """Write what was changed, if it can work."""
        draft, changed = self.form.draft, tuple(self.form.draft.changes)
        if not changed or self.form.problems:
            return
        try:
            settings = draft.save()
        except ConfigurationError as error:
            self.foot.tell(error.sentence, bad=True)
            return
        self.form.changed.emit()
        done = [at for at in self._at_once if any(_touch(at, path) for path in changed)]
        for at in done:
            self._at_once[at](settings)
        waits = any(not any(path[: len(at)] == at for at in done) for path in changed)
        self.foot.tell(
            say("Saved. Some of it counts from the next start of Screenpop.") if waits else say("Saved.")
        )
        self.saved.emit(settings)

    def discard(self) -> None:
        """Forget what was changed, and read the file again."""
        try:
            self.form.read_again()
        except ConfigurationError as error:
            self.foot.tell(error.sentence, bad=True)

    def come_up(self) -> None:
        """Show the window in front."""
        self._warned = False
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Close for good."""
        self._typing.stop()
        self.pages.stop()
        self.hide()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is not saved is told once before it is left."""
        if self.form.draft.changes and not self._warned:
            self._warned = True
            event.ignore()
            told = say("What you changed is not saved. Close once more to leave all the same.")
            self.foot.tell(told, bad=True)
            return
        event.accept()
        self._typing.stop()
        self.pages.stop()
        self.left.emit()

    def _build(self) -> QWidget:
        self.setWindowTitle(self._look.text(say("Settings")))
        content = QWidget()
        self.bar, self.pages, self.foot = SectionBar(self._look), Pages(self.form), Foot(self._look)
        layout = line(content)
        layout.addWidget(self.bar)
        right = column()
        right.addWidget(self.pages, 1)
        right.addWidget(self.foot)
        layout.addLayout(right, 1)
        self._outer.addWidget(content)
        content.show()  # in a window that is shown already it would be only with the next events
        self.bar.chosen.connect(self._turn_to)
        self.bar.search.edit.textEdited.connect(lambda _text: self._typing.start())
        self.bar.search.edit.returnPressed.connect(self._enter_first)
        self.foot.lead.clicked.connect(self._lead)
        self.foot.revert.clicked.connect(self.discard)
        self.foot.keep.clicked.connect(self.save)
        self.turn_to(SECTIONS[0].name)
        self._show_state()
        return content

    def _show_state(self) -> None:
        self._warned = False
        self.foot.show_state(self.form)

    def _turn_to(self, name: str) -> None:
        self._typing.stop()
        self.bar.search.edit.clear()
        self.pages.turn_to(name)

    def _look_for_typed(self) -> None:
        text = self.bar.search.edit.text()
        if text.strip():
            self.pages.begin_to_look_for(text)
        else:
            self.pages.turn_to(self.bar.section)

    def _enter_first(self) -> None:
        self.look_for(self.bar.search.edit.text())
        self.pages.enter_first()

    def _lead(self) -> None:
        """Turn to what is wrong first, and open it."""
        path = self.form.problems[0].path
        section = next((section for section in SECTIONS if path[0] in section.keys), None)
        if section is not None:
            self.turn_to(section.name)
            self.pages.open_at(section.name, path)

    def _find(self) -> None:
        self.bar.search.setFocus()
        self.bar.search.edit.selectAll()


def _touch(one: KeyPath, other: KeyPath) -> bool:
    """One of the two lies within the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
