"""By when: times that one says, and fields for any other."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screenpop.events.acts import PromiseMade, WrappedUp
from screenpop.settings.model import TemplateTable, WrapUpTable
from tests.ui.wrap_up.test_form import form_on
from ui.components.look import Look
from ui.wrap_up.draft import Draft
from ui.wrap_up.follow_up import FollowUp, at, in_an_hour, on_friday, tomorrow_morning
from ui.wrap_up.follow_up_row import FollowUpRow
from ui.wrap_up.templates import filled

MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)


def test_in_an_hour_is_a_time_that_one_says() -> None:
    assert in_an_hour(at(MONDAY, time(14, 2, 31))) == at(MONDAY, time(15, 5))
    assert in_an_hour(at(MONDAY, time(14, 0))) == at(MONDAY, time(15, 0))


@pytest.mark.parametrize(
    ("today", "morning", "friday"),
    [
        (MONDAY, date(2026, 3, 3), FRIDAY),
        (date(2026, 3, 5), FRIDAY, FRIDAY),
        (FRIDAY, date(2026, 3, 9), date(2026, 3, 13)),
        (date(2026, 3, 7), date(2026, 3, 9), date(2026, 3, 13)),
    ],
)
def test_the_morning_is_a_working_day_s_and_friday_is_the_next_one(
    today: date, morning: date, friday: date
) -> None:
    now = at(today, time(16, 30))
    assert tomorrow_morning(now) == at(morning, time(9))
    assert on_friday(now) == at(friday, time(9))


def row_of(qtbot: QtBot, look: Look) -> tuple[FollowUpRow, FollowUp]:
    row = FollowUpRow(look, lambda: at(MONDAY, time(14, 0)))
    qtbot.addWidget(row)
    follow_up = row.begin(call_back=True)
    row.edit(follow_up)
    return row, follow_up


def test_a_time_chosen_stands_in_the_fields_and_a_time_typed_unchooses_it(qtbot: QtBot, look: Look) -> None:
    row, follow_up = row_of(qtbot, look)
    assert row.times.choice() == "hour"

    row.times.chips["friday"].click()
    assert (row.day.day, row.time.time) == (FRIDAY, time(9))
    assert follow_up.due == at(FRIDAY, time(9))

    row.time.edit.setFocus()
    qtbot.keyClick(row.time.edit, Qt.Key.Key_Up)
    assert follow_up.due == at(FRIDAY, time(10))
    assert row.times.choice() == ""


def test_what_and_who_go_into_it(qtbot: QtBot, look: Look) -> None:
    row, follow_up = row_of(qtbot, look)
    qtbot.keyClicks(row.what.edit, "send the offer")
    row.who.chips["anybody"].click()
    assert (follow_up.what, follow_up.mine) == ("send the offer", False)


def test_one_outcome_asks_for_a_follow_up_and_one_save_saves_both(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    before = form.height_in(780)
    with qtbot.waitSignal(form.resized):
        form.dispositions.chips["Call back"].click()
    assert form.follow_up.isVisible()
    assert form.height_in(780) > before

    form.save.click()

    assert [type(act) for act in posted] == [WrappedUp, PromiseMade]
    assert timedelta(minutes=59) < posted[1].due - datetime.now(UTC) < timedelta(minutes=66)


def test_any_other_outcome_leaves_it_to_the_agent_who_may_give_it_up_again(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.dispositions.chips["Solved"].click()
    assert not form.follow_up.isVisible()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    qtbot.keyClick(form, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    assert form.follow_up.isVisible()

    form.follow_up.away.click()
    form.save.click()

    assert posted == [WrappedUp("c1", "", "Solved", "")]


def test_a_practice_call_says_that_nothing_is_kept_and_tells_nothing(qtbot: QtBot, look: Look) -> None:
    form, posted = form_on(qtbot, look)
    form.edit("p", Draft(practice=True))
    form.note.write("as if")
    form.rest()

    assert form.told.full == "A practice call: nothing is kept"
    assert not form.save.isEnabled()
    assert posted == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dear {contact},", "Dear Anna {x},"),
        ("{customer} {number} {agent}", "Hurt & Co. +48 22 555 01 23 jan"),
        ("order {order} of {contact!r} {} {0} {{contact}}", "order {order} of {contact!r} {} {0} {Anna {x}}"),
    ],
)
def test_the_places_in_a_text_are_filled_and_anything_else_stays_as_it_is(text: str, told: str) -> None:
    values = {"contact": "Anna {x}", "customer": "Hurt & Co.", "number": "+48 22 555 01 23", "agent": "jan"}
    assert filled(text, values) == told


def test_a_place_that_nothing_is_known_for_stays() -> None:
    assert filled("Dear {contact}", {"contact": ""}) == "Dear {contact}"


def test_a_text_of_the_site_goes_in_where_the_cursor_stands_and_one_undo_takes_it_away(
    qtbot: QtBot, look: Look
) -> None:
    table = WrapUpTable(templates=(TemplateTable(name="A&B", text="shipped today"),))
    form, _ = form_on(qtbot, look, table)
    qtbot.keyClicks(form.note.edit, "order  thanks")
    cursor = form.note.edit.textCursor()
    cursor.setPosition(6)
    form.note.edit.setTextCursor(cursor)

    (action,) = form.templates.menu.actions()
    action.trigger()

    assert action.text() == "&1  A&&B"
    assert form.note.text() == "order shipped today thanks"
    form.note.edit.undo()
    assert form.note.text() == "order  thanks"


def test_without_texts_there_is_no_button(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look)
    assert not form.templates.isVisible()


def test_what_was_cleared_is_brought_back(qtbot: QtBot, look: Look) -> None:
    form, _ = form_on(qtbot, look)
    qtbot.keyClicks(form.note.edit, "by Friday")
    assert not form.bring_back.isVisible()
    form.note.edit.selectAll()
    qtbot.keyClick(form.note.edit, Qt.Key.Key_Delete)

    form.bring_back.click()

    assert form.note.text() == "by Friday"
    assert not form.bring_back.isVisible()
    form.rest()
