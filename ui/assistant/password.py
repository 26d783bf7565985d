"""A password: it goes to the place where passwords are kept as soon as it is typed, and nowhere else."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.secrets import SecretStore
from screenpop.sentences import Sentence, say
from ui.assistant.form import BeginningForm
from ui.components.boxes import column
from ui.components.field import LineField
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.settings.text import labelled, standing
from ui.theme.palette import Ink
from ui.theme.scale import GAP_TINY, Type


class PasswordField(QWidget):
    """`stored` comes once it is kept.

    Args:
        name: What the password is called.
    """

    stored = Signal()

    def __init__(self, form: BeginningForm, name: str) -> None:
        super().__init__()
        self._form, self._name = form, name
        label = form.look.text(say("Password"))
        self.field = LineField(form.look.theme, label, "")
        self.field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.edit.setMaxLength(1024)
        self.field.edit.editingFinished.connect(self.keep)
        self.setFocusProxy(self.field)
        self.state = Paragraph(Type.SMALL, Ink.QUIET)
        right = column(gap=GAP_TINY)
        labelled(self, standing(label), right)
        right.addWidget(self.field)
        right.addWidget(self.state)
        self._look_again()

    def keep(self) -> None:
        """Store what was typed, if anything was."""
        password, secrets = self.field.edit.text(), self._form.secrets()
        if not password or not isinstance(secrets, SecretStore):
            return
        self.field.edit.clear()
        self._tell(say("Storing it …"))
        name = self._name
        self._ask(lambda: secrets.set(name, password), self._stored)

    def tell(self, sentence: Sentence, *, bad: bool = False) -> None:
        """Say beside the field what came of it."""
        self._tell(sentence, bad=bad)

    def _stored(self, _: object) -> None:
        self._tell(say("Stored in this computer's keyring, not in the settings file."))
        self.stored.emit()

    def _look_again(self) -> None:
        secrets, name = self._form.secrets(), self._name
        if not isinstance(secrets, SecretStore):
            self.field.setEnabled(False)
            self._tell(say("Your administrator has said where it comes from."))
            return
        self._tell(say("It is stored in this computer's keyring, not in the settings file."))
        self._ask(lambda: secrets.get(name) is not None, self._show_known)

    def _show_known(self, known: object) -> None:
        if known and not self.field.edit.text():
            self._tell(say("One is stored in this computer's keyring. What you type takes its place."))

    def _ask(self, question: Callable[[], object], then: Callable[[object], None]) -> None:
        self._form.asked.background.ask_for(question, then, self._show_trouble)

    def _show_trouble(self, error: ScreenPopError) -> None:
        self._tell(error.sentence, bad=True)

    def _tell(self, sentence: Sentence, *, bad: bool = False) -> None:
        self.state.setForegroundRole((Ink.BAD if bad else Ink.QUIET).value)
        self.state.tell(harmless(self._form.look.text(sentence), longest=600))
