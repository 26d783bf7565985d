"""A source: its file or its address, and its password."""

from PySide6.QtWidgets import QWidget

from screenpop.sentences import say
from screenpop.settings.described import fields_of_kind
from screenpop.settings.layers import KeyPath
from ui.assistant.form import BeginningForm
from ui.assistant.password import PasswordField
from ui.components.boxes import column
from ui.settings.kind_names import kind_of
from ui.settings.row import Row
from ui.settings.text import standing
from ui.theme.palette import Ink
from ui.theme.scale import GAP_LARGE, Type

_ASKED = ("path", "url")


class SourceBody(QWidget):
    """What a newcomer is asked of one source; its other keys are in the settings window."""

    def __init__(self, form: BeginningForm, name: str) -> None:
        super().__init__()
        self.name = name
        self.rows: dict[str, Row] = {}
        self.password: PasswordField | None = None
        layout = column(self, gap=GAP_LARGE)
        path: KeyPath = ("sources", name)
        kind = kind_of(form, path)
        if kind is None:
            return
        for field in fields_of_kind("sources", kind):
            if field.key in _ASKED:
                self.rows[field.key] = Row(form, field, (*path, field.key))
                layout.addWidget(self.rows[field.key])
        if "url" in self.rows:
            told = say(
                "As in {example}. A login that may only read is best; Screenpop never writes into it.",
                example="postgresql://reader@server/database",
            )
            layout.addWidget(standing(form.look.text(told), Type.SMALL, Ink.QUIET))
            self.password = PasswordField(form, f"sources.{name}")
            layout.addWidget(self.password)

    def keep_password(self) -> None:
        """What was typed as a password is stored."""
        if self.password is not None:
            self.password.keep()
