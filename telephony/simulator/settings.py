"""What the table of a simulated line may say."""

from typing import Literal

from pydantic import Field

from screenpop.ports.kinds import LineSettings


class SimulatorSettings(LineSettings):
    """A simulated line's table.

    `mode`: how the program listens to the simulated PBX, as a `sip` line would; `both` does both.
    """

    kind: Literal["simulator"] = "simulator"
    mode: Literal["contact", "watch", "both"] = "both"
    extension: str = Field(default="101", pattern=r"^[0-9A-Za-z_.+*-]{1,32}$")

    @property
    def sees_desk_phone(self) -> bool:
        """A watch does; a contact is only told that somebody answered."""
        return self.mode != "contact"
