"""Which columns of a table have room, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 14
LEAST = 56
"""A text that is cut keeps at least so much room."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a column would like.

    Attributes:
        width: The room of its widest cell; 0 where all are empty.
        cut: Its cells may be cut, and it takes what room is left; else it stands whole or not at all.
        first: It must not be left out while another one can be.
    """

    width: int
    cut: bool
    first: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column stands; `column` counts all columns of the table."""

    column: int
    left: int
    width: int


def places(wanted: Sequence[Wanted], room: int) -> tuple[Place, ...]:
    """The columns that fit, in their order: what has no room is left out from the right, warnings last of all."""
    kept = {column for column, wish in enumerate(wanted) if wish.width}
    giving_way = sorted(kept, key=lambda column: (wanted[column].first, -column))
    while len(kept) > 1 and _least(wanted, kept) > room:
        kept.discard(giving_way.pop(0))
    columns = sorted(kept)
    fixed = sum(wanted[column].width for column in columns if not wanted[column].cut)
    spare = room - fixed - GAP * max(0, len(columns) - 1)
    widths = _shared([wanted[column] for column in columns], spare)
    found, left = [], 0
    for column, width in zip(columns, widths, strict=True):
        found.append(Place(column, left, max(0, min(width, room - left))))
        left += width + GAP
    return tuple(found)


def _least(wanted: Sequence[Wanted], kept: set[int]) -> int:
    least = (
        min(wanted[column].width, LEAST) if wanted[column].cut else wanted[column].width for column in kept
    )
    return sum(least) + GAP * (len(kept) - 1)


def _shared(columns: Sequence[Wanted], spare: int) -> list[int]:
    """The widths: each column that may be cut gets what it wants, or its share; warnings come first.

    What is left over goes to the widest.
    """
    widths = {place: 0 if column.cut else column.width for place, column in enumerate(columns)}
    hungry = sorted(
        (not column.first, column.width, place) for place, column in enumerate(columns) if column.cut
    )
    while hungry:
        later, width, place = hungry.pop(0)
        share = max(0, spare) // (len(hungry) + 1) if later else max(0, spare) - LEAST * len(hungry)
        widths[place] = min(width, max(share, LEAST)) if hungry else max(0, spare)
        spare -= widths[place]
    return [widths[place] for place in range(len(columns))]
