"""The questions that a department may put to its source, as the settings word them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        key: What the settings call it: `open_items`.
        row: The dataclass that each row is read into (see `ports.rows`).
        required: The department cannot work without it.
        about_everybody: It binds no customer (`lines` of cross_sell).
    """

    key: str
    row: type
    required: bool = True
    about_everybody: bool = False
