"""Which calls get a card by themselves, when, and how they are brought by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from screenpop.called import Called
from screenpop.events import news
from screenpop.events.acts import CustomerClosed, CustomerOpened
from screenpop.events.calls import Ending, Facts
from screenpop.settings.model import PopTable
from tests.ui.scenes import Scene, caller
from tests.ui.seen import seen
from ui.pop import stack as stack_module

SOME_TURNS_MS = 60
HAND, ANSWER = PopTable(on="hand"), PopTable(on="answer")


def shown(scene: Scene) -> list[str]:
    return [card.call.call_id for card in scene.application.cards if card.call and card.isVisible()]


def ring(scene: Scene, call_id: str = "c1", pop: str | None = None) -> None:
    called = Called(label="Brand A", pop=pop)
    scene.announce(
        news.PopOpened(call_id, datetime.now(UTC), caller(), "+48225550000", None, Facts(), called=called)
    )
    scene.know(call_id)


def test_by_hand_no_card_comes_and_the_icon_counts(qtbot: QtBot, stage) -> None:
    scene = stage(pop=HAND)
    ring(scene)
    scene.answer()
    qtbot.wait(SOME_TURNS_MS)
    assert shown(scene) == []
    assert scene.application.standby.reminders.without_card == 1

    scene.application.show_card()
    assert shown(scene) == ["c1"]
    assert scene.application.cards[0].full
    assert scene.application.standby.reminders.without_card == 0


def test_on_answer_the_card_comes_in_full_and_not_before(qtbot: QtBot, stage) -> None:
    scene = stage(pop=ANSWER)
    ring(scene)
    qtbot.wait(SOME_TURNS_MS)
    assert shown(scene) == []

    scene.answer()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    assert scene.application.cards[0].full


def test_a_call_that_nobody_answered_does_not_pop_at_its_end(qtbot: QtBot, stage) -> None:
    scene = stage(pop=ANSWER)
    ring(scene)
    scene.close(Ending.MISSED)
    qtbot.wait(SOME_TURNS_MS)

    assert shown(scene) == []
    assert scene.application.stack._calls == {}


def test_a_call_that_was_put_away_does_not_pop_again_at_hang_up(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    scene.application.cards[0].put_away.emit()
    scene.close(Ending.ENDED)
    qtbot.wait(SOME_TURNS_MS)

    assert shown(scene) == []


@pytest.mark.parametrize(("site", "number", "pops"), [(HAND, "ring", True), (PopTable(), "hand", False)])
def test_what_the_site_says_of_the_called_number_goes_first(
    qtbot: QtBot, stage, site: PopTable, number: str, pops: bool
) -> None:
    scene = stage(pop=site)
    ring(scene, pop=number)
    qtbot.wait(SOME_TURNS_MS)

    assert shown(scene) == (["c1"] if pops else [])


def test_while_no_cards_are_wanted_none_comes_and_one_can_be_brought(qtbot: QtBot, scene: Scene) -> None:
    scene.application.want_no_cards(on=True)
    assert scene.application.standby.reminders.no_cards
    scene.ring("c1")
    scene.ring("c2")
    qtbot.wait(SOME_TURNS_MS)
    assert shown(scene) == []

    scene.application.show_card("c1")
    assert shown(scene) == ["c1"]


def test_cards_that_are_wanted_again_are_those_of_calls_that_go_on(qtbot: QtBot, scene: Scene) -> None:
    scene.application.want_no_cards(on=True)
    scene.ring("over")
    scene.close(Ending.MISSED, "over")
    scene.ring("on")
    qtbot.wait(SOME_TURNS_MS)
    scene.application.want_no_cards(on=False)

    qtbot.waitUntil(lambda: shown(scene) == ["on"])
    assert not scene.application.standby.reminders.no_cards


def test_a_card_that_is_there_stays_when_no_more_are_wanted(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    scene.application.want_no_cards(on=True)
    scene.answer()
    qtbot.wait(SOME_TURNS_MS)

    assert shown(scene) == ["c1"]


def test_a_call_of_which_nothing_is_known_any_more_is_not_shown(qtbot: QtBot, scene: Scene) -> None:
    assert not scene.application.show_card()
    scene.ring()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    assert not scene.application.show_card("another")
    assert scene.application.show_card("c1")


def test_a_pinned_card_does_not_go_by_itself(qtbot: QtBot, stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack_module, "GOES_AFTER_MS", 30)
    scene = stage(elsewhere="close")
    scene.ring("c1")
    scene.ring("c2")
    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2"])
    scene.application.cards[0].header.pin.click()
    for call in ("c1", "c2"):
        scene.close(Ending.MISSED, call)

    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    qtbot.wait(SOME_TURNS_MS)
    assert shown(scene) == ["c1"]
    scene.application.cards[0].header.pin.click()
    qtbot.waitUntil(lambda: shown(scene) == [])


def test_a_pinned_card_keeps_its_place_when_others_come_and_go(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("c1")
    scene.ring("c2")
    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2"])
    first, second = scene.application.cards
    place = second.pos()
    second.header.pin.click()
    first.put_away.emit()
    assert second.pos() == place

    scene.ring("c3")
    qtbot.waitUntil(lambda: shown(scene) == ["c2", "c3"])
    assert second.pos() == place
    assert not first.geometry().intersects(second.geometry())


def test_where_calls_are_answered_by_themselves_the_card_opens_in_full_at_once(
    qtbot: QtBot, scene: Scene
) -> None:
    for number in range(2):
        scene.ring(f"c{number}")
        scene.answer(f"c{number}")
    qtbot.waitUntil(lambda: len(shown(scene)) == 2)
    sizes = []
    scene.application.stack._deck.show = lambda card: sizes.append(card.full)
    ring(scene, "next")
    qtbot.wait(SOME_TURNS_MS)
    assert sizes == []

    scene.answer("next")
    qtbot.waitUntil(lambda: sizes == [True])


def test_where_a_hand_picks_up_again_the_card_comes_while_it_rings(qtbot: QtBot, scene: Scene) -> None:
    for number in range(2):
        scene.ring(f"c{number}")
        scene.answer(f"c{number}")
    qtbot.waitUntil(lambda: len(shown(scene)) == 2)
    ring(scene, "by hand")
    qtbot.waitUntil(lambda: "by hand" in shown(scene))
    ring(scene, "next")

    qtbot.wait(SOME_TURNS_MS)
    assert "next" in shown(scene)


def test_a_call_answered_late_is_not_taken_for_one_that_answers_itself(qtbot: QtBot, scene: Scene) -> None:
    for number in range(3):
        at = datetime.now(UTC)
        scene.announce(news.PopOpened(f"c{number}", at, caller(), None))
        scene.announce(news.CallAnswered(f"c{number}", at + timedelta(seconds=2)))
    qtbot.wait(SOME_TURNS_MS)

    assert scene.application.stack._dealing._auto_answer.waits_ms == 0


def test_a_customers_card_opens_without_a_call_and_goes_when_it_is_put_away(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.application.open_customer("1001", "+48225550123")
    (opened,) = scene.posted
    assert isinstance(opened, CustomerOpened)
    assert (opened.customer_id, opened.number) == ("1001", "+48225550123")
    scene.know(opened.call_id)
    qtbot.waitUntil(lambda: "Anna" in seen(scene.application.cards[0]))

    (card,) = scene.application.cards
    assert card.full
    assert card.header.state.full == "No call"
    assert not card.form.isVisible()
    assert card.header.call_back.isVisible()
    card.put_away.emit()
    assert scene.posted[-1] == CustomerClosed(opened.call_id)
    assert scene.application.stack._calls == {}


def test_links_without_end_open_no_cards_without_end(scene: Scene) -> None:
    for number in range(stack_module.MOST_OPENED + 5):
        scene.application.open_customer(str(number))

    opened = [act.call_id for act in scene.posted if isinstance(act, CustomerOpened)]
    closed = [act.call_id for act in scene.posted if isinstance(act, CustomerClosed)]
    assert closed == opened[:5]
    assert list(scene.application.stack._calls) == opened[5:]


def test_dragging_the_header_takes_all_cards_to_the_nearest_corner(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("c1")
    scene.ring("c2")
    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2"])
    card, other = scene.application.cards
    card.dropped.emit(QPoint(30, 30))

    assert card.pos() == QPoint(16, 16)
    assert other.y() > card.y() or other.x() > card.x()


def test_of_two_full_cards_that_do_not_fit_the_one_worked_in_is_full(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("c1")
    scene.answer("c1")
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    scene.ring("c2")
    scene.answer("c2")
    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2"] and scene.application.cards[1].full)
    first, second = scene.application.cards

    assert not first.full
    assert second.guarded is not None
    assert not first.geometry().intersects(second.guarded.translated(second.pos()))
    scene.application.show_card("c1")
    assert (first.full, second.full) == (True, False)
    scene.close(Ending.ENDED, "c2")
    second.put_away.emit()
    assert first.full


def test_a_second_call_stays_small_and_off_the_note_of_the_first(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("c1")
    scene.answer("c1")
    qtbot.waitUntil(lambda: shown(scene) == ["c1"] and scene.application.cards[0].full)
    first = scene.application.cards[0]
    place = first.pos()
    scene.ring("c2")
    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2"])
    second = scene.application.cards[1]

    assert not second.full
    assert first.pos() == place
    assert first.guarded is not None
    assert not second.geometry().intersects(first.guarded.translated(first.pos()))
