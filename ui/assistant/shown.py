"""What is shown before the agent knows who is really calling: a choice by whom the company serves."""

from typing import Any

from screenpop.sentences import say
from screenpop.settings.layers import KeyPath
from ui.assistant.choices import Ways
from ui.assistant.form import BeginningForm
from ui.assistant.page import Page
from ui.assistant.pages import SHOWN

_TABLE = "verification"
_CHECKS = (
    ("customer_number", say("What is your customer number?")),
    ("address", say("What is your address?")),
    ("last_order", say("What did you order last?")),
)
"""Two of them are to be right; the settings window has others."""


class ShownPage(Page):
    """Writes `[verification]`."""

    name = SHOWN
    keys = (_TABLE,)

    def __init__(self, form: BeginningForm) -> None:
        super().__init__(
            form, say("A telephone number can be forged. How careful to be goes by who your customers are.")
        )
        self.ways = Ways(
            form.look,
            {
                "show": (
                    say("Mostly companies: show everything"),
                    say("Whoever calls from a company's number is served at once."),
                ),
                "amounts": (
                    say("Mostly private persons: amounts after verification"),
                    say(
                        "The name comes as it rings; what they owe and bought, once two questions are answered."
                    ),
                ),
                "verify": (
                    say("Very careful: nothing before verification"),
                    say("As above, and the name stays hidden, too, while the number cannot be trusted."),
                ),
            },
        )
        self.ways.chosen.connect(self._choose)
        self.body.addWidget(self.ways)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Show what the draft says."""
        self.ways.choose(str(self.form.value((_TABLE, "policy"), "show")))

    def _choose(self, word: str) -> None:
        known: Any = self.form.value((_TABLE, "checks"), [])
        changes: dict[KeyPath, Any] = {(_TABLE, "policy"): None if word == "show" else word}
        if word == "show" and list(known) == self._checks():
            changes[(_TABLE, "checks")] = None
        elif word != "show" and not known:
            changes[(_TABLE, "checks")] = self._checks()
        self.form.put(changes)

    def _checks(self) -> list[dict[str, str]]:
        """In the language of those who will ask."""
        return [{"name": name, "ask": self.look.text(ask)} for name, ask in _CHECKS]
