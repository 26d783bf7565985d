"""A password: whether one is stored, and a place to store it. It is never part of the form, nor shown."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from screenpop.errors import ScreenPopError
from screenpop.ports.secrets import SecretStore
from screenpop.sentences import Sentence, say
from ui.components.boxes import column, line
from ui.components.button import Button, Weight
from ui.components.field import LineField
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.settings.form import Form
from ui.settings.row import found_by
from ui.settings.text import labelled, standing
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type

_LABEL = say("Password")
_STORE = say("Store password …")


class PasswordRow(QWidget):
    """Asks the place where passwords are kept, which may take its time, in the background.

    Args:
        name: What the password is called; asked each time, since a line's name may change.
    """

    def __init__(self, form: Form, name: Callable[[], str]) -> None:
        super().__init__()
        self._form, self._name = form, name
        look = form.look
        self.state = Paragraph(Type.BODY, Ink.QUIET)
        self.store = Button(look.theme, look.text(_STORE))
        self.forget = Button(look.theme, look.text(say("Forget")))
        self.typed = LineField(look.theme, look.text(_LABEL), look.text(_LABEL))
        self.typed.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.typed.edit.setMaxLength(1024)
        self.keep = Button(look.theme, look.text(say("Store")), Weight.MAIN)
        self.cancel = Button(look.theme, look.text(say("Cancel")))
        self.store.clicked.connect(self._open)
        self.forget.clicked.connect(self._forget)
        self.typed.edit.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self._close)
        self._lay_out()
        self._close()
        self._origin = self._kept_in()
        self.look_again()
        form.changed.connect(self._follow)

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        found = not wanted or wanted in found_by((_LABEL, _STORE), "secret")
        self.setVisible(found)
        return found

    def look_again(self) -> None:
        """Ask whether a password is stored."""
        secrets, name = self._form.secrets(), self._name()
        storable = isinstance(secrets, SecretStore)
        self.store.setVisible(storable)
        self.forget.hide()
        if self._form.value(("secrets", "from")) == "ask":  # who asks for it is asked at the terminal
            self._tell(say("Asked at each start"))
            return
        self._tell(say("…"))
        self._ask(lambda: secrets.get(name) is not None, self._show_known)

    def _kept_in(self) -> tuple[object, str]:
        return self._form.value(("secrets", "from"), "keyring"), self._name()

    def _follow(self) -> None:
        """Passwords are kept elsewhere now, or this one has another name."""
        if self._origin != (wanted := self._kept_in()):
            self._origin = wanted
            self.look_again()

    def _show_known(self, known: object) -> None:
        self.forget.setVisible(bool(known) and not self.store.isHidden())
        if known:
            self._tell(say("One is stored"))
        elif self.store.isHidden():
            self._tell(say("Not in the environment"))
        else:
            self._tell(say("None is stored"))

    def _open(self) -> None:
        self._typing(on=True)
        self.typed.setFocus()

    def _close(self) -> None:
        self.typed.edit.clear()
        self._typing(on=False)

    def _typing(self, *, on: bool) -> None:
        typing: tuple[QWidget, ...] = (self.typed, self.keep, self.cancel)
        resting: tuple[QWidget, ...] = (self.state, self.store)
        for widget in typing:
            widget.setVisible(on)
        for widget in resting:
            widget.setVisible(not on)
        self.forget.setVisible(False)

    def _keep(self) -> None:
        secrets, name, password = self._form.secrets(), self._name(), self.typed.edit.text()
        self._close()
        if not password or not isinstance(secrets, SecretStore):
            self.look_again()
            return
        self._ask(lambda: secrets.set(name, password), self._done)

    def _forget(self) -> None:
        secrets, name = self._form.secrets(), self._name()
        if isinstance(secrets, SecretStore):
            self._ask(lambda: secrets.forget(name), self._done)

    def _done(self, _answer: object) -> None:
        """A method and no function: Qt does not call it once the row has gone with its window."""
        self.look_again()

    def _ask(self, question: Callable[[], object], then: Callable[[object], None]) -> None:
        self._form.asked.background.ask_for(question, then, self._show_trouble)

    def _show_trouble(self, error: ScreenPopError) -> None:
        self._tell(error.sentence)

    def _tell(self, sentence: Sentence) -> None:
        self.state.tell(harmless(self._form.look.text(sentence), longest=600))

    def _lay_out(self) -> None:
        right = column(gap=GAP_TINY)
        labelled(self, standing(self._form.look.text(_LABEL)), right)
        buttons = line(gap=GAP_SMALL)
        for widget in (self.store, self.forget, self.keep, self.cancel):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        right.addWidget(self.state)
        right.addWidget(self.typed)
        right.addLayout(buttons)
