"""How often a line asks its PBX whether it still knows us, and how long it waits for the answer."""

import random

PATIENCE = 8.0
"""Seconds that a PBX of which we know nothing may take."""
QUICK = 4.0
"""Seconds that a PBX which answered a moment ago may take; four copies go out in that time."""


def patience(*, is_up: bool) -> float:
    """How long to wait for an answer."""
    return min(QUICK, PATIENCE) if is_up else PATIENCE


def heartbeat_after(heartbeat: float, at_the_latest: float) -> float:
    """The seconds until the next heartbeat; never the same for all desks of a site.

    Args:
        heartbeat: What the settings allow.
        at_the_latest: When what the PBX granted would be in danger.
    """
    usual = heartbeat * random.uniform(0.8, 1.0)  # noqa: S311 # spreads desks, hides nothing
    return max(1.0, min(usual, at_the_latest))
