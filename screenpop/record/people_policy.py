"""What a site shows of the people who work there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PeoplePolicy:
    """All is off until the site switches it on; everybody always sees their own.

    Attributes:
        per_agent: Figures by agent.
        live_names: Who it is on the live board.
        acceptance: How offers fare, by agent.
        smallest_group: Figures of fewer people are hidden.
    """

    per_agent: bool = False
    live_names: bool = False
    acceptance: bool = False
    smallest_group: int = 5
