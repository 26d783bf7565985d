"""A day that a test fills, and the page that shows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from pytestqt.qtbot import QtBot

from screenpop.errors import RecordUnavailable
from screenpop.promises import Promised, PromiseKind
from screenpop.sentences import say
from tests.ui.scenes import DEPARTMENTS, NOW
from ui.background import Background
from ui.card.page import CardPage
from ui.components.look import Look
from ui.day.page import DayPage
from ui.finding.finder import Finder
from ui.panels.department import Department


def promised(hours: float, what: str = "Send the offer", **changed: object) -> Promised:
    """Due so many hours from now."""
    values: dict[str, object] = {
        "id": uuid4(),
        "kind": PromiseKind.PROMISE,
        "due": NOW + timedelta(hours=hours),
        "what": what,
        "made_by": "ola",
        "taken_by": None,
        "customer_id": "1001",
        "customer": "Hurt-Bud sp. z o.o.",
        "contact": "Anna Wąs-Świątkowska",
        "number": "+48225550123",
        "call": None,
    }
    return Promised(**{**values, **changed})  # type: ignore[arg-type] # the values are the fields


class FakeDay:
    """Tells what a test gives it."""

    def __init__(self, *promises: Promised) -> None:
        self.promises = list(promises)
        self.asked = 0
        self.away = False

    def due(self, *, at_most: int = 500) -> tuple[Promised, ...]:
        self.asked += 1
        if self.away:
            raise RecordUnavailable(say("The server is away."))
        return tuple(self.promises)[:at_most]

    def find(self, promise: UUID) -> Promised | None:
        raise AssertionError("a window reads the whole day")


class Shown:
    """My day on the screen, of the agent Anna, and what it posted."""

    def __init__(self, look: Look, background: Background) -> None:
        self.posted: list[object] = []
        self.numbers: list[int] = []
        finder = Finder(background)
        departments = tuple(map(Department, DEPARTMENTS))
        self.page = DayPage(
            look,
            background,
            "anna",
            lambda: CardPage(look, departments, finder, calls_out=True),
            calls_out=True,
        )
        self.page.acted.connect(self.posted.append)
        self.page.due_changed.connect(self.numbers.append)
        self.list, self.detail = self.page.list, self.page.detail

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Each row's heading, where it has one, and what it is about."""
        return [(row.heading, row.promise.what) for row in self.list.shown.items]

    def posts(self, kind: type) -> list:
        return [act for act in self.posted if isinstance(act, kind)]


@contextmanager
def showing(qtbot: QtBot, look: Look, day: FakeDay) -> Iterator[Shown]:
    """The page with this day, read once."""
    background = Background()
    shown = Shown(look, background)
    qtbot.addWidget(shown.page)
    shown.page.resize(1060, 640)
    shown.page.show()
    try:
        with qtbot.waitSignal(shown.page.reading.troubled):
            shown.page.look_into(day)
        yield shown
    finally:
        shown.page.leave()
        background.close()
