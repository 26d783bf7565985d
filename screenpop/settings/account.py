"""Who is signed in to this computer: for profiles that are about groups or machines."""

from typing import Protocol


class Account(Protocol):
    """Whoever works here, and where."""

    @property
    def machine(self) -> str:
        """What this computer is called, with its domain where the system knows one."""

    def belongs_to(self, group: str, /) -> bool | None:
        """Whether this group is one of theirs; None where there is no such group on this computer.

        Raises:
            UnknownGroups: The system does not tell all their groups' names, so that it may be one of them.
        """


class UnknownGroups(Exception):
    """The system names no group for a number that it gives this account.

    Attributes:
        number: The group's.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
