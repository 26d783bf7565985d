"""Which of our numbers was called, and what that means: the brand to greet for, the panels, the outcomes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Called:
    """What the site says of one of its numbers or queues; what is empty is as for every call.

    Attributes:
        label: What it is called: "Brand A · Sales PL".
        colour: Of the brand, as #rrggbb.
        greeting: What the agent says first, in the caller's language.
        language: In which the agent should speak: "pl".
        panels: The departments that are asked and shown, in this order.
        reasons, dispositions: What the wrap-up offers.
        notice: What every agent must know today: "Deliveries from Gdańsk are late".
        pop: When its calls get a card; None is as the settings say for all.
    """

    label: str = ""
    colour: str = ""
    greeting: str = ""
    language: str = ""
    panels: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    dispositions: tuple[str, ...] = ()
    notice: str = ""
    pop: str | None = None
