"""The wrap-up's form: choices as the record keeps them, whatever language they are shown in."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.settings.model import WrapUpTable
from ui.components.look import Look
from ui.language import language_for
from ui.wording import Wording
from ui.wrap_up.choices import SHIPPED, shown
from ui.wrap_up.draft import Draft, Saving
from ui.wrap_up.form import WrapUpForm


def form_on(qtbot: QtBot, look: Look, table: WrapUpTable | None = None) -> tuple[WrapUpForm, list]:
    form, posted = WrapUpForm(look, table or WrapUpTable()), []
    qtbot.addWidget(form)
    form.wrapped_up.connect(posted.append)
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
    polish = shown(WrapUpTable().dispositions, Wording(language_for("pl")))
    assert list(polish) == list(WrapUpTable().dispositions)
    assert all(word != said for word, said in polish.items())


def test_every_word_that_ships_is_known_to_the_catalogue() -> None:
    table = WrapUpTable()
    assert {*table.reasons, *table.dispositions} == {str(sentence) for sentence in SHIPPED}


def test_a_sites_own_words_stay_as_it_wrote_them(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look, WrapUpTable(dispositions=("{sold} 100 %", "<b>no</b>")))
    assert [chip.text() for chip in form.dispositions.chips.values()] == ["{sold} 100 %", "<b>no</b>"]
