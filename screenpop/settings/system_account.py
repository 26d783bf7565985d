"""Whoever this program runs for, and where, as the system itself says.

No variable of the environment is asked; whoever is bound by a profile could set it.
"""

import platform
import socket
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemAccount:
    """The account that this program runs under."""

    @property
    def machine(self) -> str:
        """What this computer is called."""
        return socket.gethostname()

    def belongs_to(self, group: str, /) -> bool | None:
        """Whether this group is one of theirs; None where there is no such group on this computer."""
        return _asks()(group)


def _asks() -> Callable[[str], bool | None]:
    if platform.system() == "Windows":
        from screenpop.settings.windows_token import belongs_to  # noqa: PLC0415 # its libraries are Windows' own

        return belongs_to
    from screenpop.settings.posix_groups import belongs_to  # noqa: PLC0415 # grp and pwd are not on Windows

    return belongs_to
