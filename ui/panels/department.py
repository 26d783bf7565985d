"""A department as the card knows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Department:
    """Whose panel stands on the card.

    Attributes:
        name: What the settings call it, and the news.
        kind: What kind of department it is; "" where the name says so.
        title: What stands above its panel; "" for the kind's own words.
    """

    name: str
    kind: str = ""
    title: str = ""
