"""What agents read besides their own, as the site wants it; and what administrators did, on record."""

from sqlalchemy import Connection, text

from screenpop.storage.roles.names import Reading


def set_policy(connection: Connection, agents_read: Reading) -> None:
    """Have agents read that from now on; that it was changed, by whom and when is a link of the chain."""
    connection.execute(
        text("update screenpop.site_policy set agents_read = :reading"), {"reading": agents_read}
    )
    on_record(connection, f"agents read {agents_read}")


def policy_of(connection: Connection) -> Reading:
    """What agents read now."""
    reading: Reading = connection.execute(text("select screenpop.agents_read()")).scalar_one()
    return reading


def on_record(connection: Connection, what: str) -> None:
    """Write down what an administrator does."""
    connection.execute(text("insert into screenpop.administration (what) values (:what)"), {"what": what})
