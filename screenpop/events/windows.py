"""What windows report of themselves, beside what the agent does in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallerSeen:
    """Who is calling stands on the screen."""

    call_id: str
