"""Who a line is, and at which PBX."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from telephony.sip.message import place_of, sip_user

TransportName = Literal["udp", "tcp", "tls"]
USUAL_PORTS: dict[TransportName, int] = {"udp": 5060, "tcp": 5060, "tls": 5061}


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are at which PBX.

    Attributes:
        host, port: The PBX's.
        extension: The number whose calls we hear of.
        username: Whom the PBX knows.
        expires: Seconds for which we ask to be known.
        listen_port: Our own port for UDP; 0 lets the system choose.
        secret: What `screenpop secret` calls the password.
        transport: How we talk with the PBX.
        ca_file: The site's own certificate authority, in the place of the system's.
        heartbeat: Seconds after which we ask the PBX at the latest whether it still knows us.
    """

    host: str
    port: int
    extension: str
    username: str
    expires: int = 120
    listen_port: int = 0
    secret: str = "line"  # noqa: S105 # the name of a secret, not one
    transport: TransportName = "udp"
    ca_file: Path | None = None
    heartbeat: float = 30.0

    @property
    def place(self) -> str:
        """The PBX as a URI writes it."""
        if self.port == USUAL_PORTS[self.transport]:
            return f"[{self.host}]" if ":" in self.host else self.host
        return place_of((self.host, self.port))

    @property
    def address(self) -> str:
        """The extension's public URI."""
        return f"sip:{sip_user(self.extension)}@{self.place}"

    @property
    def by(self) -> str:
        """What a URI adds to say by which transport it is reached."""
        return "" if self.transport == "udp" else f";transport={self.transport}"
