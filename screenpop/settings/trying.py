"""What a window that changes settings asks of the site: whether they work, and where passwords are kept."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeAlias

from screenpop.ports.checks import Check
from screenpop.ports.secrets import Secrets
from screenpop.settings.model import Settings


class Trials(Protocol):
    """Tries settings that are not saved yet. Each blocks until its last check, and tells what it finds as it comes."""

    def line(self, settings: Settings, name: str, /) -> Iterable[Check]:
        """Sign on as this line would; a line that is in use here is not disturbed, but tells how it stands."""

    def rings(self, settings: Settings, name: str, /) -> Iterable[Check]:
        """Sign on as this line would, and wait half a minute for somebody to call it."""

    def source(self, settings: Settings, name: str, /) -> Iterable[Check]:
        """Connect."""

    def department(self, settings: Settings, name: str, customer: str, /) -> Iterable[Check]:
        """Put its questions for a customer; "" is for some that the directory knows."""

    def directory(self, settings: Settings, wanted: str, /) -> Iterable[Check]:
        """Read the first contacts; and look up a number, if one is given."""

    def record(self, settings: Settings, /) -> Iterable[Check]:
        """Reach the database."""

    def close(self) -> None:
        """Wait for nothing any more; safe on any thread."""


PasswordsOf: TypeAlias = Callable[[str], Secrets]
"""The place where passwords are kept, by what `[secrets] from` says."""
