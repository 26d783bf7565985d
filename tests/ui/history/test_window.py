"""The home window: the log, one call in full, the line, and what is wrong."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.events.acts import CustomerClosed, CustomerCorrected, CustomerOpened, WrappedUp
from screenpop.events.calls import Direction, Ending
from screenpop.sentences import say
from tests.ui.scenes import ANNA, JAN, NOW, FakeDirectory, FakeLog, Scene, logged
from tests.ui.seen import seen
from ui.components.look import Look as WindowLook
from ui.log.calls import CALL, FIRST_OF_DAY
from ui.log.paged_rows import PAGE
from ui.log.words import icon, went
from ui.theme.icons import Icon


def calls_in(scene: Scene) -> list[str]:
    model = scene.application.history.calls
    calls = [model.data(model.index(row), CALL) for row in range(model.rowCount())]
    return [call.call_id if call else "on its way" for call in calls]


def scroll_down(qtbot: QtBot, scene: Scene) -> None:
    """To the very last call."""
    window = scene.application.history
    while not window.calls.complete:
        known, bar = window.calls.rowCount(), window.list.verticalScrollBar()
        bar.setValue(bar.maximum())
        qtbot.waitUntil(lambda known=known: window.calls.rowCount() > known or window.calls.complete)


def opened(qtbot: QtBot, scene: Scene, log: FakeLog) -> FakeLog:
    scene.application.attach(call_log=log)
    scene.application.history.show()
    qtbot.waitUntil(lambda: bool(log.asked) and len(calls_in(scene)) == min(len(log.calls), PAGE))
    return log


def test_the_log_is_read_when_it_is_there_newest_first(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(1, Ending.MISSED)]))

    assert calls_in(scene) == ["call-0", "call-1"]
    detail = scene.application.history.detail
    qtbot.waitUntil(lambda: detail.call is not None)
    assert {"+48 22 555 01 23", "Answered  ·  1:34", "anna"} <= set(seen(detail).splitlines())


def test_each_day_has_a_heading(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(24), logged(25)]))
    model = scene.application.history.calls
    assert model.data(model.index(0), FIRST_OF_DAY)
    assert model.data(model.index(1), FIRST_OF_DAY)


def test_a_long_log_comes_page_by_page(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(number) for number in range(3 * PAGE + 30)]))
    scroll_down(qtbot, scene)
    every = [f"call-{number}" for number in range(3 * PAGE + 30)]
    assert scene.application.history.calls.rowCount() == len(every)

    def all_are_here() -> bool:
        """Whoever turned to the window while far down has let go of what stands above; it comes when it is needed."""
        scene.application.history.calls.need(0, len(every) - 1)
        return calls_in(scene) == every

    qtbot.waitUntil(all_are_here)


def test_missed_calls_are_one_click_away(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(1, Ending.MISSED), logged(2)]))
    scene.application.history.filter.chips["missed"].click()
    qtbot.waitUntil(lambda: calls_in(scene) == ["call-1"])


def test_what_a_watch_saw_nobody_answer_is_missed_too(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(1, Ending.UNKNOWN), logged(2, Ending.NO_ANSWER)]))
    scene.application.history.filter.chips["missed"].click()
    qtbot.waitUntil(lambda: calls_in(scene) == ["call-1", "call-2"])


def test_who_turns_to_the_window_sees_calls_that_nobody_announced(qtbot: QtBot, scene: Scene) -> None:
    log = opened(qtbot, scene, FakeLog([logged(1)]))
    window = scene.application.history
    log.calls.insert(0, logged(0, direction=Direction.OUT))

    window.activateWindow()
    qtbot.waitUntil(lambda: calls_in(scene) == ["call-0", "call-1"])


def test_who_reads_far_down_is_not_moved_when_a_call_comes(qtbot: QtBot, scene: Scene) -> None:
    log = opened(qtbot, scene, FakeLog([logged(number) for number in range(1, 3 * PAGE + 31)]))
    window = scene.application.history
    scroll_down(qtbot, scene)
    bar, last = window.list.verticalScrollBar(), window.calls.rowCount() - 1
    bar.setValue(bar.maximum())
    window.list.setCurrentIndex(window.calls.index(last))
    qtbot.waitUntil(lambda: window.detail.call is not None and window.detail.call.id == log.calls[-1].id)
    read, place, asked = window.detail.call, bar.value(), len(log.asked)

    log.calls.insert(0, logged(0))
    log.calls[-1] = replace(log.calls[-1], note="said later")
    scene.ring()
    qtbot.waitUntil(
        lambda: len(log.asked) > asked and window.calls.index(last).data(CALL).note == "said later"
    )

    assert read is not None
    assert window.detail.call.id == read.id
    assert bar.value() == place
    bar.setValue(0)
    window.list.setCurrentIndex(window.calls.index(0))
    window.calls.again()
    qtbot.waitUntil(lambda: window.calls.index(0).data(CALL) == log.calls[0])


def wrapped_up(scene: Scene) -> list[WrappedUp]:
    return [act for act in scene.posted if isinstance(act, WrappedUp)]


def test_searching_asks_the_log(qtbot: QtBot, scene: Scene) -> None:
    log = opened(qtbot, scene, FakeLog([logged(0), logged(1, customer="Zielona")]))
    qtbot.keyClicks(scene.application.history.search.edit, "zielona")
    qtbot.waitUntil(lambda: calls_in(scene) == ["call-1"])
    assert log.asked[-1].customer_id in (None, "Zielona")


def test_a_new_call_comes_into_the_list_by_itself(qtbot: QtBot, scene: Scene) -> None:
    log = opened(qtbot, scene, FakeLog([logged(1)]))
    log.calls.insert(0, logged(0))
    scene.ring()
    qtbot.waitUntil(lambda: calls_in(scene) == ["call-0", "call-1"])


def test_what_was_noted_before_stands_below(qtbot: QtBot, scene: Scene) -> None:
    older = logged(1, disposition="Call back", note="<b>asks</b> for Friday")
    opened(qtbot, scene, FakeLog([logged(0), older]))
    qtbot.waitUntil(lambda: "Call back  ·  <b>asks</b> for Friday" in seen(scene.application.history.detail))


def test_a_wrap_up_is_corrected_and_saved_only_when_the_record_says_so(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0, disposition="Solved")]))
    form = scene.application.history.detail.form
    qtbot.waitUntil(lambda: form.dispositions.choice() == "Solved")
    assert form.told.full == "Saved"
    form.note.write("was not solved")
    form.save.click()

    assert wrapped_up(scene) == [WrappedUp("call-0", "", "Solved", "was not solved", logged(0).id)]
    assert form.told.full == "Saving …"
    scene.announce(news.Kept("call-0", NOW, scene.posted[-1]))
    qtbot.waitUntil(lambda: form.told.full == "Saved")


def test_quitting_saves_a_correction_that_is_written(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0, disposition="Solved")]))
    form = scene.application.history.detail.form
    qtbot.waitUntil(lambda: form.dispositions.choice() == "Solved")
    form.note.write("was not solved")

    scene.application.close()

    assert wrapped_up(scene) == [WrappedUp("call-0", "", "Solved", "was not solved", logged(0).id)]


def test_a_record_that_cannot_be_read_is_told_and_taken_back(qtbot: QtBot, scene: Scene) -> None:
    log = opened(qtbot, scene, FakeLog([logged(0)]))
    window = scene.application.history
    log.broken = True
    window.calls.again()
    qtbot.waitUntil(lambda: "the record cannot be read" in seen(window.banner) and window.banner.isVisible())
    log.broken = False
    window.calls.again()
    qtbot.waitUntil(lambda: not window.banner.isVisible())


def test_wrong_settings_are_told_in_the_window(qtbot: QtBot, scene: Scene) -> None:
    scene.application.history.show()
    scene.application.show_problem(say("“corner” must be {allowed}", allowed="<b>top-left</b>"))
    banner = scene.application.history.banner
    qtbot.waitUntil(lambda: "“corner” must be <b>top-left</b>" in seen(banner))
    scene.application.show_problem(None)
    qtbot.waitUntil(lambda: not banner.isVisible())


def test_the_line_says_how_it_stands(qtbot: QtBot, scene: Scene) -> None:
    pill = scene.application.history.pill
    assert pill.text.full == "Connecting the line …"
    scene.announce(news.LineUp("desk", NOW))
    qtbot.waitUntil(lambda: pill.text.full == "Line ready")
    scene.announce(news.LineDown("desk", NOW, say("wrong password"), tries_again=False))
    qtbot.waitUntil(lambda: pill.text.full == "Line down until somebody mends it: wrong password")


def test_the_line_s_tooltip_lists_every_line(qtbot: QtBot, stage: Callable[..., Scene]) -> None:
    scene = stage(line_names=("desk", "ami"))
    scene.announce(news.LineUp("desk", NOW), news.LineDown("ami", NOW, say("no <b>answer</b>")))
    pill = scene.application.history.pill
    qtbot.waitUntil(lambda: pill.text.full == "ami: down for now: no <b>answer</b>")
    assert pill.toolTip() == "<qt>desk: ready<br>ami: down for now: no &lt;b&gt;answer&lt;/b&gt;</qt>"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ending": Ending.ENDED}, ("Outgoing, 1:34", "Outgoing, answered  ·  1:34")),
        ({"ending": Ending.ENDED, "answered_at": None}, ("Outgoing, not reached",) * 2),
        ({"ending": Ending.NO_ANSWER}, ("Outgoing, not reached",) * 2),
        ({"ending": Ending.BUSY}, ("Outgoing, busy",) * 2),
        ({"ending": None}, ("Outgoing, in progress",) * 2),
    ],
    ids=str,
)
def test_an_outgoing_call_says_so_in_words_and_by_its_icon(
    qtbot: QtBot, scene: Scene, look: WindowLook, changed: dict[str, Ending | None], told: tuple[str, str]
) -> None:
    ending = changed.pop("ending")
    call = logged(0, ending, direction=Direction.OUT, **changed)  # type: ignore[arg-type] # None is an ending too
    opened(qtbot, scene, FakeLog([call]))
    shown = scene.application.history.detail
    qtbot.waitUntil(lambda: shown.call is not None)
    row, detail = told

    assert {detail, "Number called"} <= set(seen(shown).splitlines())
    assert went(call, look.wording) == row
    assert icon(call)[0] is Icon.CALL_OUT


@pytest.mark.parametrize("tray", [True, False])
def test_closing_the_window_ends_the_program_only_without_a_tray(
    qtbot: QtBot, scene: Scene, tray: bool
) -> None:
    window, left = scene.application.history, []
    window.left.connect(lambda: left.append("left"))
    window.hides = tray
    window.closeEvent(QCloseEvent())
    assert left == ([] if tray else ["left"])


def looked_at(scene: Scene) -> list[str]:
    """Whose card is open in the end: each is opened once, and closed."""
    opened_, shut = (
        [act for act in scene.posted if isinstance(act, kind)] for kind in (CustomerOpened, CustomerClosed)
    )
    assert len({act.call_id for act in opened_}) == len(opened_)
    assert {act.call_id for act in shut} <= {act.call_id for act in opened_}
    assert len(opened_) - len(shut) in (0, 1)
    return [act.customer_id for act in opened_]


def test_a_call_s_customer_is_asked_about_once_for_as_long_as_it_stands_there(
    qtbot: QtBot, scene: Scene
) -> None:
    log = opened(
        qtbot, scene, FakeLog([logged(0), logged(1, customer="Zielona"), logged(2, customer_id=None)])
    )
    qtbot.waitUntil(lambda: looked_at(scene) == ["Hurt-Bud"])
    window = scene.application.history
    asked = len(log.asked)
    window.calls.again()
    qtbot.waitUntil(lambda: len(log.asked) > asked and calls_in(scene) != [])

    window.list.setCurrentIndex(window.calls.index(1))
    qtbot.waitUntil(lambda: looked_at(scene) == ["Hurt-Bud", "Zielona"])
    window.list.setCurrentIndex(window.calls.index(2))

    assert looked_at(scene) == ["Hurt-Bud", "Zielona"]
    assert isinstance(scene.posted[-1], CustomerClosed)
    assert window.detail.customer.choosing


def test_whoever_passes_calls_with_the_arrow_asks_for_nobody(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(number, customer=f"C{number}") for number in range(9)]))
    window = scene.application.history
    for row in range(1, 9):
        window.list.setCurrentIndex(window.calls.index(row))
    qtbot.waitUntil(lambda: looked_at(scene) == ["C8"])


def test_what_stands_in_a_window_that_nobody_sees_is_not_looked_at(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(1, customer="Zielona")]))
    qtbot.waitUntil(lambda: looked_at(scene) == ["Hurt-Bud"])
    window = scene.application.history
    window.hide()
    assert isinstance(scene.posted[-1], CustomerClosed)
    window.list.setCurrentIndex(window.calls.index(1))
    assert not window.detail.customer._soon.isActive()

    window.show()

    qtbot.waitUntil(lambda: looked_at(scene) == ["Hurt-Bud", "Zielona"])


def test_the_card_of_the_call_s_customer_shows_what_departments_say(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0)]))
    qtbot.waitUntil(lambda: looked_at(scene) == ["Hurt-Bud"])
    card_id = next(act.call_id for act in scene.posted if isinstance(act, CustomerOpened))
    scene.know(card_id)
    scene.fill(card_id)
    detail = scene.application.history.detail

    qtbot.waitUntil(lambda: "3,100" in seen(detail.customer.card))
    panels = detail.customer.card.body.board.panels.values()
    assert all(panel.geometry().bottom() <= detail.customer.card.body.height() for panel in panels)
    assert ANNA.contact is not None
    assert ANNA.contact in seen(detail.customer.card)
    assert not scene.application.cards


def test_it_isn_t_them_is_put_right_in_the_log(qtbot: QtBot, scene: Scene) -> None:
    scene.application.attach(directory=FakeDirectory((JAN,)))
    call = logged(0)
    opened(qtbot, scene, FakeLog([call]))
    qtbot.waitUntil(lambda: looked_at(scene) == ["Hurt-Bud"])
    window = scene.application.history
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    qtbot.keyClick(window, Qt.Key.Key_F9)
    chooser = window.detail.customer.chooser
    qtbot.keyClicks(chooser.field.edit, "jan")
    qtbot.waitUntil(lambda: chooser.people.count() == 1)
    qtbot.waitUntil(lambda: not chooser._search.pending)
    qtbot.keyClick(chooser.field.edit, Qt.Key.Key_Return)

    act = CustomerCorrected(call.call_id, JAN, logged=call.id, number=call.number)
    assert scene.posted[-1] == act
    assert not window.detail.customer.choosing
    scene.announce(news.Kept(call.call_id, NOW, act))
    qtbot.waitUntil(lambda: "Corrected" in seen(window.detail))


def test_on_a_server_a_colleagues_wrap_up_is_read_and_ones_own_is_written(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    scene = stage(wraps_up_for="anna")
    theirs = logged(1, agent="ewa", disposition="Call back", note="<b>asks</b>\nfor Friday")
    opened(qtbot, scene, FakeLog([logged(0), theirs]))
    window, detail = scene.application.history, scene.application.history.detail
    assert detail.form.isVisible()
    assert not detail.theirs.isVisible()

    window.list.setCurrentIndex(window.calls.index(1))

    assert not detail.form.isVisible()
    assert detail.theirs.isVisible()
    assert detail.theirs.text() == "Call back\n<b>asks</b>\nfor Friday"
    assert detail.theirs.edit.isReadOnly()


def test_search_list_and_note_are_reached_by_keys_alone(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(1, customer="Zielona")]))
    window = scene.application.history
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.list.hasFocus()

    qtbot.keyClick(window.list, Qt.Key.Key_Slash)
    assert window.search.edit.hasFocus()
    qtbot.keyClicks(window.search.edit, "ziel")
    qtbot.waitUntil(lambda: calls_in(scene) == ["call-1"])
    qtbot.keyClick(window.search.edit, Qt.Key.Key_Down)
    assert window.list.hasFocus()
    qtbot.keyClick(window.list, Qt.Key.Key_Return)

    assert window.detail.form.note.edit.hasFocus()
    qtbot.keyClicks(window.detail.form.note.edit, "1/2 pallet")
    assert window.detail.form.note.text() == "1/2 pallet"
