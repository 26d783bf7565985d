"""A record in memory, made like a file: what waits for a database that is away is shown from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.storage.database import Database
from screenpop.storage.file_place import FilePlace

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from screenpop.storage.upgrade import Upgraded

_NAME = Path(":memory:")


class MemoryDatabase(Database):
    """A database that is gone when it is closed. One thread at a time may use it."""

    def __init__(self) -> None:
        super().__init__(_NAME)
        self._place = MemoryPlace(_NAME)


class MemoryPlace(FilePlace):
    """No file."""

    def open(self) -> tuple[Engine, Engine]:
        """Make the tables."""
        from screenpop.storage import engines  # noqa: PLC0415 # SQLAlchemy, not before the first paint
        from screenpop.storage.upgrade import upgrade_schema  # noqa: PLC0415 # as above

        engine = engines.in_memory()
        with engine.begin() as connection:
            upgrade_schema(connection, str(_NAME))
        return engine, engine

    def is_still_there(self) -> bool:
        """Nobody can take it away."""
        return True

    def upgrade(self) -> Upgraded:
        """Nothing: it is made whole."""
        from screenpop.storage.upgrade import NEWEST, Upgraded  # noqa: PLC0415 # as above

        return Upgraded(NEWEST, NEWEST)
