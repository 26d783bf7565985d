"""A number is called by one click or one key where it stands, and by nothing else."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.events.acts import DialWanted
from screenpop.events.calls import Direction, Ending
from screenpop.sentences import say
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from tests.storage.made_entries import Keeping, keep_call, picked_up
from tests.ui.scenes import NOW, FakeLog, Scene, caller, logged
from tests.ui.seen import seen
from ui.components.calling import to_call
from ui.log.call_painting import ROW
from ui.log.calls import CALL
from ui.pop.card import Card

ANNA = "+48225550123"


class Telephone(QObject):
    """This computer's telephone program."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        self.links.append(link.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def telephone() -> Iterator[Telephone]:
    handler = Telephone()
    QDesktopServices.setUrlHandler("tel", handler, "take")
    yield handler
    QDesktopServices.unsetUrlHandler("tel")


def card_of_a_call_that_is_over(qtbot: QtBot, scene: Scene, who: news.Caller | None = None) -> Card:
    scene.ring(who=who)
    scene.answer()
    scene.close(Ending.ENDED)
    qtbot.waitUntil(lambda: bool(scene.application.cards) and not scene.application.cards[0].call.live)  # type: ignore[union-attr] # a shown card has one
    return scene.application.cards[0]


def show_log(qtbot: QtBot, scene: Scene, *calls: object) -> None:
    log = FakeLog(calls)  # type: ignore[arg-type] # made by `logged`
    scene.application.attach(call_log=log)
    scene.application.history.show()
    qtbot.waitUntil(lambda: scene.application.history.calls.rowCount() == len(log.calls))
    qtbot.waitUntil(lambda: scene.application.history.detail.call is not None)


def dialled(scene: Scene) -> list[str]:
    return [act.number for act in scene.posted if isinstance(act, DialWanted)]


def press_key(widget: QWidget) -> None:
    QTest.keySequence(widget, QKeySequence("Ctrl+D"))


def test_the_number_of_a_call_that_is_over_is_called_by_a_click_on_its_card(
    qtbot: QtBot, scene: Scene
) -> None:
    card = card_of_a_call_that_is_over(qtbot, scene)
    button = card.header.call_back
    assert button.isVisible()
    assert button.accessibleName() == "Call +48 22 555 01 23"

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Asking the PBX to call" in card.header.number.full)
    assert dialled(scene) == [ANNA]

    scene.announce(news.Dialled(ANNA, NOW))
    qtbot.waitUntil(lambda: "The PBX has your desk phone call" in card.header.number.full)
    assert card.header.number.full.startswith("+48 22 555 01 23")


def test_one_key_on_the_card_does_the_same(qtbot: QtBot, scene: Scene) -> None:
    card = card_of_a_call_that_is_over(qtbot, scene)
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    press_key(card)
    assert dialled(scene) == [ANNA]


def test_while_a_call_rings_or_is_talked_on_nothing_looks_like_a_button_that_answers(
    qtbot: QtBot, scene: Scene
) -> None:
    scene.ring()
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    card = scene.application.cards[0]
    for _ in range(2):
        assert not card.header.call_back.isVisible()
        card.header.call_back.click()
        card.let_in()
        press_key(card)
        scene.answer()
        qtbot.waitUntil(lambda: card.full)
    assert dialled(scene) == []


@pytest.mark.parametrize(
    "who",
    [caller(withheld=True), replace(caller(number=None), presented="<b>*21*0900#</b>"), caller(number=None)],
    ids=["withheld", "no number", "nothing"],
)
def test_what_is_no_number_cannot_be_called(qtbot: QtBot, scene: Scene, who: news.Caller) -> None:
    card = card_of_a_call_that_is_over(qtbot, scene, who)
    assert not card.header.call_back.isVisible()
    card.let_in()
    press_key(card)
    card.header.call_back.click()
    assert dialled(scene) == []


def test_a_colleague_is_called_at_the_short_number(qtbot: QtBot, scene: Scene) -> None:
    card = card_of_a_call_that_is_over(qtbot, scene, caller("104", internal=True))
    card.header.call_back.click()
    assert dialled(scene) == ["104"]


@pytest.mark.parametrize(
    ("number", "presented", "called"),
    [
        (ANNA, "0225550123", ANNA),
        (None, "104", "104"),
        (None, "123456", None),
        (None, "*21*5#", None),
        (None, "\u0661\u0662\u0663", None),
        ("+48<b>", "104", None),
        ("+48 22", None, None),
        (None, None, None),
    ],
)
def test_only_full_numbers_and_short_ones_can_be_called(
    number: str | None, presented: str | None, called: str | None
) -> None:
    assert to_call(number, presented) == called


def test_why_the_pbx_does_not_call_is_told_in_the_history_in_full(qtbot: QtBot, scene: Scene) -> None:
    show_log(qtbot, scene, logged(0, Ending.MISSED))
    detail = scene.application.history.detail
    assert detail.call_back.text() == "Call +48 22 555 01 23"

    qtbot.mouseClick(detail.call_back, Qt.MouseButton.LeftButton)
    assert dialled(scene) == [ANNA]
    scene.announce(news.Dialled(ANNA, NOW, say("the user lacks the right “originate”")))

    qtbot.waitUntil(lambda: "lacks the right “originate”" in seen(detail))


