"""The live board: who does what since when, pushed and asked again; out of sight nothing runs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from screenpop.errors import RecordUnavailable
from screenpop.record.board import AtDesk, Phase
from screenpop.record.people_policy import PeoplePolicy
from screenpop.rules.people_at_work import shown_board
from screenpop.sentences import say
from tests.ui.seen import seen
from ui.background import Background
from ui.components.look import Look
from ui.supervisor.board.view import BoardView
from ui.supervisor.board.words import about, doing, in_order, lasts, trouble

NAMES = PeoplePolicy(live_names=True)


def desk(agent: str, phase: Phase | None = None, seconds: float = 30, **changed: object) -> AtDesk:
    now = datetime.now(UTC)
    made = AtDesk(
        agent=agent,
        phase=phase,
        since=now - timedelta(seconds=seconds) if phase else None,
        number="+48225550123" if phase else None,
        customer=None,
        queue="Sales PL" if phase else None,
        lines={"desk": True},
        gone=False,
        seen_at=now,
    )
    return replace(made, **changed)  # type: ignore[arg-type] # the values are the fields


class FakeBoard:
    """Desks as a test sets them, through the site's policy."""

    def __init__(self, *desks: AtDesk, policy: PeoplePolicy = NAMES) -> None:
        self.desks, self.policy = desks, policy
        self.asked, self.broken = 0, False
        self.listeners: list[Callable[[], None]] = []

    def now(self):
        self.asked += 1
        if self.broken:
            raise RecordUnavailable(say("the server rests"))
        return shown_board(self.desks, self.policy, "anna")

    def when_changed(self, tell: Callable[[], None], /) -> Callable[[], None]:
        self.listeners.append(tell)
        return lambda: self.listeners.remove(tell)


@pytest.fixture
def opened(qtbot: QtBot, look: Look) -> Iterator[Callable[[FakeBoard], BoardView]]:
    background = Background()
    views: list[BoardView] = []

    def open_view(board: FakeBoard) -> BoardView:
        view = BoardView(look, background, board)
        views.append(view)
        view.resize(1100, 700)
        view.show()
        view.shown()
        qtbot.waitUntil(lambda: board.asked > 0 and background.idle)
        return view

    yield open_view
    for view in views:
        view.close()
        view.deleteLater()
    background.close()


def told(view: BoardView) -> list[str]:
    model = view.desks.model()
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_each_desk_says_who_what_since_when_and_with_whom(opened: Callable[[FakeBoard], BoardView]) -> None:
    view = opened(
        FakeBoard(
            desk("anna", Phase.TALKS, 125, customer="Hurt-Bud"), desk("ewa", Phase.RINGS, 9, number=None)
        )
    )

    ewa, anna = told(view)
    assert anna.startswith("anna, Talks 2:0")
    assert anna.endswith("Hurt-Bud  ·  Sales PL")
    assert ewa.endswith("Number withheld  ·  Sales PL")
    assert view.counts.tiles["talks"].figure.full == "1"
    assert view.counts.tiles["rings"].below.full.startswith("longest 0:")


def test_where_agents_change_seats_their_extension_is_told(opened: Callable[[FakeBoard], BoardView]) -> None:
    sits = desk("anna", seat="<b>114</b>")
    free = told(opened(FakeBoard(sits)))
    gone = told(opened(FakeBoard(replace(sits, gone=True))))

    assert free == ["anna, Free, Extension <b>114</b>"]
    assert "114" not in gone[0]


def test_a_change_is_seen_at_once(qtbot: QtBot, opened: Callable[[FakeBoard], BoardView]) -> None:
    board = FakeBoard(desk("anna"))
    view = opened(board)
    assert view.counts.tiles["free"].figure.full == "1"

    board.desks = (desk("anna", Phase.RINGS, 1),)
    board.listeners[0]()

    qtbot.waitUntil(lambda: view.counts.tiles["rings"].figure.full == "1")


def test_many_changes_in_a_moment_are_one_look(
    qtbot: QtBot, opened: Callable[[FakeBoard], BoardView]
) -> None:
    board = FakeBoard(desk("anna"))
    view = opened(board)
    before = board.asked

    for _ in range(50):
        board.listeners[0]()
    qtbot.waitUntil(lambda: board.asked > before and view._background.idle)
    qtbot.wait(200)

    assert board.asked - before <= 2


def test_clocks_tick_without_anybody_being_asked(
    qtbot: QtBot, opened: Callable[[FakeBoard], BoardView]
) -> None:
    board = FakeBoard(desk("anna", Phase.TALKS, 10))
    view = opened(board)
    first, asked = told(view)[0], board.asked

    qtbot.waitUntil(lambda: told(view)[0] != first, timeout=5_000)

    assert board.asked == asked


