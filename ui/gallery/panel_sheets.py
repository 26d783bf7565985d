"""Every department's panel in every state, a page a department."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial

from PySide6.QtGui import QPixmap

from screenpop.answers.advice import Advice
from screenpop.answers.any import Answer
from screenpop.answers.cross_sell import Suggestions
from screenpop.offers import OfferOutcome
from screenpop.rules.masking import LOCKED, NO_FINANCE, NOT_VERIFIED
from screenpop.sentences import say
from ui.components.look import Look
from ui.gallery.company import EIGHT, contracts, dealings, leaving, receivables, suggestions, usual
from ui.gallery.extremes import foreign, huge
from ui.gallery.people import NOON
from ui.gallery.sheet import Cell, Group, sheet
from ui.panels.department import Department
from ui.panels.frame import Panel, Room
from ui.panels.outcomes import Outcomes

_SIZES = {Room.FULL: (394, 190), Room.COMPACT: (264, 128), Room.BRIEF: (264, 54)}
_SHOWN = tuple(each for each in EIGHT if each.name != "complaints")


_Shows = tuple[str, Callable[[Panel], None]]
_OF_DEPARTMENT: Mapping[str, tuple[_Shows, ...]] = {
    "cross_sell": (
        ("can be answered", lambda panel: _advised(panel, Advice(), outcomes=_answered())),
        ("one rests", lambda panel: _advised(panel, Advice(resting=frozenset({"P0"})))),
        ("all rest", lambda panel: _advised(panel, Advice(resting=frozenset({"P0", "P1", "P9"})))),
        (
            "serve first",
            lambda panel: _advised(panel, Advice(serve_first=say("order {number} is late", number="8812"))),
        ),
        (
            "withheld",
            lambda panel: panel.fill(
                Suggestions((), withheld=say("Wants no offers on the phone: nothing is suggested"))
            ),
        ),
        ("nothing learnt", lambda panel: panel.fill(Suggestions(()))),
    ),
    "accounting": (("one is disputed", lambda panel: panel.fill(receivables(disputed=True))),),
    "sales": (("an order is late", lambda panel: panel.fill(dealings(late=True))),),
    "value": (("may be leaving", lambda panel: panel.fill(leaving())),),
}


def _advised(panel: Panel, advice: Advice, outcomes: Outcomes | None = None) -> None:
    panel.fill(suggestions())
    panel.show_advice(advice)
    panel.show_outcomes(outcomes)


def _answered() -> Outcomes:
    """One is accepted, another's refusal is on its way."""
    outcomes = Outcomes()
    first, _, last = suggestions().offers
    accepted = outcomes.answer("gallery", first, OfferOutcome.ACCEPTED)
    if accepted is not None:
        outcomes.settle(accepted, None)
    outcomes.answer("gallery", last, OfferOutcome.DECLINED)
    return outcomes


def panel_sheets(look: Look) -> Iterator[tuple[str, Callable[[], QPixmap]]]:
    """Name of each page, and what makes its picture."""
    for department in _SHOWN:
        yield f"panel-{department.name.replace('_', '-')}", partial(_page, look, department)


def _page(look: Look, department: Department) -> QPixmap:
    return sheet(f"The panel “{department.name}”", _groups(look, department), look.theme)


def _groups(look: Look, department: Department) -> list[Group]:
    name = department.name
    answer: Answer | None = {**usual(), "contracts": contracts(7)}[name]
    states: tuple[tuple[str, Callable[[Panel], None]], ...] = (
        ("waiting", Panel.wait),
        ("filled", lambda panel: panel.fill(answer)),
        ("stale: as of", lambda panel: panel.fill(answer, NOON - timedelta(seconds=8))),
        ("nothing", lambda panel: panel.fill(None)),
        ("failed", lambda panel: panel.fail(say("no answer in time"))),
        (
            "failed, and since when",
            lambda panel: panel.fail(say("no answer in time"), NOON - timedelta(hours=2)),
        ),
        ("masked, may be revealed", lambda panel: panel.cover(NOT_VERIFIED, may_reveal=True)),
        ("masked", lambda panel: panel.cover(NO_FINANCE, may_reveal=False)),
        ("locked", lambda panel: panel.cover(LOCKED, may_reveal=False)),
        ("not asked", Panel.rest),
        ("twelve digits, long names", lambda panel: panel.fill(huge()[name])),
        ("Thai, Hebrew, Arabic", lambda panel: panel.fill(foreign()[name])),
    )
    states += _OF_DEPARTMENT.get(name, ())
    return [
        Group(room.value.capitalize(), [_cell(look, department, room, *state) for state in states])
        for room in _SIZES
    ]


def _cell(
    look: Look, department: Department, room: Room, caption: str, show: Callable[[Panel], None]
) -> Cell:
    panel = Panel(look, department)
    panel.take_room(room)
    return Cell(caption, panel, *_SIZES[room], after=lambda: show(panel))