def test_what_became_of_one_number_is_not_told_beside_another(qtbot: QtBot, scene: Scene) -> None:
    show_log(qtbot, scene, logged(0), replace(logged(1), number="+36201234567"))
    window = scene.application.history
    window.detail.call_back.click()
    window.list.setCurrentIndex(window.calls.index(1))
    scene.announce(news.Dialled(ANNA, NOW))
    qtbot.wait(20)  # the news is on its way
    assert not window.detail.dialling.isVisible()


def test_one_key_in_the_history_calls_the_row_at_hand(qtbot: QtBot, scene: Scene) -> None:
    show_log(qtbot, scene, logged(0), replace(logged(1), number="+36201234567"))
    window = scene.application.history
    window.list.setCurrentIndex(window.calls.index(1))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press_key(window)
    assert dialled(scene) == ["+36201234567"]


def button_in_row(scene: Scene, row: int) -> QPoint:
    view = scene.application.history.list
    assert view._button is not None
    return view._button.place(view.visualRect(view.model().index(row, 0)), ROW).center()


def test_one_click_on_a_row_s_button_calls_it(qtbot: QtBot, scene: Scene) -> None:
    show_log(qtbot, scene, logged(0), replace(logged(1), number="+36201234567"))
    view = scene.application.history.list
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button_in_row(scene, 1))
    assert dialled(scene) == ["+36201234567"]


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_another_button_of_the_mouse_calls_nobody(qtbot: QtBot, scene: Scene, button: Qt.MouseButton) -> None:
    show_log(qtbot, scene, logged(0))
    view = scene.application.history.list
    qtbot.mouseClick(view.viewport(), button, pos=button_in_row(scene, 0))
    assert dialled(scene) == []


def test_a_click_on_anything_else_calls_nobody(qtbot: QtBot, scene: Scene) -> None:
    show_log(qtbot, scene, logged(0), logged(1))
    view = scene.application.history.list
    viewport, place = view.viewport(), button_in_row(scene, 0)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(40, place.y()))
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(40, place.y()))
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(40, place.y()))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=button_in_row(scene, 1))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert dialled(scene) == []


def test_the_system_s_telephone_gets_a_link_with_nothing_but_the_number(
    qtbot: QtBot, stage: Callable[..., Scene], telephone: Telephone
) -> None:
    scene = stage(dial="system")
    show_log(qtbot, scene, logged(0), replace(logged(1), number=None, presented="104"))
    window = scene.application.history
    window.detail.call_back.click()
    qtbot.waitUntil(lambda: "Handed to this computer's telephone program" in seen(window.detail))
    window.list.setCurrentIndex(window.calls.index(1))
    window.detail.call_back.click()

    assert telephone.links == ["tel:+48225550123", "tel:104"]
    assert dialled(scene) == []


def test_a_computer_without_a_telephone_program_says_so(
    qtbot: QtBot, stage: Callable[..., Scene], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _link: False)
    scene = stage(dial="system")
    show_log(qtbot, scene, logged(0))
    scene.application.history.detail.call_back.click()
    assert "no telephone program" in seen(scene.application.history.detail)


def test_with_calling_out_off_there_is_no_button_and_no_key(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    scene = stage(dial="off")
    card = card_of_a_call_that_is_over(qtbot, scene)
    show_log(qtbot, scene, logged(0))
    window = scene.application.history
    assert not card.header.call_back.isVisible()
    assert not window.detail.call_back.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press_key(window)
    view = window.list
    row = view.visualRect(view.model().index(0, 0))
    for x in range(0, row.width(), 7):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, row.bottom() - ROW // 2))
    assert dialled(scene) == []


def double_click(qtbot: QtBot, widget: QWidget, place: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(widget, left, pos=place)
    qtbot.mouseDClick(widget, left, pos=place)
    qtbot.mouseRelease(widget, left, pos=place)


@pytest.mark.parametrize("where", ["card", "row", "detail"])
def test_a_double_click_is_one_wish(qtbot: QtBot, scene: Scene, where: str) -> None:
    window = scene.application.history
    if where == "card":
        button = card_of_a_call_that_is_over(qtbot, scene).header.call_back
        double_click(qtbot, button, button.rect().center())
    else:
        show_log(qtbot, scene, logged(0))
        if where == "row":
            double_click(qtbot, window.list.viewport(), button_in_row(scene, 0))
        else:
            double_click(qtbot, window.detail.call_back, window.detail.call_back.rect().center())
    assert dialled(scene) == [ANNA]


def test_a_missed_caller_goes_from_the_list_once_reached(qtbot: QtBot, scene: Scene, tmp_path: Path) -> None:
    with closing(Database(tmp_path / "record.db")) as database:
        record = Keeping(database)
        missed = keep_call(record, "missed", ending=Ending.MISSED)
        keep_call(record, "other", number="+36201234567", ending=Ending.MISSED)
        log = DatabaseCallLog(database)
        scene.application.attach(call_log=log)
        window = scene.application.history
        window.show()
        window.filter.chips["missed"].click()

        def listed() -> set[str]:
            model = window.calls
            return {model.data(model.index(row), CALL).call_id for row in range(model.rowCount())}

        qtbot.waitUntil(lambda: listed() == {"missed", "other"})
        out = keep_call(
            record,
            "out",
            at=missed.at + timedelta(minutes=5),
            direction=Direction.OUT,
            ending=Ending.ENDED,
        )
        record.keep(picked_up(out.id, after=310))
        scene.ring("another")  # any news has the window read again

        qtbot.waitUntil(lambda: listed() == {"other"})
        scene.application.close()
