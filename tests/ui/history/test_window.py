"""The home window: the log, one call in full, the line, and what is wrong."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QCloseEvent
from pytestqt.qtbot import QtBot

from screenpop.events import news
from screenpop.events.acts import WrappedUp
from screenpop.events.calls import Direction, Ending
from screenpop.sentences import say
from tests.ui.scenes import NOW, FakeLog, Scene, logged
from tests.ui.seen import seen
from ui.components.look import Look
from ui.log.calls import CALL, FIRST_OF_DAY, PAGE
from ui.log.words import icon, went
from ui.theme.icons import Icon


def calls_in(scene: Scene) -> list[str]:
    model = scene.application.history.calls
    return [model.data(model.index(row), CALL).call_id for row in range(model.rowCount())]


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
    assert {"Hurt-Bud", "+48 22 555 01 23", "Answered  ·  1:34", "anna"} <= set(seen(detail).splitlines())


def test_each_day_has_a_heading(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0), logged(24), logged(25)]))
    model = scene.application.history.calls
    assert model.data(model.index(0), FIRST_OF_DAY)
    assert model.data(model.index(1), FIRST_OF_DAY)


def test_a_long_log_comes_page_by_page(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(number) for number in range(PAGE + 30)]))
    model = scene.application.history.calls
    assert model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    qtbot.waitUntil(lambda: len(calls_in(scene)) == PAGE + 30)
    assert not model.canFetchMore(model.index(-1))


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
    log = opened(qtbot, scene, FakeLog([logged(number) for number in range(1, PAGE + 31)]))
    window = scene.application.history
    window.calls.fetchMore(window.calls.index(-1))
    qtbot.waitUntil(lambda: len(calls_in(scene)) == PAGE + 30)
    window.list.setCurrentIndex(window.calls.index(PAGE + 10))
    read = window.detail.call

    log.calls.insert(0, logged(0))
    scene.ring()
    qtbot.waitUntil(lambda: "call-0" in calls_in(scene))

    assert read is not None
    assert window.detail.call == read


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

    assert scene.posted == [WrappedUp("call-0", "", "Solved", "was not solved", logged(0).id)]
    assert form.told.full == "Saving …"
    scene.announce(news.Kept("call-0", NOW, scene.posted[-1]))
    qtbot.waitUntil(lambda: form.told.full == "Saved")


def test_quitting_saves_a_correction_that_is_written(qtbot: QtBot, scene: Scene) -> None:
    opened(qtbot, scene, FakeLog([logged(0, disposition="Solved")]))
    form = scene.application.history.detail.form
    qtbot.waitUntil(lambda: form.dispositions.choice() == "Solved")
    form.note.write("was not solved")

    scene.application.close()

    assert scene.posted == [WrappedUp("call-0", "", "Solved", "was not solved", logged(0).id)]


def test_a_record_that_cannot_be_read_is_told_and_taken_back(qtbot: QtBot, scene: Scene) -> None:
    log = opened(qtbot, scene, FakeLog([logged(0)]))
    window = scene.application.history
    log.broken = True
    window.calls.refresh()
    qtbot.waitUntil(lambda: "the record cannot be read" in seen(window.banner) and window.banner.isVisible())
    log.broken = False
    window.calls.refresh()
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
    qtbot: QtBot, scene: Scene, look: Look, changed: dict[str, Ending | None], told: tuple[str, str]
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
