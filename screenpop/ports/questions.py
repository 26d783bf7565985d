"""The questions that a department may put to its source, as the settings word them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: What the settings call it: `open_items`.
        row: The dataclass that each row is read into (see `ports.rows`).
        required: The department cannot work without it.
        about_everybody: It binds no customer (`lines` of cross_sell).
        hold: Given the settings and the columns that the question gives, raises `UnreadableAnswer` if one is
            missing that the settings name. Only for a question whose columns the settings decide (kind `table`);
            its rows are then not read into `row`.
    """

    key: str
    row: type
    required: bool = True
    about_everybody: bool = False
    hold: Callable[[Any, Sequence[str]], None] | None = None


@dataclass(frozen=True, slots=True)
class AskedElsewhere:
    """A question that a department puts to another source than its own (`also` of conversation).

    Attributes:
        key: Where the settings have it, within the department's table: `also.0.said`.
        source: The source's name.
        text: The question.
        row: The dataclass that each row is read into.
        ref: The department whose number for the customer `:ref` is there; "" for the one that asks.
    """

    key: str
    source: str
    text: str
    row: type
    ref: str = ""


@dataclass(frozen=True, slots=True)
class AnyRow:
    """A row whose columns only the settings know."""
