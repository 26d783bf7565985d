"""What our record may know of a customer, and a card that shows it."""

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.memory import Fact, Noted, Recollection
from screenpop.settings.model import FactTable
from tests.ui.scenes import NOW, Scene
from ui.pop.card import Card
from ui.remembering.strip import MemoryStrip

BIRTHDAY = FactTable(name="birthday", ask="When is your birthday?", kind="date")
CHANNEL = FactTable(
    name="channel", ask="How shall we write?", label="prefers", kind="choice", choices=("telephone", "e-mail")
)
STAFF = FactTable(name="staff", ask="How many people work for you?", kind="number")
NEWS = FactTable(name="news", ask="May we send you news?", kind="yes-no")
FRIEND = FactTable(name="friend", ask="Who recommended us to you?", label="recommended by")
FACTS = (BIRTHDAY, CHANNEL, STAFF, NEWS, FRIEND)


def noted(note: str, *, minutes: float = 3, agent: str | None = "Marek Nowak", **more: object) -> Noted:
    return Noted(datetime.now(UTC) - timedelta(minutes=minutes), agent, note, **more)  # type: ignore[arg-type] # as Noted says


def fact(name: str, value: str, *, days: int = 9) -> Fact:
    return Fact(name, value, NOW - timedelta(days=days), "ewa")


def recall(
    scene: Scene,
    *noted: Noted,
    facts: tuple[Fact, ...] = (),
    ask: FactTable | None = None,
    call_id: str = "c1",
) -> None:
    wanted = ask.question.wanted if ask else None
    scene.announce(news.Recalled(call_id, NOW, Recollection(noted, facts, wanted)))


def talking(qtbot: QtBot, scene: Scene) -> Card:
    """The card of a call that is talked on, with a name."""
    scene.ring()
    scene.know()
    scene.answer()
    qtbot.waitUntil(lambda: any(card.full and card._seen for card in scene.application.cards))
    return scene.application.cards[0]


def asked(qtbot: QtBot, scene: Scene, table: FactTable) -> MemoryStrip:
    """The strip of a card that asks for this."""
    strip = talking(qtbot, scene).memory
    recall(scene, ask=table)
    qtbot.waitUntil(lambda: strip.ask.question.text == table.ask)
    return strip
