"""Who a line is, and at which PBX."""

from dataclasses import dataclass

from telephony.sip.message import sip_user


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are at which PBX.

    Attributes:
        host, port: The PBX's.
        extension: The number whose calls we hear of.
        username: Whom the PBX knows.
        expires: Seconds for which we ask to be known.
        listen_port: Our own port; 0 lets the system choose.
        secret: What `screenpop secret` calls the password.
    """

    host: str
    port: int
    extension: str
    username: str
    expires: int = 120
    listen_port: int = 0
    secret: str = "line"  # noqa: S105 # the name of a secret, not one

    @property
    def place(self) -> str:
        """The PBX as a URI writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 5060 else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The extension's public URI."""
        return f"sip:{sip_user(self.extension)}@{self.place}"
