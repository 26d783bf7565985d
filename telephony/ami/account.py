"""Who the line is at which server."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Account:
    """An AMI user.

    Attributes:
        tls: Whether the connection is encrypted.
        ca_file: The site's own certificate authority, in the place of the system's.
        md5: The password is not sent, but proved by a hash of it with the server's challenge.
        secret: What `screenpop secret` calls the password.
    """

    host: str
    port: int
    username: str
    tls: bool = False
    ca_file: Path | None = None
    md5: bool = False
    secret: str = "line"  # noqa: S105 # the name of a secret, not one

    @property
    def place(self) -> str:
        """Where the server is, as the settings write it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