def test_out_of_sight_nobody_listens_and_nothing_ticks(opened: Callable[[FakeBoard], BoardView]) -> None:
    board = FakeBoard(desk("anna"))
    view = opened(board)

    view.hide()

    assert board.listeners == []
    assert not view._ticking.isActive()
    assert not view._again.isActive()


def test_turning_to_it_twice_listens_once(opened: Callable[[FakeBoard], BoardView]) -> None:
    board = FakeBoard(desk("anna"))
    view = opened(board)

    view.shown()

    assert len(board.listeners) == 1


def test_a_board_that_cannot_be_read_shows_nothing_that_is_no_longer_true(
    qtbot: QtBot, opened: Callable[[FakeBoard], BoardView]
) -> None:
    board = FakeBoard(desk("anna", Phase.TALKS))
    view = opened(board)
    board.broken = True
    view.refresh()
    qtbot.waitUntil(lambda: view.notice.isVisibleTo(view))
    assert "the server rests" in seen(view)
    assert not view.desks.isVisibleTo(view)

    board.broken = False
    view.notice.button.click()
    qtbot.waitUntil(lambda: view.desks.isVisibleTo(view))


def test_without_names_there_are_counts_and_one_s_own_desk(opened: Callable[[FakeBoard], BoardView]) -> None:
    desks = [desk(name, Phase.TALKS) for name in ("anna", "ewa", "jan", "kasia", "ola")]
    view = opened(FakeBoard(*desks, policy=PeoplePolicy()))

    assert [line.split(",")[0] for line in told(view)] == ["anna"]
    assert view.counts.tiles["talks"].figure.full == "5"
    assert view.by_queue.isVisibleTo(view)
    assert "“live_names” under [supervision]" in view.why.text()
    assert not any(name in seen(view) for name in ("ewa", "jan", "kasia", "ola"))


def test_of_few_desks_without_names_no_queue_is_told(opened: Callable[[FakeBoard], BoardView]) -> None:
    view = opened(FakeBoard(desk("ewa", Phase.TALKS), desk("jan"), policy=PeoplePolicy()))

    assert not view.by_queue.isVisibleTo(view)
    assert view.counts.tiles["talks"].figure.full == "1"


def test_when_nobody_is_signed_on_that_is_said(opened: Callable[[FakeBoard], BoardView]) -> None:
    assert "No desk is signed on" in seen(opened(FakeBoard()))


def test_the_desk_that_the_keyboard_is_at_stays_so_when_the_order_changes(
    qtbot: QtBot, opened: Callable[[FakeBoard], BoardView]
) -> None:
    board = FakeBoard(desk("anna"), desk("ewa"))
    view = opened(board)
    view.desks.setCurrentIndex(view.desks.model().index(0, 0))

    board.desks = (desk("anna"), desk("ewa", Phase.RINGS))
    view.refresh()
    qtbot.waitUntil(lambda: told(view)[0].startswith("ewa"))

    assert view.desks.currentIndex().row() == 1


def test_who_rings_longest_comes_first_and_who_is_gone_last() -> None:
    desks = [
        desk("gone", gone=True),
        desk("free"),
        desk("down", lines={"desk": False}),
        desk("wraps", Phase.WRAPS_UP),
        desk("talks", Phase.TALKS, 10),
        desk("talks long", Phase.TALKS, 900),
        desk("rings", Phase.RINGS, 3),
        desk("rings long", Phase.RINGS, 40),
    ]

    assert [each.agent for each in in_order(desks)] == [
        *("rings long", "rings", "talks long", "talks", "wraps"),
        *("free", "down", "gone"),
    ]


def test_words_of_a_desk_are_data_and_say_what_is_wrong(look: Look) -> None:
    wording, now = look.wording, datetime.now(UTC)
    talking = desk("a", Phase.TALKS, customer="<b>Evil</b>\u202e", lines={"desk": True, "ami": False}, more=2)

    assert about(talking, wording) == "<b>Evil</b>  ·  Sales PL"
    assert trouble(talking, wording) == "ami: down  ·  2 more calls"
    assert doing(desk("b", lines={"desk": False}), wording) == "Line down"
    assert trouble(desk("b", lines={"desk": False}), wording) == ""
    assert doing(replace(talking, gone=True), wording).startswith("Not heard of since")
    assert lasts(replace(talking, gone=True), now, wording) == ""


def test_a_desk_whose_clock_is_ahead_has_just_begun(look: Look) -> None:
    ahead = desk("a", Phase.RINGS, seconds=-30)

    assert lasts(ahead, datetime.now(UTC), look.wording) == "0:00"
