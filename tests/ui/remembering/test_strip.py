"""The strip on the card: what colleagues noted, what is known, and one question that never gets in the way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.events.acts import FactTold
from screenpop.events.calls import Ending
from screenpop.memory import Recollection
from screenpop.sentences import say
from screenpop.settings.model import FactTable
from tests.ui.remembering.recalled import (
    BIRTHDAY,
    CHANNEL,
    FACTS,
    FRIEND,
    NEWS,
    STAFF,
    asked,
    fact,
    noted,
    recall,
    talking,
)
from tests.ui.scenes import ANNA, EIGHT, HURT, NOW, OTHER, Scene, caller
from tests.ui.seen import seen, texts
from ui.card.plan import SMALL_WIDTH
from ui.remembering.strip import SAVED_MS, MemoryStrip

LONG = "Order 8812 arrives on Friday. " * 40
MARKUP = "<b>VIP</b> <img src=file:///etc/passwd>\u202e\nsecond line"


def ringing(qtbot: QtBot, scene: Scene):
    scene.ring()
    scene.know()
    qtbot.waitUntil(lambda: any("Anna" in seen(card) and card._seen for card in scene.application.cards))
    return scene.application.cards[0]


def test_nothing_known_and_nothing_to_ask_takes_no_room(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    before = card.size()
    recall(scene, facts=(fact("birthday", ""),))
    qtbot.waitUntil(lambda: card.call.recollection is not None and not card._recalled)

    assert not card.memory.isVisible()
    assert card.size() == before


def test_the_card_tells_who_noted_what_and_how_long_ago(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    before = card.height()
    recall(scene, noted("Order 8812 by Friday.", disposition="Call back"), noted("older", minutes=9999))

    latest = card.memory.latest
    qtbot.waitUntil(card.memory.isVisible)
    assert latest.about == "Marek Nowak  ·  3 minutes ago  ·  Call back"
    assert latest.note == "Order 8812 by Friday."
    assert latest.accessibleName() == f"{latest.about}: {latest.note}"
    assert card.height() == before + card.memory.height() + 8
    assert card.rect().contains(card.memory.geometry())


def test_what_a_colleague_is_typing_comes_first_and_changes_in_its_place(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    recall(scene, noted("saved"), noted("Order 88", agent=None, typing=True))
    latest = card.memory.latest
    qtbot.waitUntil(lambda: latest.note == "Order 88")
    assert latest.about == "a colleague  ·  typing …"
    size = card.size()

    recall(scene, noted("saved"), noted("Order 8812 is late", agent=None, typing=True))

    qtbot.waitUntil(lambda: latest.note == "Order 8812 is late")
    assert card.size() == size


def test_a_call_on_which_nothing_was_noted_tells_how_it_turned_out(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    recall(scene, noted("", minutes=0, reason="Invoice", disposition="Solved"))

    qtbot.waitUntil(lambda: card.memory.latest.note == "Invoice  ·  Solved")
    assert card.memory.latest.about == "Marek Nowak  ·  just now"


def test_a_note_opens_in_full_with_the_earlier_ones_by_mouse_and_by_key(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    recall(scene, noted("first line\n\nsecond line", disposition="Solved"), noted("older", agent="Ewa"))
    qtbot.waitUntil(card.memory.isVisible)
    card.memory.latest.setFocus()
    qtbot.keyClick(card.memory.latest, Qt.Key.Key_Space)

    reading = card.body.reading
    assert reading.isVisible()
    assert reading.title.full == "Marek Nowak"
    assert reading.about.full.endswith("Solved")
    text = reading.text.toPlainText()
    assert text.startswith("first line\n\nsecond line\n\n")
    assert "Ewa" in text
    assert text.endswith("older")


@pytest.mark.parametrize("text", [MARKUP, LONG, "x" * 100_000, "\x1b[31mred\x00", "๛" * 5000, "😀" * 5000])
def test_notes_and_facts_from_outside_are_data_and_keep_their_room(
    qtbot: QtBot, scene: Scene, text: str
) -> None:
    card = ringing(qtbot, scene)
    recall(scene, noted(text, agent=text, disposition=text), facts=(fact("friend", text), fact("odd", text)))
    qtbot.waitUntil(card.memory.isVisible)

    assert card.width() == SMALL_WIDTH
    assert card.memory.height() < 100
    assert card.memory.latest.note.isprintable()
    assert len(card.memory.latest.note) <= 600
    for button in card.memory.known.buttons[:2]:
        assert button.text().isprintable()
        assert button.geometry().right() <= card.memory.known.width()
    assert all("<b>" not in each.toolTip() for each in (card.memory.latest, *card.memory.known.buttons))


def test_what_is_known_is_told_in_the_sites_words_and_order(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    known = (
        fact("shoe_size", "44"),
        fact("news", "yes"),
        fact("channel", "e-mail"),
        fact("birthday", "1980-05-03"),
    )
    recall(scene, facts=(*known, fact("staff", "")))
    qtbot.waitUntil(card.memory.isVisible)

    told = [button.accessibleName() for button in card.memory.known.buttons if button.isVisible()]
    assert told == ["Birthday 3 May 1980", "Prefers e-mail", "News yes", "Shoe size 44"]
    assert "ewa" in card.memory.known.buttons[0].toolTip()


def test_facts_that_do_not_fit_are_counted_and_can_be_read(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    recall(scene, facts=tuple(fact(f"thing_{n}", "a rather long value of it") for n in range(20)))
    known = card.memory.known
    qtbot.waitUntil(known.more.isVisible)

    shown = [button for button in known.buttons if button.isVisible()]
    assert known.more.text() == f"+{20 - len(shown)}"
    assert known.more.geometry().right() < known.width()
    known.more.click()
    assert card.body.reading.text.toPlainText().count("a rather long value of it") == 20


def test_nothing_is_asked_while_it_rings(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    recall(scene, noted("x"), ask=BIRTHDAY)
    qtbot.waitUntil(card.memory.isVisible)

    assert not card.memory.ask.isVisible()


def test_a_date_is_typed_and_saved_by_enter_and_saved_is_told_only_after_the_commit(
    qtbot: QtBot, scene: Scene
) -> None:
    strip = asked(qtbot, scene, BIRTHDAY)
    field = strip.ask.field.edit
    assert (field.accessibleName(), field.placeholderText()) == ("When is your birthday?", "24/05/1980")
    qtbot.keyClicks(field, "3/5/1980")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert scene.posted == [FactTold("c1", "birthday", "1980-05-03")]
    assert scene.posted[0].customer_id == ANNA.customer.id
    assert strip.ask.state.full == "Saving …"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert len(scene.posted) == 1

    strip._rest.setInterval(50)
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    recall(scene, facts=(fact("birthday", "1980-05-03"),), ask=STAFF)

    qtbot.waitUntil(lambda: strip.ask.state.full == "Saved")
    qtbot.waitUntil(lambda: strip.ask.question.text == STAFF.ask)
    assert strip.known.buttons[0].accessibleName() == "Birthday 3 May 1980"
    assert field.text() == ""


def test_bad_input_loses_nothing_and_says_what_would_be_good(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, BIRTHDAY)
    qtbot.keyClicks(strip.ask.field.edit, "3 maja")
    strip.ask.save.click()

    assert scene.posted == []
    assert strip.ask.state.full == "Write the date like 24/05/1980"
    assert strip.ask.field.edit.text() == "3 maja"
    qtbot.keyClicks(strip.ask.field.edit, "!")
    assert not strip.ask.state.isVisible()


def test_a_text_that_is_too_long_is_not_cut_unsaid(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, FRIEND)
    QApplication.clipboard().setText("x" * 501)
    strip.ask.field.edit.paste()
    strip.ask.save.click()

    assert strip.ask.state.full == "At most 500 characters"
    assert len(strip.ask.field.edit.text()) == 501


def test_an_answer_that_is_not_saved_keeps_its_text_and_says_why(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, STAFF)
    qtbot.keyClicks(strip.ask.field.edit, "1,200")
    strip.ask.save.click()
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))
    recall(scene, ask=BIRTHDAY)

    qtbot.waitUntil(lambda: strip.ask.state.full == "The disk is full.")
    assert strip.ask.field.edit.text() == "1,200"
    assert strip.ask.question.text == STAFF.ask
    strip.ask.save.click()
    assert scene.posted == [FactTold("c1", "staff", "1200")] * 2


@pytest.mark.parametrize(("table", "word"), [(CHANNEL, "e-mail"), (NEWS, "no")])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_choice_is_saved_as_it_is_chosen(
    qtbot: QtBot, scene: Scene, table: FactTable, word: str, key: Qt.Key
) -> None:
    strip = asked(qtbot, scene, table)
    assert not strip.ask.field.isVisible()
    assert strip.ask.chips.accessibleName() == table.ask
    qtbot.keyClick(strip.ask.chips.chips[word], key)

    assert scene.posted == [FactTold("c1", table.name, word)]
    assert strip.ask.chips.choice() == word


def test_not_now_is_on_record_and_nothing_more_is_asked_on_this_call(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, BIRTHDAY)
    strip.ask.not_now.click()
    recall(scene, ask=STAFF)
    recall(scene, noted("x"), ask=STAFF)

    qtbot.waitUntil(lambda: strip.latest.note == "x")
    assert scene.posted == [FactTold("c1", "birthday", "")]
    assert not strip.ask.isVisible()


def test_what_is_known_is_corrected_by_a_click_on_it(qtbot: QtBot, scene: Scene) -> None:
    strip = talking(qtbot, scene).memory
    recall(scene, facts=(fact("birthday", "1980-05-03"), fact("shoe_size", "44")), ask=STAFF)
    qtbot.waitUntil(strip.known.buttons[1].isVisible)
    assert not strip.known.buttons[1].isEnabled()
    strip.known.buttons[0].click()
    assert (strip.ask.question.text, strip.ask.field.edit.text()) == (BIRTHDAY.ask, "03/05/1980")

    strip.ask.field.edit.clear()
    qtbot.keyClicks(strip.ask.field.edit, "4/5/1980")
    qtbot.keyClick(strip.ask.field.edit, Qt.Key.Key_Return)

    assert scene.posted == [FactTold("c1", "birthday", "1980-05-04")]


def test_the_keyboard_goes_to_the_question_only_when_the_agent_wants_it(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    card.let_in()
    qtbot.waitUntil(card.isActiveWindow)
    qtbot.keyClicks(card.form.note.edit, "by ")
    recall(scene, noted("x"), facts=(fact("news", "no"),), ask=BIRTHDAY)
    qtbot.waitUntil(card.memory.ask.isVisible)
    assert card.focusWidget() is card.form.note.edit
    assert card.form.note.text() == "by "

    qtbot.keyClick(card, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    assert card.focusWidget() is card.memory.ask.field.edit
    qtbot.keyClicks(card.memory.ask.field.edit, "3/5/1980")
    qtbot.keyClick(card.memory.ask.field.edit, Qt.Key.Key_Return)

    assert card.focusWidget() is card.form.note.edit


def test_what_colleagues_type_meanwhile_disturbs_no_answer(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, FRIEND)
    field = strip.ask.field.edit
    qtbot.keyClicks(field, "a neighbour")
    field.setCursorPosition(2)
    for note in ("O", "Or", "Ord"):
        recall(scene, noted(note, typing=True), ask=FRIEND)

    qtbot.waitUntil(lambda: strip.latest.note == "Ord")
    assert (field.text(), field.cursorPosition()) == ("a neighbour", 2)


def test_a_strip_that_came_before_the_first_painting_waits_for_it(
    qtbot: QtBot, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[bool] = []
    show = MemoryStrip.show_memory

    def noting(strip: MemoryStrip, call_id: str, recollection: Recollection | None, *rest, **more) -> None:
        if recollection is not None:
            painted.append(strip.window()._seen)
        show(strip, call_id, recollection, *rest, **more)

    monkeypatch.setattr(MemoryStrip, "show_memory", noting)
    scene.ring()
    scene.know()
    recall(scene, noted("x"))

    qtbot.waitUntil(lambda: bool(painted))
    assert painted == [True]


def test_another_caller_finds_nothing_of_the_one_before(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, FRIEND)
    recall(scene, noted("secret"), facts=(fact("birthday", "1980-05-03"),), ask=FRIEND)
    qtbot.waitUntil(lambda: strip.latest.note == "secret")
    qtbot.keyClicks(strip.ask.field.edit, "a neighbour")

    scene.announce(news.PartyChanged("c1", NOW, caller("+36301234567", "Ewa"), None, "102"))

    qtbot.waitUntil(lambda: not strip.isVisible())
    assert strip.ask.field.edit.text() == ""
    assert strip.latest.note == ""
    assert "secret" not in seen(scene.application.cards[0])


def test_another_customer_is_asked_anew_and_the_same_one_is_not(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, FRIEND)
    qtbot.keyClicks(strip.ask.field.edit, "a neighbour")
    call = scene.application.cards[0].call
    scene.know(people=(ANNA,), customer=HURT)
    qtbot.waitUntil(lambda: call.identity is not None)
    assert call.asking.typed == "a neighbour"

    scene.know(people=(OTHER,), customer=OTHER.customer)

    qtbot.waitUntil(lambda: call.asking.typed == "")
    assert not strip.isVisible()


def test_an_answer_that_is_typed_is_sent_when_the_card_is_put_away(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, STAFF)
    qtbot.keyClicks(strip.ask.field.edit, "12")
    scene.close(Ending.ENDED)
    scene.application.cards[0].put_away.emit()
    assert scene.posted[0] == FactTold("c1", "staff", "12")
    assert scene.application.cards == ()

    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))

    qtbot.waitUntil(lambda: bool(scene.application.cards))
    qtbot.waitUntil(lambda: "The disk is full." in texts(scene.application.cards[0]))


def test_a_refusal_that_is_not_saved_brings_no_card_back(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, STAFF)
    strip.ask.not_now.click()
    scene.application.cards[0].put_away.emit()
    scene.announce(news.NotKept("c1", NOW, say("The disk is full."), scene.posted[0]))
    scene.ring("c2")

    qtbot.waitUntil(lambda: bool(scene.application.cards))
    assert [card.call.call_id for card in scene.application.cards] == ["c2"]


def test_the_strip_gets_no_lower_while_the_agent_works_in_it(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, BIRTHDAY)
    card, height = scene.application.cards[0], strip.height()
    recall(scene, facts=(fact("news", "no"),))

    qtbot.waitUntil(lambda: strip.known.isVisible() and not strip.ask.isVisible())
    assert (strip.height(), card.memory.isVisible()) == (height, True)


@pytest.mark.parametrize("language", ["en", "pl", "hu", "th"])
def test_on_a_full_card_everything_has_its_place_whatever_is_asked(
    qtbot: QtBot, stage: Callable[..., Scene], language: str
) -> None:
    long = FactTable(
        name="long", ask="May we " * 28 + "?", kind="choice", choices=tuple(f"answer {n}" for n in range(20))
    )
    scene = stage(facts=(*FACTS, long), departments=EIGHT, language=language)
    card = talking(qtbot, scene)
    facts = tuple(fact(name, "x " * 30) for name in ("friend", "odd", "other"))
    recall(scene, noted(LONG, agent="Anna Wąs-Świątkowska-Brzęczyszczykiewicz"), facts=facts, ask=long)
    qtbot.waitUntil(lambda: card.memory.ask.chips is not None and card.memory.isVisible())
    qtbot.wait(0)

    strip, ask = card.memory, card.memory.ask
    for part in (strip.latest, strip.known, ask):
        assert strip.rect().contains(part.geometry())
    assert not strip.latest.geometry().intersects(ask.geometry())
    assert all(chip.geometry().right() <= ask.offered.viewport().width() for chip in ask.chips.chips.values())
    last = list(ask.chips.chips.values())[-1]
    last.setFocus()
    ask.offered.ensureWidgetVisible(last)
    assert (
        ask.offered.viewport()
        .rect()
        .contains(last.rect().translated(last.mapTo(ask.offered.viewport(), QPoint())))
    )
    for panel in card.panels.values():
        top = panel.mapTo(card, panel.rect().topLeft()).y()
        assert top > strip.geometry().bottom()


def test_nothing_runs_when_the_card_is_gone(qtbot: QtBot, scene: Scene) -> None:
    strip = asked(qtbot, scene, CHANNEL)
    strip.ask.chips.chips["e-mail"].click()
    scene.announce(news.Kept("c1", NOW, scene.posted[0]))
    qtbot.waitUntil(strip._rest.isActive)
    assert strip._rest.interval() == SAVED_MS

    scene.application.stack.put_all_away()

    assert not strip._rest.isActive()
    assert strip.ask.question.text == ""


def test_the_next_call_on_the_same_card_begins_without_a_strip(qtbot: QtBot, scene: Scene) -> None:
    card = ringing(qtbot, scene)
    before = card.size()
    recall(scene, noted("x"))
    qtbot.waitUntil(card.memory.isVisible)
    scene.application.stack.put_all_away()
    scene.ring("c2")
    qtbot.waitUntil(lambda: bool(scene.application.cards))

    assert scene.application.cards == (card,)
    assert not card.memory.isVisible()
    qtbot.waitUntil(lambda: card.size() == before)


def test_choices_are_there_as_soon_as_they_are_asked_for(qtbot: QtBot, scene: Scene) -> None:
    card = talking(qtbot, scene)
    told = news.Recalled("c1", NOW, Recollection(wanted=CHANNEL.question.wanted))
    scene.application.stack.hear(told)
    card.catch_up()

    assert all(chip.isVisible() for chip in card.memory.ask.chips.chips.values())
