"""Where the shared database is: what differs between a file and a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import SQLAlchemyError

    from screenpop.errors import RecordError
    from screenpop.storage.upgrade import Upgraded


class Place(Protocol):
    """A file, or a server."""

    def open(self) -> tuple[Engine, Engine]:
        """Make sure that it fits this program; gives an engine to write and one to read."""

    def is_still_there(self) -> bool:
        """False if what was opened is not what would be opened now."""

    def check(self, connection: Connection, *, again: bool) -> None:
        """Raise RecordUnavailable if its schema does not fit this program."""

    def upgrade(self) -> Upgraded:
        """Bring its schema up to what this program knows."""

    def failure(self, error: SQLAlchemyError) -> RecordError:
        """What the library complains of, in the words of somebody who can do something about it."""
