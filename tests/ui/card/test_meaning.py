"""What the called number means on the card; what is masked, whom a call is put down to, ways to other systems."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from screenpop.called import Called
from screenpop.customers import Customer, Identity, Match, Person
from screenpop.events import news
from screenpop.events.acts import CustomerCorrected, PersonChosen, RevealWanted
from screenpop.events.calls import Ending, Facts
from screenpop.memory import Recollection
from screenpop.promises import Promised, PromiseKind
from screenpop.sentences import say
from screenpop.settings.model import LinkTable
from tests.ui.scenes import ANNA, HURT, NOW, OTHER, Scene, caller, conversation
from tests.ui.seen import seen
from ui.card.call import learn, opened
from ui.card.leads import lead
from ui.components.reading_order import in_reading_order
from ui.panels.channels import icon_of, promised
from ui.panels.department import Department
from ui.panels.whole import Whole
from ui.pop.card import Card
from ui.theme.icons import Icon

BRAND = Called(
    label="Brand A · Sales PL",
    colour="#e0392b",
    greeting="Dzień dobry, Brand A",
    language="pl",
    panels=("credit", "accounting"),
    notice="Deliveries from <b>Gdańsk</b> are late",
)


def ring(scene: Scene, called: Called | None = BRAND, *, practice: bool = False) -> None:
    facts = Facts(queue="Sales PL", waited=timedelta(seconds=252))
    at = datetime.now(UTC)
    scene.announce(
        news.PopOpened("c1", at, caller(), "+48225550000", None, facts, called=called, practice=practice)
    )


def card_of(qtbot: QtBot, scene: Scene) -> Card:
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    return scene.application.cards[0]


def talking(qtbot: QtBot, scene: Scene, **parts: object) -> Card:
    ring(scene, **parts)  # type: ignore[arg-type] # as ring says
    scene.know()
    scene.fill()
    scene.answer()
    card = card_of(qtbot, scene)
    qtbot.waitUntil(lambda: card.full and "PLN" in seen(card))
    return card


def test_the_number_that_was_called_has_its_name_and_waiting_time(qtbot: QtBot, scene: Scene) -> None:
    ring(scene)
    card = card_of(qtbot, scene)

    assert card.header.called.full == "Brand A · Sales PL  ·  waited 4:12"
    assert card.header.colour == "#e0392b"
    assert not card.notice.isVisible()
    assert not card.header.greeting.isVisible()


def test_the_full_card_greets_and_tells_the_notice_of_the_day(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)

    assert card.header.greeting.full == "“Dzień dobry, Brand A”"
    assert card.header.greeting.isVisible()
    assert card.notice.text == "Deliveries from <b>Gdańsk</b> are late"
    assert card.notice.isVisible()


def test_only_the_panels_of_the_called_number_stand_there_in_its_order(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)

    shown = [name for name, panel in card.panels.items() if panel.isVisible()]
    assert sorted(shown) == ["accounting", "credit"]
    assert card.panels["credit"].x() < card.panels["accounting"].x()

    scene.announce(news.PartyChanged("c1", NOW, caller("+36155501234", "Ágnes"), None, "Marek"))
    qtbot.waitUntil(lambda: card.header.name.full == "Ágnes")
    assert all(panel.isVisible() for panel in card.panels.values())


def test_what_the_called_number_is_may_be_told_later(qtbot: QtBot, scene: Scene) -> None:
    ring(scene, None)
    card = card_of(qtbot, scene)
    scene.announce(news.CallUpdated("c1", NOW, called=BRAND))

    qtbot.waitUntil(lambda: card.header.called.full.startswith("Brand A"))
    assert not card.panels["sales"].isVisible()


def test_a_practice_call_says_that_nothing_is_kept(qtbot: QtBot, scene: Scene) -> None:
    ring(scene, practice=True)
    card = card_of(qtbot, scene)
    assert "Practice: nothing is kept" in seen(card.header)

    ring(scene)
    qtbot.waitUntil(
        lambda: bool(scene.application.cards) and "Practice" not in seen(scene.application.cards[0].header)
    )


def test_the_language_of_the_contact_stands_beside_the_role(qtbot: QtBot, scene: Scene) -> None:
    ring(scene)
    scene.know(people=(replace(ANNA, language="hu"),))
    card = card_of(qtbot, scene)

    qtbot.waitUntil(lambda: card.header.company.full == "Hurt-Bud sp. z o.o.  ·  buyer  ·  Hungarian")


def test_a_masked_panel_says_why_and_is_revealed_only_by_the_desk(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    scene.announce(news.PanelMasked("c1", NOW, "credit", say("not verified"), may_reveal=True))
    panel = card.panels["credit"]
    qtbot.waitUntil(lambda: "not verified" in seen(panel))

    assert "PLN" not in seen(panel)
    panel.mask_page.reveal.click()
    assert scene.posted[-1] == RevealWanted("c1", "credit")
    assert "not verified" in seen(panel)


def test_while_it_rings_a_masked_panel_shows_that_it_is(qtbot: QtBot, scene: Scene) -> None:
    ring(scene)
    scene.know()
    scene.announce(news.PanelMasked("c1", NOW, "credit", say("not verified"), may_reveal=True))
    card = card_of(qtbot, scene)

    qtbot.waitUntil(lambda: "not verified" in seen(card.panels["credit"]))


def test_another_customer_than_the_certain_one_is_a_correction(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    qtbot.keyClick(card, Qt.Key.Key_F9)
    assert card.body.chooser.isVisible()
    card.body.chooser.chosen.emit(OTHER)

    assert scene.posted[-1] == CustomerCorrected("c1", OTHER, number="+48225550123")
    assert not card.body.chooser.isVisible()


def test_another_person_of_the_same_customer_is_none(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    card.body.chooser.chosen.emit(replace(ANNA, contact="Jan"))

    assert isinstance(scene.posted[-1], PersonChosen)


def test_after_the_call_it_is_a_correction_and_says_if_it_is_not_kept(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    scene.close(Ending.ENDED)
    qtbot.waitUntil(lambda: card.header.state.full.startswith("Ended"))
    card.body.chooser.chosen.emit(OTHER)
    act = scene.posted[-1]
    assert isinstance(act, CustomerCorrected)

    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), act))
    qtbot.waitUntil(lambda: "The disk is full." in card.header.number.full)
    scene.announce(news.Kept("c1", NOW, act))
    qtbot.waitUntil(lambda: "The disk is full." not in card.header.number.full)


def test_the_number_is_copied_as_other_programs_take_it(qtbot: QtBot, scene: Scene) -> None:
    ring(scene)
    card = card_of(qtbot, scene)
    qtbot.mouseClick(card.header.number, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == "+48225550123"


def test_tab_goes_through_the_card_from_top_to_bottom_and_around(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene, called=None)
    parts = list(in_reading_order(card))
    tops = [part.mapTo(card, part.rect().topLeft()).y() for part in parts]

    assert parts[:2] == [card.header.keys, card.header.name]
    assert parts.index(card.header.number) < parts.index(card.form.note.edit)
    assert max(tops[: len(tops) // 3]) <= min(tops[-3:])
    parts[-1].setFocus()
    qtbot.keyClick(parts[-1], Qt.Key.Key_Tab)
    qtbot.waitUntil(card.header.keys.hasFocus)
    qtbot.keyClick(card.header.keys, Qt.Key.Key_Backtab)
    qtbot.waitUntil(parts[-1].hasFocus)


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_short_cuts_are_listed_by_a_key_and_left_by_escape(
    qtbot: QtBot, scene: Scene, key: Qt.Key
) -> None:
    card = talking(qtbot, scene)
    if key is Qt.Key.Key_Question:
        qtbot.keyClicks(card, "?")
    else:
        qtbot.keyClick(card, key)
    assert "Ctrl+Return" in seen(card.body.keys)
    assert card.body.keys.isVisible()

    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.body.keys.isVisible()
    assert scene.application.cards == (card,)


def promise(what: str = "8812 by Friday") -> Promised:
    due = NOW + timedelta(days=1)
    return Promised(uuid4(), PromiseKind.PROMISE, due, what, "marek", None, "1001", "Hurt", None, None, None)


def test_what_is_owed_stands_on_the_time_line_and_never_under_the_next_caller(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    scene = stage(departments=(Department("conversation"),))
    scene.ring()
    scene.know()
    scene.fill(conversation=conversation())
    scene.announce(news.Recalled("c1", NOW, Recollection(promises=(promise(),))))
    scene.answer()
    card = card_of(qtbot, scene)
    view = card.panels["conversation"].findChild(type(card.body.reading.story))
    qtbot.waitUntil(lambda: view.count() == 7)
    assert view.shown.index(0).data().endswith("8812 by Friday")

    scene.announce(news.PartyChanged("c1", NOW, caller("+36155501234", "Ágnes"), None, "Marek"))
    scene.know(people=(OTHER,), customer=OTHER.customer)
    scene.fill(conversation=conversation())
    qtbot.waitUntil(lambda: card.header.name.full == OTHER.customer.name and view.count() == 6)


def test_the_whole_time_line_stands_beside_what_is_read_where_there_is_room(
    qtbot: QtBot, scene: Scene
) -> None:
    card = talking(qtbot, scene)
    page = card.body.reading
    said = conversation().said
    card.body.board.opened.emit(Whole("e-mail", "today", "text", story=said, place=2))
    page.resize(1200, 300)

    assert page.story.isVisible()
    page.story.chosen.emit(said[1])
    assert page.text.toPlainText().startswith("Pallet 3 of 12")
    page.resize(400, 300)
    assert not page.story.isVisible()


def _whole(page: object):  # the page's own word
    from ui.panels.whole import Whole  # as above

    return Whole("e-mail", "today", "text")


@pytest.mark.parametrize(
    ("channel", "icon"),
    [
        ("E-mail", Icon.MAIL),
        ("zgłoszenie", Icon.TICKET),
        ("web order", Icon.BOX),
        ("Telefon", Icon.CALL_IN),
        (say("call"), Icon.CALL_IN),
        ("WhatsApp", Icon.OFFER),
        ("pigeon", Icon.NOTE),
    ],
)
def test_every_way_of_talking_has_its_icon(channel: object, icon: Icon) -> None:
    assert icon_of(replace(conversation().said[0], channel=channel)) is icon  # type: ignore[arg-type] # words


def test_a_promise_is_told_as_one() -> None:
    assert icon_of(promised(promise())) is Icon.PROMISE


def identified(customer: Customer) -> object:

    call = opened(news.PopOpened("c1", NOW, caller(), None))
    person = Person(customer, None)
    learn(call, news.CallerIdentified("c1", NOW, Identity(Match.EXACT, (person,), customer, person), ()))
    return call


def test_a_departments_link_has_its_own_number_and_the_headers_ours() -> None:
    customer = Customer("10/1", "Hurt & Co", {"accounting": "A 7", "sales": "S9"})
    call = identified(customer)
    ledger = LinkTable(label="Ledger", url="https://l.example/{ref}?n={name}", department="accounting")
    fits = LinkTable(label="Shop", url="https://s.example/{ref}", department="cross_sell")
    home = LinkTable(label="CRM", url="https://c.example/{customer_id}/{ref}")

    assert lead(ledger, call) == "https://l.example/A%207?n=Hurt%20%26%20Co"
    assert lead(fits, call) == "https://s.example/S9"
    assert lead(home, call) == "https://c.example/10%2F1/10%2F1"


def test_links_stand_on_the_full_card_and_lead_nowhere_for_nobody(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    links = (LinkTable(label="Open in ERP", url="https://erp.example/{customer_id}"),)
    scene = stage(links=links)
    card = talking(qtbot, scene, called=None)
    assert card.header.leads.buttons[0].isVisible()
    assert "erp.example" in card.header.leads.buttons[0].toolTip()

    scene.announce(news.PartyChanged("c1", NOW, caller("+36155501234", "Ágnes"), None, "Marek"))
    qtbot.waitUntil(lambda: not card.header.leads.buttons[0].isVisible())
    assert HURT.id not in card.header.leads.buttons[0].toolTip()
