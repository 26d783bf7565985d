"""The wrap-up's form: choices as the record keeps them, whatever language they are shown in."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.called import Called
from screenpop.events.acts import NoteTyped, WrappedUp
from screenpop.settings.model import WrapUpTable
from ui.components.look import Look
from ui.language import language_for
from ui.theme.theme import Theme
from ui.wording import Wording
from ui.wrap_up.choices import SHIPPED, offered
from ui.wrap_up.draft import Draft, Saving
from ui.wrap_up.form import WrapUpForm

LOGGED = UUID(int=7)


def form_on(qtbot: QtBot, look: Look, table: WrapUpTable | None = None) -> tuple[WrapUpForm, list]:
    form, posted = WrapUpForm(look, table or WrapUpTable()), []
    qtbot.addWidget(form)
    form.wrapped_up.connect(posted.append)
    form.typed.connect(posted.append)
    form.edit("c1", Draft())
    form.show()
    return form, posted


def test_nothing_is_chosen_and_nothing_can_be_saved_at_first(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look)
    assert (form.reasons.choice(), form.dispositions.choice(), form.note.text()) == ("", "", "")
    assert not form.save.isEnabled()


def test_an_outcome_is_chosen_by_its_key_and_saved_by_another(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert [act.disposition for act in posted] == ["Order taken"]
    assert form.told.full == "Saving …"


def test_a_double_click_on_save_posts_once(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.note.write("x")
    form.save.click()
    form.save.click()
    assert len(posted) == 1


def test_editing_after_saving_can_be_saved_again(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look)
    draft = Draft("Order", "Solved", "x", Saving.SAVED)
    form.edit("c1", draft)
    assert not form.save.isEnabled()
    form.note.write("y")
    assert draft.saving is Saving.OPEN
    assert form.save.isEnabled()


def test_filling_the_form_is_no_edit(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look)
    one, other = Draft("Order", "Solved", "one", Saving.SAVED), Draft("Invoice", "", "other", Saving.SAVED)
    form.edit("c1", one)
    form.edit("c2", other)
    assert (one.note, one.saving) == ("one", Saving.SAVED)
    assert (other.note, other.saving) == ("other", Saving.SAVED)


def test_the_words_that_ship_are_translated_and_the_record_keeps_their_own(qtbot: QtBot) -> None:
    form = WrapUpForm(Look(Theme("light"), Wording(language_for("pl"))), WrapUpTable())
    qtbot.addWidget(form)
    assert list(form.dispositions.chips) == list(WrapUpTable().dispositions)
    assert all(word != chip.text() for word, chip in form.dispositions.chips.items())


def test_every_word_that_ships_is_known_to_the_catalogue() -> None:
    table = WrapUpTable()
    assert {*table.reasons, *table.dispositions} == {str(sentence) for sentence in SHIPPED}


def test_a_sites_own_words_stay_as_it_wrote_them(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look, WrapUpTable(dispositions=("{sold} 100 %", "<b>no</b>")))
    assert [chip.text() for chip in form.dispositions.chips.values()] == ["{sold} 100 %", "<b>no</b>"]


def test_what_is_typed_is_told_in_one_word_for_all_of_the_last_moment(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    for note in ("b", "by", "by Friday"):
        form.note.write(note)
    assert posted == []
    qtbot.waitUntil(lambda: posted == [NoteTyped("c1", "by Friday")])

    form.note.write("")
    qtbot.waitUntil(lambda: posted[1:] == [NoteTyped("c1", "")])


def test_choosing_an_outcome_is_told_as_typing_is(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.dispositions.chips["Solved"].click()
    qtbot.waitUntil(lambda: posted == [NoteTyped("c1", "", "", "Solved")])


def test_a_follow_up_is_told_while_it_is_written(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.later.click()
    qtbot.keyClicks(form.follow_up.what.edit, "price list")

    qtbot.waitUntil(lambda: bool(posted) and posted[-1].follow_up is not None)
    form.rest()
    assert posted[-1].follow_up.what == "price list"


def test_what_is_saved_is_no_longer_being_typed(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.note.write("by Friday")
    form.save.click()
    form.rest()

    assert posted == [WrappedUp("c1", "", "", "by Friday")]
    assert not form._typing.isActive()


def test_turning_to_another_call_tells_what_was_typed_last_of_this_one(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.note.write("by Friday")
    form.edit("c2", Draft(note="another"))

    assert posted == [NoteTyped("c1", "by Friday")]
    assert not form._typing.isActive()


def test_what_is_written_of_a_call_of_the_log_is_told_with_its_id_there(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.edit("c1", Draft(logged=LOGGED))
    form.note.write("by Friday")
    form.rest()

    assert posted == [NoteTyped("c1", "by Friday", logged=LOGGED)]


@pytest.mark.parametrize(
    ("own", "of_all", "chosen", "told"),
    [
        ((), ("Solved", "Other"), "", ("Solved", "Other")),
        (("Sold",), ("Solved", "Other"), "", ("Sold",)),
        ((), ("Solved", "Solved"), "", ("Solved",)),
        (("Sold",), ("Solved",), "Solved", ("Sold", "Solved")),
    ],
)
def test_the_called_number_s_own_words_are_offered_and_none_that_is_chosen_is_lost(
    own: tuple[str, ...], of_all: tuple[str, ...], chosen: str, told: tuple[str, ...]
) -> None:
    assert offered(own, of_all, chosen) == told


def test_a_form_that_nobody_sees_yet_takes_the_called_number_s_choices_when_it_is_seen(
    qtbot: QtBot, look: Look
) -> None:
    form, posted = form_on(qtbot, look)
    form.hide()
    form.edit("c2", Draft("", "Sold"), Called(dispositions=("Sold", "Lost")))
    assert list(form.dispositions.chips) == list(WrapUpTable().dispositions)

    form.show()

    assert list(form.dispositions.chips) == ["Sold", "Lost"]
    assert form.dispositions.choice() == "Sold"
    form.offer(None)
    assert list(form.dispositions.chips) == [*WrapUpTable().dispositions, "Sold"]
    assert posted == []
