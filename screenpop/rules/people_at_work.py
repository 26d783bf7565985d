"""What may be shown of people at work: nothing by name until the site switches it on, nothing of few.

Everybody always sees their own figures and their own desk.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from screenpop.record.acceptance import Fared
from screenpop.record.agent_figures import AgentFigures, Hidden, People
from screenpop.record.board import AtDesk, Phase
from screenpop.record.board_seen import BoardSeen, Busy
from screenpop.record.people_policy import PeoplePolicy


def shown_people(everybody: Sequence[AgentFigures], policy: PeoplePolicy, me: str) -> People:
    """The figures by agent that this reader may see, the reader's own among them."""
    hidden = _why_hidden(len(everybody), policy)
    seen = [person for person in everybody if hidden is None or person.agent == me]
    people = tuple(person if person.agent == me else _of_other(person, policy) for person in seen)
    return People(people, hidden, policy.smallest_group)


def shown_acceptance(
    everybody: Sequence[Fared], policy: PeoplePolicy, me: str
) -> tuple[tuple[Fared, ...], Hidden | None]:
    """How the offers of agents fared, as far as this reader may see it, and why others are missing."""
    hidden = _why_hidden(len(everybody), policy) if policy.acceptance else Hidden.OFF
    return tuple(each for each in everybody if hidden is None or each.name == me), hidden


def shown_board(desks: Sequence[AtDesk], policy: PeoplePolicy, me: str) -> BoardSeen:
    """The board that this reader may see: counts always, by queue only where they make nobody out."""
    here = [desk for desk in desks if not desk.gone]
    enough = policy.live_names or len(here) >= policy.smallest_group
    rings = (desk.since for desk in here if desk.phase is Phase.RINGS and desk.since is not None)
    return BoardSeen(
        desks=tuple(desk for desk in desks if policy.live_names or desk.agent == me),
        busy=_busy(here),
        by_queue=_by_queue(here) if enough else (),
        ringing_since=min(rings, default=None),
        gone=len(desks) - len(here),
        named=policy.live_names,
    )


def _why_hidden(count: int, policy: PeoplePolicy) -> Hidden | None:
    if not policy.per_agent:
        return Hidden.OFF
    return Hidden.FEW if count < policy.smallest_group else None


def _of_other(person: AgentFigures, policy: PeoplePolicy) -> AgentFigures:
    return person if policy.acceptance else replace(person, offers=None)


def _by_queue(desks: Iterable[AtDesk]) -> tuple[tuple[str, Busy], ...]:
    queues: dict[str, list[AtDesk]] = {}
    for desk in desks:
        if desk.phase is not None and desk.queue:
            queues.setdefault(desk.queue, []).append(desk)
    return tuple((queue, _busy(at_it)) for queue, at_it in sorted(queues.items()))


def _busy(desks: Iterable[AtDesk]) -> Busy:
    return Busy(**Counter(map(_doing, desks)))


def _doing(desk: AtDesk) -> str:
    if desk.phase is not None:
        return desk.phase.value
    works = not desk.lines or any(desk.lines.values())
    return "free" if works else "down"
