"""What was being written when the program ended is offered again until it is saved or cleared."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from screenpop.errors import RecordUnavailable
from screenpop.events import news
from screenpop.events.acts import NoteTyped, PromiseMade, WrappedUp
from screenpop.events.calls import Ending
from screenpop.ports.drafts import KeptDraft
from screenpop.promises import Intended
from screenpop.sentences import say
from tests.ui.scenes import NOW, FakeLog, Scene, logged
from tests.ui.seen import seen
from ui.history.window import HistoryWindow

BEGUN = logged(1, Ending.ANSWERED_ELSEWHERE)
LEFT = KeptDraft(BEGUN.id, datetime(2026, 3, 2, 14, 2, tzinfo=UTC), "Order", "", "wants it by Fri")


class FakeDrafts:
    def __init__(self, left: Sequence[KeptDraft], *, broken: bool = False) -> None:
        self.left = left
        self.broken = broken

    def keep(self, draft: KeptDraft, /) -> None:
        raise AssertionError("a window keeps nothing by itself")

    def drop(self, call: object, /) -> None:
        raise AssertionError("a window drops nothing by itself")

    def all(self) -> Sequence[KeptDraft]:
        if self.broken:
            raise RecordUnavailable(say("The disk reports an error ({file}).", file="drafts.db"))
        return self.left


@pytest.fixture
def window(qtbot: QtBot, stage: Callable[..., Scene]) -> HistoryWindow:
    scene = stage(agent="anna")
    scene.application.attach(
        call_log=FakeLog([logged(0, disposition="Solved"), BEGUN, logged(2)]), drafts=FakeDrafts([LEFT])
    )
    made = scene.application.history
    made.scene = scene  # type: ignore[attr-defined] # for the test's own use
    made.show()
    qtbot.waitUntil(lambda: made.begun == {BEGUN.id})
    made.filters.lists.chips["to_wrap_up"].click()
    qtbot.waitUntil(lambda: made.calls.rowCount() == 2)
    return made


def posted(window: HistoryWindow, kind: type) -> list[object]:
    return [act for act in window.scene.posted if isinstance(act, kind)]  # type: ignore[attr-defined] # as above


def test_it_stands_under_to_wrap_up_with_its_text_and_since_when(window: HistoryWindow) -> None:
    form = window.detail.form
    assert window.detail.call is not None
    assert window.detail.call.id == BEGUN.id
    assert (form.note.text(), form.reasons.choice()) == ("wants it by Fri", "Order")
    assert form.told.full.startswith("Not saved yet, from ")
    assert posted(window, WrappedUp) == []


def test_a_follow_up_that_was_begun_stands_in_the_form_again(
    qtbot: QtBot, stage: Callable[..., Scene]
) -> None:
    intended = Intended(datetime(2026, 4, 3, 9, tzinfo=UTC), "send the price list", mine=False)
    scene = stage(agent="anna")
    scene.application.attach(
        call_log=FakeLog([BEGUN]), drafts=FakeDrafts([replace(LEFT, follow_up=intended)])
    )
    window = scene.application.history
    window.show()
    qtbot.waitUntil(lambda: window.begun == {BEGUN.id})
    window.filters.lists.chips["to_wrap_up"].click()

    row = window.detail.form.follow_up
    qtbot.waitUntil(lambda: not row.isHidden())
    assert row.what.edit.text() == "send the price list"
    window.detail.form.save.click()
    assert [(act.due, act.what, act.mine) for act in scene.posted if isinstance(act, PromiseMade)] == [
        (intended.due, "send the price list", False)
    ]


def test_it_is_offered_until_it_is_saved(qtbot: QtBot, window: HistoryWindow) -> None:
    window.detail.form.save.click()
    act = WrappedUp(BEGUN.call_id, "Order", "", "wants it by Fri", BEGUN.id)
    assert posted(window, WrappedUp) == [act]
    assert window.begun == {BEGUN.id}

    window.scene.announce(news.Kept(BEGUN.call_id, NOW, act))  # type: ignore[attr-defined] # as above

    qtbot.waitUntil(lambda: window.begun == frozenset())
    assert window.detail.form.told.full == "Saved"


def test_turning_to_another_call_and_back_it_is_still_there(qtbot: QtBot, window: HistoryWindow) -> None:
    window.list.setCurrentIndex(window.calls.index(1))
    assert window.detail.form.note.text() == ""
    window.list.setCurrentIndex(window.calls.index(0))
    assert window.detail.form.note.text() == "wants it by Fri"


def test_ending_the_program_again_saves_nothing_by_itself(window: HistoryWindow) -> None:
    window.leave()
    assert posted(window, WrappedUp) == []


def test_what_is_cleared_is_told_as_cleared(qtbot: QtBot, window: HistoryWindow) -> None:
    window.detail.form.note.write("")
    window.detail.form.reasons.choose("")
    window.detail.form._edited()
    window.detail.form.rest()
    assert posted(window, NoteTyped) == [NoteTyped(BEGUN.call_id, "", logged=BEGUN.id)]


def test_drafts_that_cannot_be_read_are_told(qtbot: QtBot, scene: Scene) -> None:
    scene.application.attach(call_log=FakeLog([logged(0)]), drafts=FakeDrafts([], broken=True))
    window = scene.application.history
    window.show()
    qtbot.waitUntil(lambda: "The disk reports an error" in seen(window))
