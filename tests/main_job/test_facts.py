"""What one call teaches, the next one knows: from the telephone to the card, to the record, and back."""

import csv
import io
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.events import news
from screenpop.settings.reading import read_settings
from telephony.simulator.ring import Ring
from tests.main_job.site import Site
from tests.program import screenpop
from ui.pop.card import Card

FACTS = """
[[facts]]
name = "birthday"
ask = "When is your birthday?"
kind = "date"
[[facts]]
name = "channel"
ask = "How shall we write?"
label = "prefers"
kind = "choice"
choices = ["telephone", "e-mail"]
"""


@pytest.fixture
def desktop(qtbot: QtBot, site: Site) -> Iterator[Desktop]:
    """A desk at work whose site wants to know two things."""
    config = site.config
    config.write_text(config.read_text(encoding="utf-8") + FACTS, encoding="utf-8")
    up = threading.Event()
    made = Desktop(
        read_settings(config, all_kinds()),
        listen=lambda told: up.set() if isinstance(told, news.LineUp) else None,
    )
    made._open()
    try:
        assert up.wait(20)
        yield made
    finally:
        assert made.site is not None
        made.site.stop()
        made.application.close()


def card_of(qtbot: QtBot, desktop: Desktop, call: str) -> Card:
    def cards() -> list[Card]:
        return [
            card for card in desktop.application.cards if card.call is not None and card.call.call_id == call
        ]

    qtbot.waitUntil(lambda: bool(cards()), timeout=15_000)
    return cards()[0]


def test_what_a_customer_tells_is_known_on_the_next_call_and_can_be_taken_elsewhere(
    qtbot: QtBot, desktop: Desktop, site: Site
) -> None:
    assert desktop.site is not None
    pbx = desktop.site.little_pbx()
    first = pbx.offer(Ring("+48601234567"))
    card = card_of(qtbot, desktop, first)
    assert not card.memory.isVisible()

    pbx.answer(first)
    ask = card.memory.ask
    qtbot.waitUntil(lambda: ask.question.text == "When is your birthday?", timeout=15_000)
    qtbot.keyClicks(ask.field.edit, "1980-05-03")
    qtbot.keyClick(ask.field.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ask.state.full == "Saved", timeout=15_000)
    qtbot.waitUntil(lambda: ask.chips is not None, timeout=15_000)
    assert ask.chips is not None
    ask.chips.chips["e-mail"].click()
    qtbot.waitUntil(lambda: ask.state.full == "Saved", timeout=15_000)
    card.form.note.write("Order 8812 by Friday")
    card.form.save.click()
    qtbot.waitUntil(lambda: card.form.told.full == "Saved", timeout=15_000)
    pbx.hang_up(first)
    desktop.application.stack.put_all_away()
    assert desktop.site.record.deliver(10).waiting == 0

    second = pbx.offer(Ring("+48601234567"))
    strip = card_of(qtbot, desktop, second).memory
    qtbot.waitUntil(lambda: strip.latest.note == "Order 8812 by Friday", timeout=15_000)
    told = [button.accessibleName() for button in strip.known.buttons if button.isVisible()]
    assert told == ["Birthday 3 May 1980", "Prefers e-mail"]
    pbx.hang_up(second)

    exported = screenpop("facts", "export", "--config", site.folder / "settings.toml")
    rows = [
        (row["customer"], row["fact"], row["value"]) for row in csv.DictReader(io.StringIO(exported.stdout))
    ]
    assert rows == [("C1", "birthday", "1980-05-03"), ("C1", "channel", "e-mail")]
