"""Recorded calls of a manager interface, each of which can be told again as another call."""

import re
from pathlib import Path

CAPTURES = Path(__file__).parents[1] / "ami" / "captures"
RECORDED_CALLER = "+48221234567"
_RINGS = "ChannelStateDesc: Ringing"


class Recording:
    """One capture, its blocks without the greeting and the login; each `call` is another call of the same course.

    Args:
        name: The file's name.
    """

    def __init__(self, name: str) -> None:
        text = (CAPTURES / name).read_bytes().replace(b"\r\n", b"\n").decode()
        self._blocks = [block for block in text.split("\n\n") if block.startswith("Event: ")]

    def call(self, serial: int, number: str = RECORDED_CALLER) -> list[bytes]:
        """The events of one call; `serial` tells its channels and ids from those of every other."""

        def channel(found: re.Match[str]) -> str:
            return f"-{(int(found[1], 16) + 0x10000 * (serial + 1)) & 0xFFFFFFFF:08x}"

        told = []
        for block in self._blocks:
            text = re.sub(r"-([0-9a-f]{8})\b", channel, block)
            text = re.sub(r"\b(1795\d{6})\.(\d+)", rf"\1.\g<2>{serial:07d}", text)
            told.append(text.replace(RECORDED_CALLER, number).replace("\n", "\r\n").encode() + b"\r\n\r\n")
        return told

    def until_ringing(self, extension: str = "101") -> int:
        """How many events there are until the extension rings."""
        channel = f"Channel: PJSIP/{extension}-"
        return next(
            place
            for place, block in enumerate(self._blocks, 1)
            if block.startswith("Event: Newstate") and channel in block and _RINGS in block
        )
