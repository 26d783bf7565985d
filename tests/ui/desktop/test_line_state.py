"""How several lines are told in one word, and that a short outage is told nowhere."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from screenpop.events.news import LineDown, LineUp
from screenpop.sentences import say
from tests.ui.scenes import NOW
from ui.desktop import line_state
from ui.desktop.line_state import LineState, LineWatch, Standing

NO_ANSWER = LineDown("desk", NOW, say("no answer"))
WRONG_PASSWORD = LineDown("desk", NOW, say("wrong password"), tries_again=False)


def test_lines_start_come_up_and_go_down() -> None:
    lines = LineState(("desk", "mobile"))
    assert lines.standing is Standing.STARTING

    lines.hear(LineUp("desk", NOW))
    assert lines.standing is Standing.STARTING
    lines.hear(LineUp("mobile", NOW))
    assert lines.standing is Standing.UP
    assert str(lines.told()) == "Line ready"

    lines.hear(LineDown("mobile", NOW, say("no answer")))
    assert lines.standing is Standing.PARTLY
    assert str(lines.told()) == "mobile: down for now: no answer"
    lines.hear(NO_ANSWER)
    assert lines.standing is Standing.DOWN


def test_a_line_that_tries_again_is_told_otherwise_than_one_that_waits_for_somebody() -> None:
    lines = LineState(("desk",))
    lines.hear(NO_ANSWER)
    assert (lines.standing, str(lines.told())) == (Standing.DOWN, "Line down for now: no answer")

    lines.hear(WRONG_PASSWORD)
    assert (lines.standing, str(lines.told())) == (
        Standing.STUCK,
        "Line down until somebody mends it: wrong password",
    )


def test_of_several_lines_the_worst_is_told_and_each_is_listed_by_name() -> None:
    lines = LineState(("mobile", "desk", "ami"))
    lines.hear(LineDown("mobile", NOW, say("no answer")))
    lines.hear(WRONG_PASSWORD)

    assert lines.standing is Standing.STUCK
    assert str(lines.told()) == "desk: down until somebody mends it: wrong password"
    assert [str(each) for each in lines.each()] == [
        "mobile: down for now: no answer",
        "desk: down until somebody mends it: wrong password",
        "ami: connecting …",
    ]


def test_one_line_needs_no_list() -> None:
    assert LineState(("desk",)).each() == []


@pytest.fixture
def watched(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[LineWatch]:
    """A line that works, whose outages are quiet for 50 ms."""
    monkeypatch.setattr(line_state, "QUIET_MS", 50)
    watch = LineWatch(("desk",))
    watch.hear(LineUp("desk", NOW))
    yield watch
    watch.close()


def test_an_outage_that_is_over_soon_is_shown_nowhere(qtbot: QtBot, watched: LineWatch) -> None:
    shown: list[Standing] = []
    watched.changed.connect(lambda: shown.append(watched.state.standing))

    watched.hear(NO_ANSWER)
    assert shown == []
    watched.hear(LineUp("desk", NOW))
    qtbot.wait(100)  # longer than an outage is quiet

    assert set(shown) == {Standing.UP}


def test_an_outage_that_lasts_is_shown_with_its_last_reason(qtbot: QtBot, watched: LineWatch) -> None:
    with qtbot.waitSignal(watched.changed):
        watched.hear(NO_ANSWER)
        watched.hear(LineDown("desk", NOW, say("no address")))
    assert str(watched.state.told()) == "Line down for now: no address"


def test_what_somebody_must_mend_is_shown_at_once(qtbot: QtBot, watched: LineWatch) -> None:
    with qtbot.waitSignal(watched.changed, timeout=0):
        watched.hear(WRONG_PASSWORD)
    assert watched.state.standing is Standing.STUCK


def test_a_line_that_never_worked_is_shown_at_once(qtbot: QtBot) -> None:
    watch = LineWatch(("desk",))
    watch.hear(NO_ANSWER)
    assert watch.state.standing is Standing.DOWN
