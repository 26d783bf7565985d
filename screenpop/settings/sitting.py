"""Who says to sit at this computer: what a sign-in, or a command's options, answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sitting:
    """What was answered; what is empty was not.

    Attributes:
        agent: Who sits here.
        extension: Which telephone stands beside them.
        machine: What the seat is called; "" for whatever this computer says.
    """

    agent: str = ""
    extension: str = ""
    machine: str = ""


STAND_IN = Sitting(agent="nobody", extension="0")
"""Settings that are being written on another computer have nobody to ask, and can be looked at all the same."""
