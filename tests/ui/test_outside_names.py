"""Names as hostile as they come: the full card, the home window, My day and the settings show harmless text."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screenpop.answers.accounting import Receivables
from screenpop.answers.conversation import Conversation, Said
from screenpop.called import Called
from screenpop.customers import Customer, Person
from screenpop.events import news
from screenpop.events.calls import Facts
from screenpop.memory import Noted, Recollection
from tests.ui.day.days import FakeDay, promised, showing
from tests.ui.pop.test_outside_text import ROWS
from tests.ui.scenes import EIGHT, NOW, FakeLog, Scene, all_answers, caller, dealings, logged, receivables
from tests.ui.seen import texts
from tests.ui.settings.desk import FILE, settings_desk
from ui.components.look import Look
from ui.components.outside import LONGEST, harmless

HOSTILE = pytest.mark.parametrize("name", ROWS.values(), ids=ROWS.keys())
SOON_MS = 3000
"""What a test's machine may take; markup of these sizes takes Qt five seconds and more."""
A_NOTE = 20_000


def told(window: QWidget) -> list[str]:
    """All that is seen or read aloud in a window, the rows of its lists too."""
    rows = []
    for each in window.findChildren(QAbstractItemView):
        model = each.model()
        rows += [str(model.index(row, 0).data() or "") for row in range(min(model.rowCount(), 50))]
    return [*texts(window), *rows]


def assert_harmless(window: QWidget, name: str, size: QSize) -> None:
    """The name stands there as text, and nothing of it does anything."""
    words = told(window)
    assert any(harmless(name) in text for text in words)
    assert all(line.isprintable() for text in words for line in text.splitlines())
    assert all(len(text) <= A_NOTE for text in words)
    assert window.size() == size
    labels = window.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not any(label.openExternalLinks() for label in labels)


@contextmanager
def soon() -> Iterator[None]:
    began = time.perf_counter()
    yield
    assert (time.perf_counter() - began) * 1000 < SOON_MS


def everything_named(scene: Scene, name: str) -> None:
    """A call on which whatever has a name has this one."""
    customer = Customer("1", name)
    purchases = tuple(replace(each, name=name, product=name) for each in dealings().purchases)
    orders = tuple(replace(each, number=name, status=name, tracking=name) for each in dealings().orders)
    books: Receivables = receivables()
    items = tuple(replace(each, document=name) for each in books.open_items)
    said = (Said(NOW, "e-mail", name, name, name, "https://tickets.example/1"),)
    at = NOW
    called = Called(label=name, greeting=name, notice=name)
    scene.announce(
        news.PopOpened(
            "c1", at, caller(name=name), "+48225550000", name, Facts(queue=name, brand=name), called=called
        )
    )
    scene.know(people=(Person(customer, name, role=name, language="pl"),), customer=customer)
    scene.fill(
        **{
            **all_answers(),
            "accounting": replace(books, open_items=items),
            "sales": replace(dealings(), purchases=purchases, orders=orders),
            "conversation": Conversation(said),
        }
    )
    noted = Noted(at, name, name[:A_NOTE], name, name)
    scene.announce(news.Recalled("c1", at, Recollection((noted,), (), None, ())))


@HOSTILE
def test_the_full_card_shows_it_as_text(qtbot: QtBot, stage: Callable[..., Scene], name: str) -> None:
    scene = stage(departments=EIGHT)
    scene.ring()
    scene.know()
    scene.answer()
    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].full)
    usual = scene.application.cards[0].width()

    with soon():
        everything_named(scene, name)
        scene.answer()
        qtbot.waitUntil(lambda: scene.application.cards[0].header.name.full == harmless(name))
        card = scene.application.cards[0]
        card.catch_up()
        qtbot.wait(0)

    assert card.full
    assert card.width() == usual
    assert_harmless(card, name, card.size())


@HOSTILE
def test_the_home_window_shows_it_as_text(qtbot: QtBot, scene: Scene, name: str) -> None:
    call = logged(0, customer=name, contact=name, name=name, queue=name, note=name[:A_NOTE], disposition=name)
    home = scene.application.history
    home.show()
    size = home.size()

    with soon():
        scene.application.attach(call_log=FakeLog([call]))
        qtbot.waitUntil(lambda: home.calls.rowCount() == 1)
        home.list.setCurrentIndex(home.calls.index(0))
        qtbot.waitUntil(lambda: home.detail.call is not None)

    assert_harmless(home, name, size)


@HOSTILE
def test_my_day_shows_it_as_text(qtbot: QtBot, look: Look, name: str) -> None:
    due = promised(1, what=name, customer=name, contact=name, made_by=name, taken_by=name)
    with soon(), showing(qtbot, look, FakeDay(due)) as shown:
        shown.page.filter.chips["all"].click()
        qtbot.waitUntil(lambda: shown.detail.promise is not None)
        assert_harmless(shown.page, name, shown.page.size())


@HOSTILE
def test_the_settings_show_what_a_file_holds_as_text(
    qtbot: QtBot, look: Look, tmp_path: Path, name: str
) -> None:
    written = harmless(name, longest=A_NOTE)
    quoted = written.replace("\\", "\\\\").replace('"', '\\"')
    hostile = FILE.replace('agent = "anna"', f'agent = "{quoted}"')
    with soon(), settings_desk(look, tmp_path, file=hostile) as desk:
        size = desk.window.size()
        row = desk.rows()["agent",]
        labels = desk.window.findChildren(QLabel)
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        (edit,) = row.findChildren(QLineEdit)
        assert edit.text()
        assert written.startswith(edit.text().rstrip("…"))
        assert desk.window.size() == size
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_nothing_of_a_name_is_longer_than_a_line_may_be() -> None:
    assert all(len(harmless(name)) <= LONGEST for name in ROWS.values())
