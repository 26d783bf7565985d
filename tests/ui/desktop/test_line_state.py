"""How several lines are told in one word."""

from screenpop.events.news import LineDown, LineUp
from screenpop.sentences import say
from tests.ui.scenes import NOW
from ui.desktop.line_state import LineState, Standing


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
    assert str(lines.told()) == "One line is down: no answer"
    lines.hear(LineDown("desk", NOW, say("wrong password")))
    assert lines.standing is Standing.DOWN
