"""Which call has a card, where cards stand, and when they go by themselves."""

import gc

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from screenpop.customers import Match
from screenpop.events import news
from screenpop.events.acts import CardPutAway, WrappedUp
from screenpop.events.calls import Ending
from screenpop.sentences import say
from tests.ui.scenes import ANNA, NOW, Scene
from tests.ui.seen import seen
from ui.pop import dealing as dealing_module
from ui.pop import deck as deck_module
from ui.pop import stack as stack_module
from ui.pop.way_in import FLAGS


def shown(scene: Scene) -> list[str]:
    return [card.call.call_id for card in scene.application.cards if card.call]


def test_a_card_never_asks_for_the_keyboard(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])

    card = scene.application.cards[0]
    assert card.windowFlags() & FLAGS == FLAGS
    assert FLAGS & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert card.windowHandle().flags() & Qt.WindowType.WindowDoesNotAcceptFocus


class Windows(QObject):
    """Every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt calls it so
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_a_card_is_ever_a_window_of_its_own_that_would_take_the_keyboard(
    qtbot: QtBot, qapp: QApplication, scene: Scene
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for number in range(4):
        scene.ring(f"c{number}")
        scene.know(f"c{number}")
        scene.fill(f"c{number}")
        scene.answer(f"c{number}")
    qtbot.waitUntil(lambda: len(shown(scene)) == 4)
    qapp.removeEventFilter(windows)

    assert set(windows.shown) == {"Card"}


def test_a_click_lets_the_agent_in_and_putting_away_shuts_the_way(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    card = scene.application.cards[0]
    card.let_in()
    assert card.way_in.open

    card.put_away.emit()
    assert not card.way_in.open


@pytest.mark.parametrize(
    "ending",
    [
        Ending.MISSED,
        Ending.DECLINED,
        Ending.NO_ANSWER,
        Ending.BUSY,
        Ending.UNKNOWN,
        Ending.ANSWERED_ELSEWHERE,
    ],
)
def test_a_call_nobody_here_answered_says_how_it_ended_and_goes(
    qtbot: QtBot, stage, monkeypatch: pytest.MonkeyPatch, ending: Ending
) -> None:
    monkeypatch.setattr(stack_module, "GOES_AFTER_MS", 50)
    scene = stage(elsewhere="close")
    scene.ring()
    scene.close(ending)

    qtbot.waitUntil(
        lambda: bool(scene.application.cards) and "Ringing" not in seen(scene.application.cards[0])
    )
    assert not scene.application.cards[0].full
    qtbot.waitUntil(lambda: shown(scene) == [])


def test_answered_elsewhere_grows_and_stays_where_the_desk_phone_may_have_it(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.ring()
    scene.close(Ending.ANSWERED_ELSEWHERE)

    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].full)
    assert "Answered elsewhere" in seen(scene.application.cards[0])
    assert not scene.application.stack._leaving


def test_cards_are_used_again_and_do_not_cover_one_another(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("c1")
    scene.ring("c2")
    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2"])
    first, second = scene.application.cards
    assert first.pos() != second.pos()

    first.put_away.emit()
    scene.ring("c3")
    qtbot.waitUntil(lambda: shown(scene) == ["c2", "c3"])
    assert scene.application.cards[1] is first


def test_beyond_four_cards_the_newest_says_how_many_wait(qtbot: QtBot, scene: Scene) -> None:
    for number in range(7):
        scene.ring(f"c{number}")
    qtbot.waitUntil(lambda: shown(scene) == ["c3", "c4", "c5", "c6"])
    assert scene.application.cards[-1].header.more.full == "+3"

    for _ in range(3):
        scene.application.cards[-1].put_away.emit()
    assert shown(scene) == ["c0", "c1", "c2", "c3"]
    assert "+" not in scene.application.cards[-1].header.more.full


def test_a_ringing_call_comes_before_cards_that_only_wait_to_be_put_away(qtbot: QtBot, scene: Scene) -> None:
    for number in range(4):
        scene.ring(f"c{number}")
        scene.answer(f"c{number}")
        scene.close(Ending.ENDED, f"c{number}")
    scene.ring("new")

    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2", "c3", "new"])


def test_calls_that_come_forward_together_have_a_card_each(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stack_module, "GOES_AFTER_MS", 3_600_000)  # no card goes because its time is over
    for number in range(6):
        scene.ring(f"c{number}")
    for over in ("c4", "c5"):
        scene.close(Ending.MISSED, over)
    with qtbot.waitSignal(
        scene.application.feed.announced, check_params_cb=lambda told: told.call_id == "new"
    ):
        scene.ring("new")

    qtbot.waitUntil(lambda: shown(scene) == ["c1", "c2", "c3", "new"])


def test_putting_a_card_away_saves_what_is_written(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    card = scene.application.cards[0]
    card.form.note.write("by Friday")
    card.put_away.emit()

    assert scene.posted[-2:] == [WrappedUp("c1", "", "", "by Friday"), CardPutAway("c1")]
    assert shown(scene) == []


def test_a_card_comes_back_when_what_was_written_could_not_be_saved(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    scene.close(Ending.ENDED)
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    scene.application.cards[0].form.note.write("by Friday")
    scene.application.cards[0].put_away.emit()
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))

    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    card = scene.application.cards[0]
    assert card.form.note.text() == "by Friday"
    assert card.form.told.full == "The disk is full."


def test_a_call_keeps_its_note_while_another_one_has_its_card(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.answer()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    scene.application.cards[0].form.note.write("first")
    for number in range(4):
        scene.ring(f"new{number}")
    scene.close(Ending.ENDED)
    qtbot.waitUntil(lambda: "c1" not in shown(scene))
    scene.application.cards[0].put_away.emit()

    qtbot.waitUntil(lambda: "c1" in shown(scene))
    assert scene.application.cards[0].form.note.text() == "first"


def test_no_timer_runs_when_no_card_is_seen(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    scene.fill()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    running = lambda: [t for t in gc.get_objects() if isinstance(t, QTimer) and isValid(t) and t.isActive()]  # noqa: E731 # asked twice
    qtbot.waitUntil(lambda: len(running()) == 1)

    scene.application.cards[0].put_away.emit()
    assert running() == []


def test_the_last_card_is_brought_back(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    scene.application.cards[0].put_away.emit()
    scene.application.stack.show_last()

    assert shown(scene) == ["c1"]
    assert scene.application.cards[0].way_in.open


def test_calls_that_are_over_and_put_away_are_forgotten(qtbot: QtBot, scene: Scene) -> None:
    for number in range(20):
        scene.ring(f"c{number}")
        scene.answer(f"c{number}")
        scene.close(Ending.ENDED, f"c{number}")
    qtbot.waitUntil(lambda: shown(scene) == ["c16", "c17", "c18", "c19"])
    while scene.application.cards:
        scene.application.cards[0].put_away.emit()

    assert scene.application.stack._calls == {}
    assert len(scene.application.stack._deck.cards) == 4


def test_a_card_opens_with_the_name_where_the_directory_is_quick(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dealing_module, "OPENS_AFTER_MS", 60_000)
    scene.ring()
    scene.know()

    qtbot.waitUntil(lambda: shown(scene) == ["c1"])
    (card,) = scene.application.cards
    assert seen(card.header.name) == ANNA.contact


def test_a_card_does_not_wait_for_a_directory_that_is_slow(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()

    qtbot.waitUntil(lambda: shown(scene) == ["c1"], timeout=500)


def test_a_storm_changes_one_card_at_a_time(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        scene.ring(f"c{number}")
    qtbot.waitUntil(lambda: shown(scene) == ["c0", "c1", "c2", "c3"])
    monkeypatch.setattr(deck_module, "READ_MS", 0)
    opened: list[int] = []
    turn = scene.application.stack._dealing._give_cards

    def counted(at_once: int) -> None:
        before = set(shown(scene))
        turn(at_once)
        opened.append(len(set(shown(scene)) - before))

    monkeypatch.setattr(scene.application.stack._dealing, "_give_cards", counted)
    for number in range(4, 24):
        scene.ring(f"c{number}")

    qtbot.waitUntil(lambda: shown(scene) == ["c20", "c21", "c22", "c23"])
    assert max(opened) == 1
    assert scene.application.cards[-1].header.more.full == "+20"


def test_in_a_storm_the_call_that_is_talked_on_keeps_its_card(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("mine")
    scene.answer("mine")
    qtbot.waitUntil(lambda: shown(scene) == ["mine"])
    for number in range(9):
        scene.ring(f"c{number}")

    qtbot.waitUntil(lambda: shown(scene) == ["mine", "c6", "c7", "c8"])


def test_among_callers_whom_nobody_knows_a_customer_gets_a_card(qtbot: QtBot, scene: Scene) -> None:
    scene.ring("customer")
    scene.know("customer")
    for number in range(9):
        scene.ring(f"c{number}")
        scene.know(f"c{number}", Match.UNKNOWN, (), None)

    qtbot.waitUntil(lambda: shown(scene) == ["customer", "c6", "c7", "c8"])


def test_a_call_that_came_and_went_unseen_in_a_storm_leaves_nothing(qtbot: QtBot, scene: Scene) -> None:
    for number in range(30):
        scene.ring(f"c{number}")
    qtbot.waitUntil(lambda: shown(scene) == ["c26", "c27", "c28", "c29"])
    for number in range(20):
        scene.close(Ending.MISSED, f"c{number}")

    qtbot.waitUntil(lambda: len(scene.application.stack._calls) == 10)
    assert not scene.application.stack._leaving
    assert shown(scene) == ["c26", "c27", "c28", "c29"]
