"""The first page: the language, and whether to look at the demo company or to set up one's own desk."""

from PySide6.QtCore import Signal

from screenpop.sentences import Sentence, say
from ui.assistant.choices import Ways
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page
from ui.assistant.pages import WELCOME
from ui.components.chips import Chips
from ui.components.paragraph import Paragraph
from ui.settings.text import standing
from ui.theme.palette import Ink
from ui.theme.scale import Type

DEMO, DESK, GO_ON = "demo", "desk", "go on"
_LANGUAGES = {"en": "English", "pl": "Polski", "hu": "Magyar", "th": "ไทย"}
"""Each in its own words."""


class WelcomePage(Page):
    """`spoken` carries a language that the reader wants at once."""

    name = WELCOME
    spoken = Signal(str)

    def __init__(self, form: BeginningForm, *, has_begun: bool) -> None:
        told = say("When the telephone rings, Screenpop says who it is and what you need to know.")
        super().__init__(form, told)
        self.languages = Chips(form.look.theme, dict(_LANGUAGES))
        self.languages.setAccessibleName(form.look.text(say("Language")))
        self.languages.choose(form.look.wording.language.code)
        self.languages.chosen.connect(self.spoken)
        language = standing(form.look.text(say("Language")), Type.STRONG)
        language.setBuddy(self.languages)
        self.panel(language, self.languages)
        ways: dict[str, tuple[Sentence, Sentence]] = {
            DESK: (
                say("Set up my desk"),
                say("Your telephone, your customers, one department. Each page tries what you type."),
            ),
            DEMO: (
                say("Try the demo company"),
                say("An invented wholesaler whose customers call you now. Nothing has to be set up."),
            ),
        }
        if has_begun:
            go_on = (
                say("Go on where you stopped"),
                say("What you typed the last time is still there; passwords stay in the keyring."),
            )
            ways = {GO_ON: go_on, **ways}
        self.ways = Ways(form.look, ways)
        self.ways.choose(next(iter(ways)))
        self.body.addWidget(self.ways)
        self.progress = Paragraph(Type.BODY, Ink.QUIET)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
