"""Who looked at whom."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from screenpop.errors import RecordUnavailable
from screenpop.events.acts import Look as Looked
from screenpop.record.ids import new_id
from screenpop.record.looks import LookFilter, LookTaken
from screenpop.sentences import say
from tests.ui.seen import seen
from tests.ui.supervisor.records import NEWEST, FakeRecord
from ui.background import Background
from ui.components.look import Look
from ui.supervisor.audit import AuditView


class FakeLooks:
    """A look a minute, each of another sort; a filter by agent is obeyed."""

    def __init__(self, count: int = 230) -> None:
        self.asked: list[LookFilter] = []
        self.trouble: RecordUnavailable | None = None
        sorts, agents = list(Looked), ("anna", "ola")
        self.taken = [
            LookTaken(
                new_id(),
                NEWEST - timedelta(minutes=number),
                agents[number % 2],
                "" if sorts[number % 4] is Looked.EXPORT else f"K-{number}",
                None if number % 3 else "Hurt-Bud",
                sorts[number % 4],
                "balance" if sorts[number % 4] is Looked.REVEAL else "",
            )
            for number in range(count)
        ]

    def page(
        self, wanted: LookFilter, *, at_most: int, older_than: LookTaken | None = None
    ) -> Sequence[LookTaken]:
        self.asked.append(wanted)
        if self.trouble:
            raise self.trouble
        fitting = [look for look in self.taken if wanted.agent in (None, look.agent)]
        first = fitting.index(older_than) + 1 if older_than else 0
        return fitting[first : first + at_most]

    def lookers(self) -> Sequence[str]:
        return ["anna", "ola"]


Open = Callable[..., AuditView]


@pytest.fixture
def opened(qtbot: QtBot, look: Look, background: Background) -> Iterator[Open]:
    def build(looks: FakeLooks, *, own_only: bool = False) -> AuditView:
        view = AuditView(look, background, looks, FakeRecord(), own_only=own_only)
        qtbot.addWidget(view)
        view.resize(1130, 700)
        view.show()
        view.shown()
        qtbot.waitUntil(lambda: background.idle)
        return view

    yield build
    background.close()


def texts(view: AuditView, row: int) -> tuple[str, ...]:
    told = view.rows.at(row)
    assert told is not None
    return told.texts


def test_each_look_says_who_at_whom_how_and_what(opened: Open, look: Look) -> None:
    view = opened(FakeLooks())
    when = f"20 Nov, {look.wording.written.clock(NEWEST)}"
    assert texts(view, 0) == (when, "anna", "Hurt-Bud", "K-0", "Card", "")
    assert texts(view, 1)[1:] == ("ola", "K-1", "K-1", "History", "")
    assert texts(view, 2)[4:] == ("Revealed", "balance")
    assert texts(view, 3)[2:5] == ("Many customers", "", "Taken out as a file")


def test_filters_are_asked_for(qtbot: QtBot, opened: Open, background: Background) -> None:
    looks = FakeLooks()
    view = opened(looks)
    view.agent.choose("ola")
    view.customer.choose("K-7")
    view.kind.choose("reveal")
    view.period.chips.chips["today"].click()
    qtbot.waitUntil(lambda: background.idle)
    wanted = looks.asked[-1]
    assert (wanted.agent, wanted.customer_id, wanted.looks) == ("ola", "K-7", frozenset({Looked.REVEAL}))
    assert wanted.since is not None
    assert [choice.word for choice in view.agent.choices] == ["anna", "ola"]


def test_a_login_that_sees_its_own_looks_alone_is_told_so(opened: Open) -> None:
    assert "an auditor's sees everybody's" in opened(FakeLooks(), own_only=True).foot.full


def test_a_refusal_is_told_in_words(opened: Open) -> None:
    looks = FakeLooks()
    looks.trouble = RecordUnavailable(say("This login may not read who looked at whom."))
    assert "This login may not read who looked at whom." in seen(opened(looks))


def test_nobody_has_looked(opened: Open) -> None:
    assert "Nobody has looked yet" in seen(opened(FakeLooks(0)))
