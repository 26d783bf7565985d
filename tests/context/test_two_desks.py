"""What one desk's agent writes and learns, the other's card shows within a second."""

import threading
from collections.abc import Callable

import pytest

from screenpop.answers.conversation import Conversation
from screenpop.events import acts, news
from screenpop.record.board import Phase
from screenpop.sentences import say
from tests.context.conftest import Company
from tests.context.desks import Desk, at_work

WITHIN = 1.0


@pytest.fixture(params=["one login", "personal logins"])
def desks(request: pytest.FixtureRequest, company: Company):
    if request.param == "personal logins":
        company.grant("anna", "ewa")
    with at_work(company.desk("anna"), company.desk("ewa")) as (anna, ewa):
        yield anna, ewa


class Changes:
    """Waits for what the board tells of, without asking again and again."""

    def __init__(self, desk: Desk) -> None:
        self._told = threading.Event()
        desk.site.colleagues.board.when_changed(self._told.set)

    def until(self, holds: Callable[[], bool]) -> None:
        for _ in range(50):
            self._told.clear()
            if holds():
                return
            assert self._told.wait(10), "no change was told of"
        raise AssertionError("fifty changes, and not this one")


def notes(told: news.Recalled) -> list[tuple[str | None, str, bool]]:
    return [(noted.agent, noted.note, noted.typing) for noted in told.recollection.noted]


def said(told: news.PanelFilled) -> list[tuple[object, ...]]:
    assert isinstance(told.answer, Conversation)
    return [(said.who, said.text, said.status) for said in told.answer.said]


def test_a_transferred_call_shows_what_the_first_agent_is_writing_and_then_what_was_saved(
    desks: tuple[Desk, Desk],
) -> None:
    anna, ewa = desks
    call = anna.talks()
    anna.site.desk.post(acts.NoteTyped(call, "order 8812 is late, promised"))
    second = ewa.rings(transferred_by="101")

    told, took = ewa.expect(
        news.Recalled, lambda told: notes(told) == [("anna", "order 8812 is late, promised", True)], within=5
    )
    assert told.call_id == second
    ewa.expect(
        news.PanelFilled,
        lambda told: said(told) == [("anna", "order 8812 is late, promised", say("typing"))],
        within=5,
    )

    anna.site.desk.post(acts.NoteTyped(call, "order 8812 is late, promised Friday"))
    _, took = ewa.expect(
        news.Recalled, lambda told: ("anna", "order 8812 is late, promised Friday", True) in notes(told)
    )
    assert took < WITHIN

    anna.site.desk.post(acts.WrappedUp(call, "Delivery", "Passed on", "order 8812 is late, promised Friday"))
    _, took = ewa.expect(
        news.Recalled, lambda told: notes(told) == [("anna", "order 8812 is late, promised Friday", False)]
    )
    assert took < WITHIN
    ewa.expect(
        news.PanelFilled,
        lambda told: said(told) == [("anna", "order 8812 is late, promised Friday", "Passed on")],
        within=WITHIN,
    )


def test_a_fact_that_the_first_agent_learnt_is_known_to_the_second_within_a_second(
    desks: tuple[Desk, Desk],
) -> None:
    anna, ewa = desks
    call = anna.talks()
    asked, _ = anna.expect(news.Recalled, lambda told: told.recollection.wanted is not None)
    assert asked.recollection.wanted is not None
    assert asked.recollection.wanted.fact == "birthday"
    ewa.talks()
    ewa.expect(news.Recalled)

    anna.site.desk.post(acts.FactTold(call, "birthday", "1980-03-31"))
    told, took = ewa.expect(
        news.Recalled,
        lambda told: (
            [(fact.fact, fact.value) for fact in told.recollection.facts] == [("birthday", "1980-03-31")]
        ),
    )
    assert took < WITHIN
    assert told.recollection.wanted is not None
    assert told.recollection.wanted.fact == "line_of_business"
    own, _ = anna.expect(news.Recalled, lambda told: bool(told.recollection.facts))
    assert own.recollection.wanted is not None
    assert own.recollection.wanted.fact == "line_of_business"


def test_one_s_own_draft_is_no_news(desks: tuple[Desk, Desk]) -> None:
    anna, ewa = desks
    call = anna.talks()
    anna.site.desk.post(acts.NoteTyped(call, "wants a refund"))
    ewa.rings()
    ewa.expect(news.Recalled, lambda told: notes(told) == [("anna", "wants a refund", True)])
    anna.site.desk.post(acts.WrappedUp(call, "", "", "something else"))
    anna.expect(news.Kept)
    second = anna.rings()

    anna.expect(
        news.Recalled,
        lambda told: told.call_id == second and notes(told) == [("anna", "something else", False)],
    )
    assert not any(
        noted.typing
        for told in anna.told
        if isinstance(told, news.Recalled)
        for noted in told.recollection.noted
    )


def test_the_board_shows_who_rings_talks_and_wraps_up(company: Company) -> None:
    with at_work(company.desk("anna"), company.desk("ewa")) as (anna, ewa):
        changes = Changes(ewa)
        call = anna.rings()
        changes.until(lambda: phases(ewa).get("anna") is Phase.RINGS)
        anna.site.little_pbx().answer(call)
        changes.until(lambda: phases(ewa).get("anna") is Phase.TALKS)
        anna.site.little_pbx().hang_up(call)
        changes.until(lambda: phases(ewa).get("anna") is Phase.WRAPS_UP)

        (at_anna, at_ewa) = ewa.site.colleagues.board.now()
        assert (at_anna.agent, at_anna.number, at_anna.customer, at_anna.gone, at_anna.lines) == (
            *("anna", "+48601234567", "Hurt-Bud", False),
            {"line": True},
        )
        assert (at_ewa.phase, at_ewa.since) == (None, None)

        anna.site.desk.post(acts.WrappedUp(call, "", "Solved", ""))
        changes.until(lambda: phases(ewa) == {"anna": None, "ewa": None})
        anna.site.stop()
        changes.until(lambda: [desk.agent for desk in ewa.site.colleagues.board.now()] == ["ewa"])


def phases(desk: Desk) -> dict[str, Phase | None]:
    """What each desk that is heard of does."""
    return {at.agent: at.phase for at in desk.site.colleagues.board.now()}
