"""The language changes while the program runs: nothing stays in the old one, and nothing that was written is lost."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.memory import Recollection
from screenpop.sentences import say
from tests.ui.remembering.recalled import BIRTHDAY, FACTS, noted
from tests.ui.scenes import EIGHT, NOW, FakeLog, Scene, all_answers, logged
from tests.ui.seen import texts


def ringing(qtbot: QtBot, scene: Scene) -> None:
    """A card that is worked in, filled but for one department, and a home window with a call."""
    scene.application.attach(call_log=FakeLog([logged(1), logged(2)]))
    scene.announce(news.LineUp("desk", NOW))
    scene.ring()
    scene.know()
    scene.fill(**all_answers())
    scene.fail("sales", say("no answer in time"))
    scene.answer()
    scene.announce(
        news.Recalled("c1", NOW, Recollection((noted("by Friday"),), (), BIRTHDAY.question.wanted))
    )
    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].full)
    scene.application.history.show()
    settle(qtbot, scene)


def settle(qtbot: QtBot, scene: Scene) -> None:
    """The home window has read whatever it shows, and its customer's card is open."""
    home = scene.application.history
    qtbot.waitUntil(lambda: (card := home.detail.customer.card) is not None and card.isVisible())
    qtbot.waitUntil(lambda: home.calls.rowCount() == 2 and scene.application.idle)
    qtbot.waitUntil(lambda: home.detail.earlier.heading.isVisible() and scene.application.idle)


def shown(scene: Scene) -> list[str]:
    """Every text that is seen, without the clock's."""
    card = scene.application.cards[0]
    card.catch_up()
    menu = [action.text() for action in scene.application.standby.menu.menu.actions()]
    timeless = [text for text in texts(card) if text != card.header.state.full]
    return timeless + texts(scene.application.history) + menu


def test_after_the_switch_every_text_is_what_a_program_started_in_that_language_says(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    switched = stage(departments=EIGHT, facts=FACTS)
    ringing(qtbot, switched)
    english = shown(switched)
    switched.application.choose_language("pl")
    settle(qtbot, switched)
    polish = shown(switched)
    switched.application.close()

    fresh = stage(departments=EIGHT, facts=FACTS, language="pl")
    ringing(qtbot, fresh)

    assert polish == shown(fresh)
    assert len(english) == len(polish)
    assert "Talking" not in "".join(polish)


def test_what_is_written_stands_there_still(qtbot: QtBot, stage: Callable[..., Scene]) -> None:
    scene = stage()
    ringing(qtbot, scene)
    before = scene.application.cards[0]
    before.form.note.edit.setPlainText("Pays on Friday")
    place = before.pos()

    scene.application.choose_language("th")

    card = scene.application.cards[0]
    assert card is not before
    assert (card.call, card.full, card.pos()) == (scene.application.cards[0].call, True, place)
    assert card.form.note.text() == "Pays on Friday"
    assert card.isVisible()


def test_the_home_window_keeps_its_call_and_what_is_looked_for(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    scene = stage()
    ringing(qtbot, scene)
    home = scene.application.history
    home.search.edit.setText("hurt")
    home.detail.show_call(logged(2))
    home.detail.form.note.edit.setPlainText("to be done")

    scene.application.choose_language("hu")

    after = scene.application.history
    assert after is not home
    assert after.isVisible()
    assert after.search.edit.text() == "hurt"
    assert after.detail.call == logged(2)
    assert after.detail.form.note.text() == "to be done"


def test_news_reaches_what_was_built_anew(qtbot: QtBot, scene: Scene) -> None:
    ringing(qtbot, scene)
    scene.application.choose_language("pl")
    scene.fail("accounting", say("no answer in time"))
    card = scene.application.cards[0]
    qtbot.waitUntil(lambda: "brak odpowiedzi" in card.panels["accounting"].message.full)
