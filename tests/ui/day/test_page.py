"""My day at work: what is due, and what can be done about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screenpop.customers import Identity, Match
from screenpop.events import acts, news
from screenpop.promises import PromiseEnd, PromiseKind
from screenpop.sentences import say
from tests.ui.day.days import FakeDay, promised, showing
from tests.ui.scenes import ANNA, DEPARTMENTS, HURT, NOW, Scene, receivables
from tests.ui.seen import seen
from ui.clock import stopped
from ui.components.look import Look
from ui.history.pages import Tab

LATE = promised(-26, "late", taken_by="anna")
FREE = promised(-1, "free", kind=PromiseKind.CALL_BACK)
THEIRS = promised(-1, "theirs", taken_by="ola")
LATER = promised(24 * 9, "later", taken_by="anna")


@pytest.fixture(autouse=True)
def at_noon():
    with stopped(NOW):
        yield


def press(qtbot: QtBot, shown, key: Qt.Key) -> None:
    qtbot.keyClick(shown.list, key)


def test_it_is_grouped_and_what_colleagues_see_to_is_shown_when_it_is_wanted(
    qtbot: QtBot, look: Look
) -> None:
    with showing(qtbot, look, FakeDay(LATER, THEIRS, FREE, LATE)) as shown:
        assert shown.rows == [("Overdue", "late"), ("", "free"), ("Later", "later")]
        assert shown.numbers == [2]

        shown.page.filter.chips["all"].click()

        assert [what for _, what in shown.rows] == ["late", *sorted(["free", "theirs"], key=_by_id), "later"]
        assert shown.list.shown.items[0].whose == "me"


def _by_id(what: str):
    return {"free": FREE, "theirs": THEIRS}[what].id


def test_all_of_one_promise_is_told_with_how_late_it_is(qtbot: QtBot, look: Look) -> None:
    with showing(qtbot, look, FakeDay(replace(FREE, customer_id=None, contact="Anna Wąs"))) as shown:
        told = seen(shown.detail)

    assert "Hurt-Bud sp. z o.o." in told
    assert "Anna Wąs" in told
    assert "1 hour ago  ·  promised by ola  ·  for anybody" in told
    assert "Call +48 22 555 01 23" in told


def test_keys_claim_settle_and_call(qtbot: QtBot, look: Look) -> None:
    day = FakeDay(FREE, LATER)
    with showing(qtbot, look, day) as shown:
        press(qtbot, shown, Qt.Key.Key_C)
        assert shown.posts(acts.PromiseClaimed) == [acts.PromiseClaimed(FREE.id)]
        press(qtbot, shown, Qt.Key.Key_D)
        assert shown.posts(acts.PromiseSettled) == []  # one after the other
        shown.page.hear(news.Kept("", NOW, acts.PromiseClaimed(FREE.id)))

        press(qtbot, shown, Qt.Key.Key_Down)
        assert shown.detail.promise == LATER
        press(qtbot, shown, Qt.Key.Key_D)
        assert shown.posts(acts.PromiseSettled) == [acts.PromiseSettled(LATER.id, PromiseEnd.KEPT)]
        shown.detail.call.click()
        assert shown.posts(acts.DialWanted) == [acts.DialWanted("+48225550123")]


def test_ones_own_is_let_go_of_by_the_same_key_and_a_colleagues_is_not_touched(
    qtbot: QtBot, look: Look
) -> None:
    with showing(qtbot, look, FakeDay(LATE, THEIRS)) as shown:
        press(qtbot, shown, Qt.Key.Key_C)
        assert shown.posts(acts.PromiseClaimed) == [acts.PromiseClaimed(LATE.id, mine=False)]

        shown.page.filter.chips["all"].click()
        press(qtbot, shown, Qt.Key.Key_Down)
        assert shown.detail.promise == THEIRS
        for key in (Qt.Key.Key_C, Qt.Key.Key_M):
            press(qtbot, shown, key)
        assert len(shown.posts(acts.PromiseClaimed)) == 1
        assert not shown.detail.move_row.isVisible()
        assert not shown.detail.claim.isVisible()
        assert "for ola" in seen(shown.detail)


def test_it_is_moved_to_a_time_that_is_offered_or_typed(qtbot: QtBot, look: Look) -> None:
    with showing(qtbot, look, FakeDay(LATE)) as shown:
        press(qtbot, shown, Qt.Key.Key_M)
        row = shown.detail.move_row
        assert row.isVisible()
        row.button.click()
        (first,) = shown.posts(acts.PromiseMoved)
        assert first.promise == LATE
        assert first.due.astimezone().hour == 9
        assert first.due > NOW
        shown.page.hear(news.Kept("", NOW, first))
        assert not row.isVisible()

        press(qtbot, shown, Qt.Key.Key_M)
        row.times.chips["hour"].click()
        second = shown.posts(acts.PromiseMoved)[-1]
        assert timedelta(minutes=59) < second.due - NOW <= timedelta(minutes=66)


def test_who_was_slower_is_told_who_has_it(qtbot: QtBot, look: Look) -> None:
    day = FakeDay(FREE)
    with showing(qtbot, look, day) as shown:
        shown.detail.claim.click()
        assert not shown.detail.done.isEnabled()

        why = say("{colleague} sees to it already.", colleague="ola")
        shown.page.hear(news.NotKept("", NOW, why, acts.PromiseClaimed(FREE.id)))

        assert "ola sees to it already." in seen(shown.detail)
        assert shown.detail.done.isEnabled()


def test_whose_claim_came_second_is_told_who_was_faster(qtbot: QtBot, look: Look) -> None:
    day = FakeDay(FREE)
    with showing(qtbot, look, day) as shown:
        shown.detail.claim.click()
        shown.page.hear(news.Kept("", NOW, acts.PromiseClaimed(FREE.id)))
        day.promises = [replace(FREE, taken_by="ola")]
        with qtbot.waitSignal(shown.page.reading.changed):
            shown.page.hear(news.DayChanged(NOW))

        assert shown.rows == []
        assert "ola was faster: free" in seen(shown.page)


def test_what_changes_is_read_again_and_the_same_one_stays_picked(qtbot: QtBot, look: Look) -> None:
    day = FakeDay(LATE, FREE, LATER)
    with showing(qtbot, look, day) as shown:
        press(qtbot, shown, Qt.Key.Key_Down)
        assert shown.detail.promise == FREE

        day.promises = [promised(-50, "new and late"), replace(FREE, taken_by="anna"), LATER]
        with qtbot.waitSignal(shown.page.reading.changed):
            shown.page.hear(news.DayChanged(NOW))

        assert [what for _, what in shown.rows] == ["new and late", "free", "later"]
        assert shown.detail.promise == replace(FREE, taken_by="anna")

        day.promises = [LATER]
        with qtbot.waitSignal(shown.page.reading.changed):
            shown.page.hear(news.DayChanged(NOW))
        assert shown.detail.promise == LATER
        assert shown.numbers == [2, 0]


def test_when_something_falls_due_it_is_counted_without_being_read_again(qtbot: QtBot, look: Look) -> None:
    day = FakeDay(replace(FREE, due=NOW + timedelta(milliseconds=150)))
    with showing(qtbot, look, day) as shown:
        assert shown.rows[0][0] == "Today" if NOW.astimezone().hour < 23 else shown.rows
        with stopped(NOW + timedelta(seconds=1)):
            qtbot.waitUntil(lambda: shown.numbers == [0, 1])
        assert shown.rows[0][0] == "Overdue"
        assert day.asked == 1


def opened(qtbot: QtBot, shown) -> acts.CustomerOpened:
    qtbot.waitUntil(lambda: bool(shown.posts(acts.CustomerOpened)))
    return shown.posts(acts.CustomerOpened)[-1]


def test_the_customers_card_is_there_before_one_dials(qtbot: QtBot, look: Look) -> None:
    with showing(qtbot, look, FakeDay(LATE)) as shown:
        act = opened(qtbot, shown)
        assert (act.customer_id, act.number) == ("1001", "+48225550123")

        identity = Identity(Match.EXACT, (ANNA,), HURT, ANNA)
        shown.page.hear(news.CallerIdentified(act.call_id, NOW, identity, DEPARTMENTS))
        shown.page.hear(news.PanelFilled(act.call_id, NOW, "accounting", receivables(), 3.0))
        shown.page.hear(news.PanelFilled("another call", NOW, "sales", None, 3.0))
        told = seen(shown.detail.card)

        assert "Anna Wąs-Świątkowska" in told
        assert "No call" in told
        assert "3,100" in told

        shown.detail.card.header.close_button.click()
        assert shown.posts(acts.CustomerClosed) == [acts.CustomerClosed(act.call_id)]
        assert not shown.detail.card.isVisible()
        press(qtbot, shown, Qt.Key.Key_Return)
        assert len(shown.posts(acts.CustomerOpened)) == 2
        assert "Anna Wąs-Świątkowska" not in seen(shown.detail.card)  # nothing is known of it yet


def test_whoever_goes_on_or_away_lets_go_of_the_customer(qtbot: QtBot, look: Look) -> None:
    other = promised(24 * 9, "of another", customer_id="7", customer="Zielona Hurtownia")
    with showing(qtbot, look, FakeDay(LATE, other)) as shown:
        first = opened(qtbot, shown)
        press(qtbot, shown, Qt.Key.Key_Down)
        assert shown.posts(acts.CustomerClosed) == [acts.CustomerClosed(first.call_id)]
        qtbot.waitUntil(lambda: len(shown.posts(acts.CustomerOpened)) == 2)

        shown.page.hide()

        assert len(shown.posts(acts.CustomerClosed)) == 2


def test_who_passes_asks_for_nobody(qtbot: QtBot, look: Look) -> None:
    many = [promised(-number, str(number), customer_id=str(number)) for number in range(1, 9)]
    with showing(qtbot, look, FakeDay(*many)) as shown:
        for _ in range(7):
            press(qtbot, shown, Qt.Key.Key_Down)
        act = opened(qtbot, shown)

        assert [one.customer_id for one in shown.posts(acts.CustomerOpened)] == [act.customer_id] == ["1"]


def test_a_database_that_is_away_is_told_and_what_was_read_stays(qtbot: QtBot, look: Look) -> None:
    day = FakeDay(LATE)
    with showing(qtbot, look, day) as shown:
        day.away = True
        with qtbot.waitSignal(shown.page.reading.troubled):
            shown.page.hear(news.DayChanged(NOW))
        assert "The server is away." in seen(shown.page)
        assert len(shown.rows) == 1

        day.away = False
        with qtbot.waitSignal(shown.page.reading.troubled):
            shown.page.hear(news.DayChanged(NOW))
        assert "The server is away." not in seen(shown.page)


def test_an_empty_day_says_so(qtbot: QtBot, look: Look) -> None:
    with showing(qtbot, look, FakeDay()) as shown:
        assert "Nothing is due" in seen(shown.page)
        for key in (Qt.Key.Key_C, Qt.Key.Key_D, Qt.Key.Key_M, Qt.Key.Key_Return):
            press(qtbot, shown, key)
        assert shown.posted == []


@pytest.mark.parametrize("text", ["<b>bold</b><img src=x>", "a\u202eb\x1b[31m\nc", "ł" * 1999, "ราคา"])
def test_what_agents_wrote_is_data(qtbot: QtBot, look: Look, text: str) -> None:
    hostile = replace(LATE, what=text, customer=text, contact=text, made_by=text, taken_by=None)
    with showing(qtbot, look, FakeDay(hostile)) as shown:
        opened(qtbot, shown)
        told = seen(shown.page)
        shown.page.grab()

    assert not {"\x1b", "\u202e"} & set(told)
    assert shown.detail.what.textFormat() is Qt.TextFormat.PlainText


def test_a_call_to_practise_with_is_a_click_away_once_it_can_be_rung(qtbot: QtBot, look: Look) -> None:
    rung: list[None] = []
    with showing(qtbot, look, FakeDay()) as shown:
        assert not shown.page.practise.isVisible()
        shown.page.offer_practice(lambda: rung.append(None))
        shown.page.practise.click()

    assert rung == [None]


def test_in_the_home_window_its_keys_are_its_own_and_its_tab_tells_how_much_is_due(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    scene = stage(agent="anna")
    application = scene.application
    application.attach(day=FakeDay(replace(FREE, customer_id=None)))
    application.history.come_up(application.day)
    qtbot.waitUntil(lambda: application.day.detail.promise is not None)

    _calls, tab = application.history.pages.switch.findChildren(Tab)
    assert tab.accessibleDescription() == "1 promise due"
    QTest.keySequence(application.history, QKeySequence("Ctrl+D"))
    assert acts.DialWanted("+48225550123") in scene.posted

    scene.announce(news.Dialled("+48225550123", NOW, say("Busy")))
    qtbot.waitUntil(lambda: "Busy" in seen(application.day.detail))
