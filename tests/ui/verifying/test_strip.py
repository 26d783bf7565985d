"""The strip with which the agent verifies a caller: what it shows, asks and posts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.events.acts import AskedAgain, CheckAnswered, RevealWanted
from screenpop.sentences import say
from screenpop.verification import VERIFICATION, Check, Checking
from tests.ui.scenes import NOW, Scene
from tests.ui.seen import seen
from ui.pop.card import Card

CHECKS = tuple(Check(name, f"Your {name}?") for name in ("postcode", "birthday", "invoice"))
OPEN = Checking(
    CHECKS,
    needed=2,
    verified=False,
    hidden=frozenset({"accounting"}),
    may_reveal=True,
    answers={"postcode": "31-044", "birthday": "1980-03-31"},
    is_who_hidden=True,
)


@pytest.fixture
def card(qtbot: QtBot, scene: Scene) -> Card:
    scene.ring()
    scene.know()
    scene.answer()
    qtbot.waitUntil(lambda: bool(scene.application.cards) and scene.application.cards[0].full)
    (card,) = scene.application.cards
    return card


def tell(qtbot: QtBot, scene: Scene, checking: Checking) -> None:
    scene.announce(news.VerificationTold("c1", NOW, checking))
    (card,) = scene.application.cards
    qtbot.waitUntil(lambda: card.call is not None and card.call.checking == checking)


def test_as_many_checks_are_asked_as_are_needed_and_what_is_right_stands_beside_each(
    qtbot: QtBot, scene: Scene, card: Card
) -> None:
    tell(qtbot, scene, OPEN)

    shown = seen(card.verifying)
    assert "Verify the caller: 0 of 2" in shown
    assert "Your postcode?" in shown
    assert "31-044" in shown
    assert "Your birthday?" in shown
    assert "Your invoice?" not in shown
    assert card.verifying.height() == card.verifying.height_in(card.width()) > 90


def test_a_click_answers_a_check(qtbot: QtBot, scene: Scene, card: Card) -> None:
    tell(qtbot, scene, OPEN)
    card.verifying.rows[0].right.click()
    card.verifying.rows[1].wrong.click()

    assert scene.posted[-2:] == [
        CheckAnswered("c1", "postcode", right=True),
        CheckAnswered("c1", "birthday", right=False),
    ]


def test_keys_answer_checks_and_nothing_beyond_them(qtbot: QtBot, scene: Scene, card: Card) -> None:
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    qtbot.keyClick(card, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    tell(qtbot, scene, OPEN)
    before = len(scene.posted)
    qtbot.keyClick(card, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(
        card, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.keyClick(card, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    answered = [act for act in scene.posted if isinstance(act, CheckAnswered)]
    assert answered == scene.posted[before:]
    assert answered == [
        CheckAnswered("c1", "birthday", right=True),
        CheckAnswered("c1", "postcode", right=False),
    ]


def test_only_that_it_was_right_can_be_taken_back(qtbot: QtBot, scene: Scene, card: Card) -> None:
    tell(qtbot, scene, replace(OPEN, right=frozenset({"postcode"}), wrong=frozenset({"birthday"})))
    first, second, third = card.verifying.rows[:3]
    assert (first.right.isHidden(), first.wrong.isHidden()) == (True, False)
    assert (second.right.isHidden(), second.wrong.isHidden()) == (True, True)
    assert (third.right.isHidden(), third.wrong.isHidden()) == (False, False)
    before = len(scene.posted)
    card.verifying.answer(1, right=True)
    card.verifying.answer(0, right=True)
    assert scene.posted[before:] == []


def test_who_is_verified_is_said_in_one_line(qtbot: QtBot, scene: Scene, card: Card) -> None:
    done = Checking((), 2, right=frozenset({"postcode", "birthday"}), verified=True)
    tell(qtbot, scene, OPEN)
    tell(qtbot, scene, done)

    assert "Verified: 2 of 2" in seen(card.verifying)
    assert "31-044" not in "".join(row.right_answer.full for row in card.verifying.rows)
    assert 0 < card.verifying.height_in(card.width()) < 60


def test_a_locked_customer_is_told_of_at_once_also_while_it_rings(qtbot: QtBot, scene: Scene) -> None:
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: bool(scene.application.cards))
    (card,) = scene.application.cards
    locked = Checking((), 2, verified=False, locked=True, hidden=frozenset({"accounting"}))
    tell(qtbot, scene, replace(locked, locked=False))
    assert card.verifying.height_in(card.width()) == 0
    tell(qtbot, scene, locked)
    assert "Locked after too many wrong answers" in seen(card.verifying)
    assert card.verifying.again.isHidden()

    scene.answer()
    qtbot.waitUntil(lambda: card.full)
    card.verifying.again.click()
    assert scene.posted[-1] == AskedAgain("c1", VERIFICATION)
    assert card.verifying.reveal.isHidden()


def test_too_few_checks_that_are_left_are_said(qtbot: QtBot, scene: Scene, card: Card) -> None:
    tell(qtbot, scene, replace(OPEN, wrong=frozenset({"postcode", "birthday"})))
    assert "Not enough checks are left: 2 must be right" in seen(card.verifying)


def test_who_it_is_can_be_revealed_and_a_refusal_says_why(qtbot: QtBot, scene: Scene, card: Card) -> None:
    tell(qtbot, scene, OPEN)
    card.verifying.reveal.click()
    act = RevealWanted("c1")
    assert scene.posted[-1] == act
    scene.announce(news.NotKept("c1", NOW, say("the disk is full"), act))
    qtbot.waitUntil(lambda: "the disk is full" in seen(card.verifying))

    tell(qtbot, scene, replace(OPEN, may_reveal=False))
    assert card.verifying.reveal.isHidden()


def test_a_masked_panel_is_revealed_and_a_refusal_says_why_on_it(
    qtbot: QtBot, scene: Scene, card: Card
) -> None:
    scene.announce(
        news.PanelMasked("c1", NOW, "accounting", say("Shown once the caller is verified"), may_reveal=True)
    )
    panel = card.panels["accounting"]
    qtbot.waitUntil(lambda: "Shown once the caller is verified" in seen(panel))
    panel.mask_page.reveal.click()
    act = RevealWanted("c1", "accounting")
    assert scene.posted[-1] == act
    scene.announce(news.NotKept("c1", NOW, say("the disk is full"), act))
    qtbot.waitUntil(lambda: "the disk is full" in seen(panel))


def test_texts_of_the_site_are_harmless(qtbot: QtBot, scene: Scene, card: Card) -> None:
    nasty = Check("postcode", "<img src='file:///etc/passwd'>\u202egnp" + "x" * 900)
    tell(qtbot, scene, replace(OPEN, checks=(nasty,), answers={"postcode": "<b>31</b>\u202e"}))
    row = card.verifying.rows[0]
    assert row.ask.textFormat() is Qt.TextFormat.PlainText
    assert "\u202e" not in row.ask.full + row.right_answer.full + row.right.accessibleName()
    assert len(row.ask.full) <= 200


def test_the_strip_takes_no_room_where_nothing_is_verified(card: Card) -> None:
    assert card.verifying.height_in(card.width()) == 0
    assert card.verifying.isHidden()


def test_nothing_of_a_caller_stays_on_a_card_that_is_put_away(qtbot: QtBot, scene: Scene, card: Card) -> None:
    tell(qtbot, scene, OPEN)
    card.put_away.emit()
    qtbot.waitUntil(lambda: not card.isVisible())
    parts = [part.full for row in card.verifying.rows for part in (row.ask, row.right_answer)]
    assert set(parts) == {""}
    assert not any("postcode" in row.right.accessibleName() for row in card.verifying.rows)
