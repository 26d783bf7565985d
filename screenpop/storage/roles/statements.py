"""Runs statements as they stand, several at once: their text is ours, and nothing in it is a parameter."""

from sqlalchemy import Connection


def run(connection: Connection, statements: str) -> None:
    """Run them; percent signs and colons mean nothing."""
    connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
