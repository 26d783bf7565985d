"""What the login of a server's record may do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from screenpop.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

Role = Literal["agent", "supervisor", "auditor"]


def role_of_login(database: Database) -> Role:
    """The role that the server knows this login by; an agent's where it knows none.

    Raises:
        RecordUnavailable: It cannot be asked.
    """
    with database.reading() as connection:
        from sqlalchemy import text  # noqa: PLC0415 # loaded with the connection

        role = connection.execute(text("select screenpop.my_role()")).scalar_one()
    return role if role in ("supervisor", "auditor") else "agent"


def agent_of_login(connection: Connection) -> str | None:
    """Which agent the server knows this login as; None where no roles were granted, or it knows none."""
    known = connection.exec_driver_sql("select to_regproc('screenpop.my_agent') is not null").scalar()
    if not known:
        return None
    agent = connection.exec_driver_sql("select screenpop.my_agent()").scalar()
    return None if agent is None else str(agent)
