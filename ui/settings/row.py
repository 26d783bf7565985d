"""One setting: its label, its editor, what it does, and what there is to know: who locked it, why it cannot work."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from screenpop.folding import folded
from screenpop.sentences import Sentence, say
from screenpop.settings.described import Field
from screenpop.settings.layers import KeyPath, Layer, Origin
from ui.components.boxes import column, line
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.components.tip import explain
from ui.language import LANGUAGES, language_for
from ui.settings.editors.choosing import editor_for
from ui.settings.form import Form
from ui.settings.text import labelled, standing
from ui.theme.icons import Icon
from ui.theme.palette import Ink
from ui.theme.scale import GAP_SMALL, GAP_TINY, Type
from ui.wording import Wording

_FOUND_BY: dict[str, Wording] = {}


class Part(Protocol):
    """What stands below one another in a section: a setting, a group, rows, entries."""

    def sift(self, wanted: str) -> bool:
        """Show only what has this text, folded; False if nothing of it has."""


class Row(QWidget):
    """A setting that holds one value."""

    def __init__(self, form: Form, field: Field, path: KeyPath) -> None:
        super().__init__()
        self._form, self._field, self.path = form, field, path
        look = form.look
        self.label = standing(look.text(field.words.label))
        self.editor = editor_for(form, field)
        self.setFocusProxy(self.editor)
        self._help = standing(_helped(look, field), Type.SMALL, Ink.QUIET)
        self.origin = _Mark(look)
        self.problem = Paragraph(Type.SMALL, Ink.BAD)
        self._lay_out()
        self._told = (field.words.label, field.words.help, *field.words.choices.values())
        self.editor.edited.connect(self._choose)
        form.changed.connect(self.show_state)
        self.show_state()

    def sift(self, wanted: str) -> bool:
        """See `Part`."""
        found = not wanted or wanted in self._haystack()
        self.setVisible(found)
        return found

    def show_state(self) -> None:
        """Show what counts now, who said it, and what is wrong with it."""
        draft = self._form.draft
        self.editor.show_value(self._form.value(self.path, self._field.default))
        lock = draft.lock(self.path)
        self.editor.setEnabled(lock is None)
        self.origin.show_origin(lock or draft.origin(self.path))
        problem = self._form.problem_at(self.path)
        self.problem.tell(harmless(self._form.look.text(problem), longest=400) if problem else "")

    def _choose(self, value: Any) -> None:
        self._form.choose(self.path, value, self._field.default)

    def _haystack(self) -> str:
        return found_by(self._told, ".".join(str(key) for key in self.path if isinstance(key, str)))

    def _lay_out(self) -> None:
        right = column(gap=GAP_TINY)
        labelled(self, self.label, right, below=self.editor.wide)
        right.addWidget(self.editor)
        for widget in (self.problem, self.origin, self._help):
            right.addWidget(widget)


class _Mark(QWidget):
    """Says who said it, where that is not the reader: a lock and a name, or a preset's name."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._locked = False
        self._text = Paragraph(Type.SMALL, Ink.QUIET)
        layout = line(self, margins=(20, 0, 0, 0), gap=GAP_SMALL)
        layout.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it says nothing."""
        return self._text.text()

    def show_origin(self, origin: Origin | None) -> None:
        """Show who it was."""
        told = _told_of(origin)
        self._locked = origin is not None and origin.layer is Layer.LOCK
        self._text.tell(harmless(self._look.text(told)) if told else "")
        explain(self, origin.named if origin and told else "")
        self.setVisible(told is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        icon = Icon.LOCK if self._locked else Icon.TEMPLATE
        square = QRectF(0, (Type.SMALL.line - 14) / 2, 14, 14)
        self._look.theme.icons.paint(painter, icon, self._look.theme.colour("quiet"), square)
        painter.end()


def _told_of(origin: Origin | None) -> Sentence | None:
    match origin:
        case Origin(Layer.LOCK, profile=profile) if profile:
            return say("Locked by this computer's administrator, for “{profile}”", profile=profile)
        case Origin(Layer.LOCK):
            return say("Locked by this computer's administrator")
        case Origin(Layer.POLICY, profile=profile) if profile:
            return say("Preset by this computer's administrator, for “{profile}”", profile=profile)
        case Origin(Layer.POLICY):
            return say("Preset by this computer's administrator")
        case Origin(Layer.PRESET, name):
            return say("From the preset “{name}”", name=name)
        case _:
            return None


def _helped(look: Look, field: Field) -> str:
    told = look.text(field.words.help)
    if field.least is not None and field.most is not None:
        told = look.text(say("{help} From {least} to {most}.", help=told, least=field.least, most=field.most))
    return harmless(told, longest=600)


def found_by(told: Sequence[Sentence], key: str) -> str:
    """By what a setting is found: its words in every language, and its key."""
    if not _FOUND_BY:
        _FOUND_BY.update({code: Wording(language_for(code)) for code in LANGUAGES})
    words = (wording.text(sentence) for wording in _FOUND_BY.values() for sentence in told)
    return folded("\n".join((key, *words)))


def found(text: str) -> str:
    """What the reader looks for, as `found_by` has it."""
    return folded(" ".join(text.split()))
