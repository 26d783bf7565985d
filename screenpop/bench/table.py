"""Figures as an aligned table for people, and as JSON for programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from screenpop.bench.figures import Figure, Reach
from screenpop.sentences import say

_RIGHT = {1, 2}


def as_table(figures: Sequence[Figure]) -> list[str]:
    """The lines of a table: a heading, and one line a figure."""
    heading = [str(one) for one in (say("what"), say("median"), say("bad"), say("reach"), "", say("beside"))]
    rows = [heading, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heading))]
    return ["  ".join(_aligned(row, widths)).rstrip() for row in rows]


def as_json(figure: Figure) -> Mapping[str, Any]:
    """One figure as an object."""
    reach = figure.reach
    return {
        "benchmark": figure.benchmark,
        "what": figure.what,
        "unit": figure.unit,
        "median": round(figure.typical, 4),
        figure.bad_is: None if figure.bad is None else round(figure.bad, 4),
        "reach": None
        if reach is None
        else {"median": reach.typical, figure.bad_is: reach.bad, "at_least": reach.at_least},
        "reached": figure.reached,
        "peer": figure.peer,
        "peer_median": None if figure.peer_typical is None else round(figure.peer_typical, 4),
        f"peer_{figure.bad_is}": None if figure.peer_bad is None else round(figure.peer_bad, 4),
        "ratio": None if figure.ratio is None else round(figure.ratio, 2),
    }


def number(value: float) -> str:
    """Three digits that mean something."""
    if value and abs(value) < 1:
        return f"{value:.3f}"
    return f"{value:.1f}" if abs(value) < 100 else f"{value:.0f}"


def _cells(figure: Figure) -> list[str]:
    bad = "" if figure.bad is None else f"{number(figure.bad)} ({figure.bad_is})"
    reached = {None: "", True: "yes", False: "NO"}[figure.reached]
    return [
        figure.what,
        f"{number(figure.typical)} {figure.unit}",
        bad,
        _bar(figure.reach, figure.bad_is),
        reached,
        _beside(figure),
    ]


def _bar(reach: Reach | None, bad_is: str) -> str:
    if reach is None:
        return ""
    sign = "≥" if reach.at_least else "≤"
    bars = [f"{sign} {number(reach.typical)}"] if reach.typical is not None else []
    if reach.bad is not None:
        bars.append(f"{bad_is} {sign} {number(reach.bad)}")
    return ", ".join(bars)


def _beside(figure: Figure) -> str:
    if figure.peer is None or figure.peer_typical is None:
        return ""
    times = "" if figure.ratio is None else f" (×{number(figure.ratio)})"
    bad = "" if figure.peer_bad is None else f", {number(figure.peer_bad)} ({figure.bad_is})"
    return f"{figure.peer} {number(figure.peer_typical)}{bad}{times}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if place in _RIGHT else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
