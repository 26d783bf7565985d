"""What of people at work is shown, for every policy and every size of a group."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from screenpop.record.agent_figures import AgentFigures, Hidden
from screenpop.record.board import AtDesk, Phase
from screenpop.record.board_seen import Busy
from screenpop.record.figures import OfferCounts
from screenpop.record.people_policy import PeoplePolicy
from screenpop.rules.people_at_work import shown_board, shown_people

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
OFF = PeoplePolicy()
ALL = PeoplePolicy(per_agent=True, live_names=True, acceptance=True)
NAMES = ("anna", "ewa", "jan", "kasia", "marek", "ola")
POLICIES = [
    PeoplePolicy(per_agent=per_agent, live_names=live_names, acceptance=acceptance)
    for per_agent, live_names, acceptance in product((False, True), repeat=3)
]


def everybody(count: int) -> list[AgentFigures]:
    return [
        AgentFigures(name, rang=9, answered=7, offers=OfferCounts("", accepted=3)) for name in NAMES[:count]
    ]


def desk(agent: str, phase: Phase | None = None, **changed: object) -> AtDesk:
    since = NOW - timedelta(seconds=30) if phase else None
    made = AtDesk(
        agent, phase, since, None, None, "Sales" if phase else None, {"desk": True}, gone=False, seen_at=NOW
    )
    return replace(made, **changed)  # type: ignore[arg-type] # the values are the fields


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("count", [0, 1, 4, 5, 6])
def test_others_are_shown_only_where_the_site_switched_it_on_and_they_are_five(
    policy: PeoplePolicy, count: int
) -> None:
    shown = shown_people(everybody(count), policy, "nobody")

    visible = policy.per_agent and count >= 5
    assert len(shown.people) == (count if visible else 0)
    assert shown.hidden is (
        Hidden.OFF if not policy.per_agent else Hidden.FEW if count < policy.smallest_group else None
    )
    assert all((person.offers is not None) is policy.acceptance for person in shown.people)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("count", [1, 4, 5])
def test_everybody_always_sees_all_of_their_own(policy: PeoplePolicy, count: int) -> None:
    shown = shown_people(everybody(count), policy, "anna")

    assert [person for person in shown.people if person.agent == "anna"] == everybody(1)


@pytest.mark.parametrize("smallest", [2, 3, 6])
def test_the_site_says_how_few_are_few(smallest: int) -> None:
    policy = replace(ALL, smallest_group=smallest)

    assert shown_people(everybody(smallest - 1), policy, "nobody").people == ()
    assert len(shown_people(everybody(smallest), policy, "nobody").people) == smallest


@pytest.mark.parametrize("policy", POLICIES)
def test_names_stand_on_the_board_only_where_the_site_wants_it(policy: PeoplePolicy) -> None:
    desks = [desk(name, Phase.TALKS) for name in NAMES]

    shown = shown_board(desks, policy, "jan")

    assert [each.agent for each in shown.desks] == (list(NAMES) if policy.live_names else ["jan"])
    assert shown.named is policy.live_names
    assert shown.busy == Busy(talks=6)


def test_the_board_counts_everybody_that_is_there() -> None:
    desks = [
        desk("anna", Phase.RINGS),
        desk("ewa", Phase.RINGS, since=NOW - timedelta(seconds=90)),
        desk("jan", Phase.WRAPS_UP),
        desk("kasia"),
        desk("marek", lines={"desk": False, "ami": False}),
        desk("ola", lines={"desk": False, "ami": True}),
        desk("piotr", Phase.TALKS, gone=True),
    ]

    shown = shown_board(desks, OFF, "nobody")

    assert shown.busy == Busy(free=2, rings=2, wraps_up=1, down=1)
    assert shown.busy.total == 6
    assert shown.gone == 1
    assert shown.ringing_since == NOW - timedelta(seconds=90)


def test_who_talks_on_a_line_that_went_down_talks() -> None:
    assert shown_board([desk("anna", Phase.TALKS, lines={"desk": False})], OFF, "").busy == Busy(talks=1)


@pytest.mark.parametrize(("count", "named", "told"), [(4, False, False), (5, False, True), (4, True, True)])
def test_queues_are_told_where_they_make_nobody_out(count: int, named: bool, told: bool) -> None:
    desks = [
        desk(name, Phase.TALKS, queue=("Sales", "Service")[place % 2])
        for place, name in enumerate(NAMES[:count])
    ]

    shown = shown_board(desks, PeoplePolicy(live_names=named), "")

    assert [queue for queue, _ in shown.by_queue] == (["Sales", "Service"] if told else [])
    assert sum(busy.talks for _, busy in shown.by_queue) == (count if told else 0)


def test_desks_that_are_gone_make_no_group_larger() -> None:
    desks = [desk(name, Phase.TALKS, gone=place > 2) for place, name in enumerate(NAMES)]

    assert shown_board(desks, OFF, "").by_queue == ()
