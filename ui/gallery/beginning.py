"""The assistant of the first start, at one of its pages, with a telephone system that answers."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer

from screenpop.ports.checks import Check
from screenpop.sentences import say
from screenpop.settings.beginning import Proposal
from screenpop.settings.draft import Draft
from screenpop.settings.model import Settings
from ui.assistant.asked import Inquiries
from ui.assistant.telephone import TelephonePage
from ui.assistant.window import AssistantWindow
from ui.background import Background
from ui.gallery.configuring import nobody_asked
from ui.gallery.stage import WITHIN_MS, Stage

_TYPED = """
region = "PL"
agent = "anna"

[line]
kind = "sip"
server = "pbx.hurt-bud.example"
extension = "101"

[sources.customers]
kind = "sql"
url = "postgresql+psycopg://reader@erp.hurt-bud.example/crm"

[directory]
source = "customers"
contacts = "select phone as number, customer_no as customer_id, company as customer, person as contact from people"
"""


class _Answers:
    """A telephone system that says what it is."""

    def greet(self, _line: Mapping[str, Any], /) -> Check | None:
        told = say("It answers: {product}.", product="Asterisk PBX 18.10.0")
        return Check("line", passed=True, told=told)

    def propose(self, _settings: Settings, _source: str, _wanted: str, /) -> Proposal:
        return Proposal()


def assistant_window(stage: Stage, name: str) -> AssistantWindow:
    """The window at one page; the stage lets go of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "settings.toml"
        file.write_text(_TYPED, encoding="utf-8")
        draft = Draft(file, stage.kinds)
        draft.file = Path("settings.toml")  # not where it happened to be made
    background = Background()
    inquiries = Inquiries(nobody_asked(background), _Answers())
    window = AssistantWindow(stage.application.look, draft, inquiries, lambda _language: None)
    stage.shown.append((window, background))
    window.turn_to(name)
    window.show()
    stage.play()
    page = window.page
    if isinstance(page, TelephonePage) and page.line.answering is not None:
        page.line.answering.ask()
        until = QDeadlineTimer(WITHIN_MS)
        while page.line.answering.line is None and not until.hasExpired():
            stage.play()
        stage.play()
    return window
