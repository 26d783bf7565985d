"""What stands on the card of a caller who is masked."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.settings.model import LinkTable
from tests.ui.scenes import NOW, Scene, caller
from tests.ui.seen import seen
from tests.ui.verifying.test_strip import OPEN
from ui.card.call import opened
from ui.card.leads import lead
from ui.pop.card import Card

SHORT = Person(Customer("", "Hurt-Bud"), "A. W.")
NAMED = Person(Customer("…431", "Hurt-Bud"), "Anna Wąs")


def shows(qtbot: QtBot, scene: Scene, identity: Identity) -> Card:
    scene.ring()
    scene.announce(news.CallerIdentified("c1", NOW, identity, scene.departments))
    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].isVisible())
    (card,) = scene.application.cards
    qtbot.waitUntil(lambda: card.call is not None and card.call.identity == identity)
    return card


@pytest.mark.parametrize(
    ("person", "name", "company"),
    [
        (SHORT, "A. W.", "Hurt-Bud  ·  Poland"),
        (NAMED, "Anna Wąs", "Hurt-Bud  ·  customer …431  ·  Poland"),
    ],
)
def test_a_shortened_name_stands_where_the_name_would(
    qtbot: QtBot, scene: Scene, person: Person, name: str, company: str
) -> None:
    identity = Identity(Match.EXACT, (person,), person.customer, person, masked=True)
    card = shows(qtbot, scene, identity)
    assert (card.header.name.full, card.header.company.full) == (name, company)


def test_where_nobody_may_be_named_the_number_is_the_name(qtbot: QtBot, scene: Scene) -> None:
    card = shows(qtbot, scene, Identity(Match.EXACT, (), Customer("", ""), None, masked=True))
    assert card.header.name.full == "+48 22 555 01 23"
    assert "who it is, is masked" in card.header.company.full
    assert "0 people" not in seen(card)
    assert card.body.shows_panels


def test_no_link_leads_to_a_customer_who_is_masked() -> None:
    link = LinkTable(label="ERP", url="https://erp.example/{customer_id}/{name}")
    call = opened(news.PopOpened("c1", NOW, caller(), None))
    call.identity = Identity(Match.EXACT, (NAMED,), NAMED.customer, NAMED)
    assert lead(link, call) is not None
    call.identity = Identity(Match.EXACT, (NAMED,), NAMED.customer, NAMED, masked=True)
    assert lead(link, call) is None


def test_all_of_the_strip_is_reached_by_tab(qtbot: QtBot, scene: Scene) -> None:
    card = shows(qtbot, scene, Identity(Match.EXACT, (SHORT,), SHORT.customer, SHORT, masked=True))
    scene.answer()
    scene.announce(news.VerificationTold("c1", NOW, OPEN))
    qtbot.waitUntil(lambda: not card.verifying.rows[1].right.isHidden() and card.full)
    buttons = [part for row in card.verifying.rows[:2] for part in (row.right, row.wrong)]
    assert all(part.focusPolicy() & Qt.FocusPolicy.TabFocus for part in (*buttons, card.verifying.reveal))
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    buttons[0].setFocus()
    reached = [card.focusWidget()]
    for _ in range(3):
        qtbot.keyClick(card.focusWidget(), Qt.Key.Key_Tab)
        reached.append(card.focusWidget())
    assert reached == buttons
