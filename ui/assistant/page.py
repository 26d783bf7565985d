"""What every page of the assistant is: a heading, a sentence on what it is for, and panels below."""

from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence
from ui.assistant.form import BeginningForm
from ui.assistant.pages import TITLES
from ui.components.boxes import column
from ui.components.surface import Surface
from ui.settings.text import standing
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, GAP_TINY, Type


class Page(QWidget):
    """One page.

    Attributes:
        name: See `pages`.
        keys: The tables that it is about.
        tried: Whether what stands there was found to work; None as long as nobody has tried it.
    """

    name = ""
    keys: tuple[str, ...] = ()

    def __init__(self, form: BeginningForm, told: Sentence) -> None:
        super().__init__()
        self.form, self.look = form, form.look
        self.tried: bool | None = None
        self.body = column(self, margins=(0, 0, 0, GAP_LARGE), gap=GAP)
        heading = column(gap=GAP_TINY)
        heading.addWidget(standing(self.look.text(TITLES[self.name]), Type.FIGURE))
        heading.addWidget(standing(self.look.text(told), Type.BODY, Ink.QUIET))
        self.body.addLayout(heading)
        self.body.addSpacing(GAP_SMALL)

    def panel(self, *parts: QWidget) -> Surface:
        """Parts below one another on a ground of their own, at the end of the page."""
        ground = Surface(self.look.theme)
        layout = column(ground, margins=(GAP_LARGE + 4, GAP_LARGE, GAP_LARGE + 4, GAP_LARGE), gap=GAP_LARGE)
        for part in parts:
            layout.addWidget(part)
        self.body.addWidget(ground)
        return ground

    def enter(self) -> None:
        """The reader has come to the page."""

    def leave(self) -> None:
        """The reader goes on or back."""

    def trouble(self) -> Sentence | None:
        """Why one cannot go on from here."""
        return self.form.trouble_of(*self.keys)

    def note_tried(self, passed: bool) -> None:  # carried by a signal
        """Something was tried."""
        self.tried = passed


def close_part(part: QWidget) -> None:
    """Let a part go that another takes the place of."""
    part.hide()
    part.setParent(None)
    part.deleteLater()
