"""How much a line takes in a second: a PBX gone mad must not bury the one call that matters."""

from screenpop.pace import Bucket
from telephony.wire.io_thread import uptime

CALLS_AT_ONCE = 1_000
CALLS_A_SECOND = 200.0
MESSAGES_AT_ONCE = 10_000
MESSAGES_A_SECOND = 5_000.0


class Pace(Bucket):
    """What a line takes; calls, unless told otherwise."""

    def __init__(self, at_once: float = CALLS_AT_ONCE, each_second: float = CALLS_A_SECOND) -> None:
        super().__init__(at_once, each_second, uptime)
