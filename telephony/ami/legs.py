"""One channel of the extension's own device, and the call that it is part of."""

from dataclasses import dataclass, field
from datetime import timedelta

from screenpop.events.calls import NO_FACTS, Direction, Facts
from telephony.ami.fields import NOBODY, Party


@dataclass(slots=True)
class Leg:
    """A channel of the agent's phone; the extension may have several devices.

    Attributes:
        began, up_since, dials_since: Which event of the stream said so; 0 if none did.
        originated: The PBX rang the phone so that it calls somebody (click to dial, call completion).
        ringing: It rings, or has rung.
        connected: The other end, as this channel shows it.
        compared: The other end, as it was when the call was last reported.
        dialing: Who rings it, as that channel shows itself.
        dialing_seen: Whether anything was heard of who rings it.
        dialled: What the agent dialled on it.
        status: How the dialling ended, by the first word that is not CANCEL.
        doubtful: It talked when the connection was lost, and nothing was heard of it since.
    """

    uniqueid: str
    linkedid: str
    call: "Call"
    began: int
    heard: float
    up_since: int = 0
    dials_since: int = 0
    originated: bool = False
    ringing: bool = False
    connected: Party = NOBODY
    compared: Party = NOBODY
    dialing: Party = NOBODY
    dialing_seen: bool = False
    dialled: str | None = None
    status: str | None = None
    doubtful: bool = False


@dataclass(slots=True)
class Call:
    """A call of the agent's; its devices ring together.

    Attributes:
        queue: The queue that called this agent.
        waited: How long the caller had waited when it began to ring here.
        takes: The channel of the colleague's ringing call that this phone took.
        transferred_by: The colleague who passed it on.
        offered, answered, ended: It has been reported so.
        withheld: The number is known and may not be shown.
        party, did, facts: As reported.
    """

    call_id: str
    direction: Direction = Direction.IN
    legs: dict[str, Leg] = field(default_factory=dict)
    queue: str | None = None
    waited: timedelta | None = None
    takes: str = ""
    transferred_by: str | None = None
    offered: bool = False
    answered: bool = False
    ended: bool = False
    withheld: bool = False
    party: Party = NOBODY
    did: str | None = None
    facts: Facts = NO_FACTS

    def goes_on(self) -> bool:
        """Whether a device still has it: before the answer any that rings, then only one that talks."""
        return any(leg.up_since or not self.answered for leg in self.legs.values())
