"""Names that came from outside: whatever they hold, the card shows harmless text, at once, in its place."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from screenpop.customers import Customer, Match, Person
from screenpop.sentences import say
from tests.ui.scenes import Scene, caller
from tests.ui.seen import seen
from ui.card.plan import SMALL_WIDTH
from ui.components.outside import LONGEST, harmless, tooltip

ROWS = {
    "B22": "<b>VERIFIED</b> Ann",
    "B23": "Bank<table>.evil",
    "B24": '<img src="/usr/share/pixmaps/debian-logo.png"> \\\\host\\share',
    "B25": "<img width=30000 height=30000>",
    "B26": "<b>" * 20_000,
    "B27": "<table>" + "<tr><td>x</td></tr>" * 5_000,
    "B28": "n" * 1_000_000,
    "B30": "\u202eevil\u2066Ann\u2069\u200b\u200f",
    "B31": "A\x00nn\x1b[31m red\x07\r\n\ttab",
    "B32": "line\n" * 5_000,
    "B33": '<a href="file:///bin/sh">Ann</a> javascript:alert(1)',
}


@pytest.mark.parametrize("name", ROWS.values(), ids=ROWS.keys())
def test_a_name_from_outside_is_shown_as_text_on_one_line(qtbot: QtBot, scene: Scene, name: str) -> None:
    started = time.perf_counter()
    scene.ring(who=caller(name=name))
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    qtbot.wait(0)
    taken = time.perf_counter() - started

    card = scene.application.cards[0]
    shown = card.header.name.full
    assert shown == harmless(name)
    assert 0 < len(shown) <= LONGEST
    assert shown.isprintable()
    assert card.size() == card.minimumSize() == card.maximumSize()
    assert card.width() == SMALL_WIDTH
    assert taken < 0.5


@pytest.mark.parametrize("name", ROWS.values(), ids=ROWS.keys())
def test_names_of_the_directory_and_reasons_are_no_safer(qtbot: QtBot, scene: Scene, name: str) -> None:
    customer = Customer("1", name)
    scene.ring()
    scene.know(people=(Person(customer, name, role=name),), customer=customer)
    scene.fail("sales", say("{text}", text=name))
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    qtbot.wait(0)

    card = scene.application.cards[0]
    assert card.header.name.full == harmless(name)
    qtbot.waitUntil(lambda: card.panels["sales"].message.full == harmless(name))


def test_people_who_share_a_number_have_harmless_names_too(qtbot: QtBot, scene: Scene) -> None:
    people = tuple(Person(Customer(row, name), name) for row, name in ROWS.items())
    scene.ring()
    scene.know(match=Match.SHARED, people=people, customer=None)
    qtbot.waitUntil(
        lambda: "several customers" in seen(scene.application.cards[0]) if scene.application.cards else False
    )

    model = scene.application.cards[0].body.chooser.people.model()
    for row in range(model.rowCount()):
        assert model.index(row, 0).data().isprintable()


def test_every_label_is_plain_text(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: bool(scene.application.cards))

    labels = [
        *scene.application.cards[0].findChildren(QLabel),
        *scene.application.history.findChildren(QLabel),
    ]
    assert len(labels) > 20
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not any(label.openExternalLinks() for label in labels)


def test_direction_and_control_characters_are_gone() -> None:
    assert harmless("\u202eevil\u2066Ann\u2069\u200b") == "evilAnn"
    assert harmless("A\x00nn\x1b[31m red\x07\r\n\ttab") == "A nn red tab"
    assert harmless("\ud800x") == "\N{REPLACEMENT CHARACTER}x"
    assert harmless(None) == ""


def test_ordinary_names_stay_as_they_are() -> None:
    for name in ("Anna Wąs-Świątkowska", "Kőrösi Ágnes Etelka", "อัญชลี กิตติวงศ์", "O'Neill & Sons", "株式会社"):
        assert harmless(name) == name


def test_a_tooltip_shows_markup_literally() -> None:
    assert tooltip("<b>x</b>") == "<qt>&lt;b&gt;x&lt;/b&gt;</qt>"
