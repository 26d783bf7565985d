"""Below the pages: Back, what leaving the page out means, and Next."""

from PySide6.QtWidgets import QWidget

from screenpop.sentences import Sentence, say
from ui.assistant.pages import DONE, WELCOME, WITHOUT
from ui.components.boxes import line
from ui.components.button import Button, Weight
from ui.components.look import Look
from ui.components.outside import harmless
from ui.components.paragraph import Paragraph
from ui.theme.palette import Ink
from ui.theme.scale import GAP, GAP_LARGE, GAP_SMALL, Type


class Foot(QWidget):
    """Attributes: `back`, `skip`, `next` are its buttons; `told` says what there is to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.told = Paragraph(Type.SMALL, Ink.QUIET)
        self.back = Button(look.theme, look.text(say("Back")))
        self.skip = Button(look.theme, look.text(say("Leave out")))
        self.next = Button(look.theme, look.text(say("Next")), Weight.MAIN)
        self._start = look.text(say("Start Screenpop"))
        self._next = self.next.text()
        layout = line(self, margins=(GAP_LARGE * 2, GAP, GAP_LARGE * 2, GAP), gap=GAP_SMALL)
        layout.addWidget(self.back)
        layout.addWidget(self.told, 1_000)
        layout.addStretch(1)
        layout.addWidget(self.skip)
        layout.addWidget(self.next)

    def show_page(self, name: str) -> None:
        """Offer what the page offers."""
        self.back.setVisible(name != WELCOME)
        self.skip.setVisible(name in WITHOUT)
        self.next.setText(self._start if name == DONE else self._next)
        self.next.updateGeometry()
        self.tell(WITHOUT.get(name))

    def tell(self, sentence: Sentence | None, *, bad: bool = False) -> None:
        """Say it."""
        self.told.setForegroundRole((Ink.BAD if bad else Ink.QUIET).value)
        self.told.tell(harmless(self._look.text(sentence), longest=600) if sentence else "")
