"""Brings the schema on a server up to date, as the role that owns it."""

from contextlib import suppress

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from screenpop.errors import RecordUnavailable
from screenpop.sentences import say
from screenpop.storage.upgrade import SCHEMA, Upgraded, upgrade_schema

OWNER = "screenpop_owner"
_OWNS = "select nspowner::regrole::text from pg_namespace where nspname = :schema"
_MAY_CREATE = "select has_database_privilege(current_database(), 'create')"
_ROLE = "select count(*) from pg_roles where rolname = :role"
_MAY_MAKE_ROLES = "select rolsuper or rolcreaterole from pg_roles where rolname = current_user"
_MAY_HAVE_TRIGRAMS = """
select has_database_privilege(current_database(), 'create') and exists (
    select from pg_available_extension_versions where name = 'pg_trgm' and (trusted or not superuser or (
        select rolsuper from pg_roles where rolname = current_user)))"""
_IS_MEMBER = "select pg_has_role(current_user, :role, 'MEMBER')"


def upgrade_server(connection: Connection, name: str) -> Upgraded:
    """Create the schema or upgrade it, in the transaction that the connection is in.

    Raises:
        RecordUnavailable: It belongs to a newer program, or to somebody whom this login may not act for.
    """
    for statement in (
        "set local statement_timeout = 0",
        "set local idle_in_transaction_session_timeout = 0",
        "set local lock_timeout = '60s'",
        "select pg_advisory_xact_lock(hashtext('screenpop'), hashtext('upgrade'))",
    ):
        connection.exec_driver_sql(statement)
    owner = connection.execute(text(_OWNS), {"schema": SCHEMA}).scalar()
    if owner is None:
        if not connection.exec_driver_sql(_MAY_CREATE).scalar():
            raise RecordUnavailable(
                say(
                    "This login may make nothing in the database ({place}). Run “screenpop database upgrade --login"
                    " NAME” as one who may.",
                    place=name,
                )
            )
        owner = _make_schema(connection)
    elif not connection.execute(text(_IS_MEMBER), {"role": owner.strip('"')}).scalar():
        raise RecordUnavailable(
            say(
                "The record on the server ({place}) belongs to “{owner}”, whom this login may not act for. Run"
                " “screenpop database upgrade --login NAME” as one who may.",
                place=name,
                owner=owner,
            )
        )
    _have_trigrams(connection)
    connection.exec_driver_sql(f"set local role {owner}")
    return upgrade_schema(connection, name)


def _have_trigrams(connection: Connection) -> None:
    """The extension that finds text fast, where it is installed and this login may put it into the database."""
    if not connection.exec_driver_sql(_MAY_HAVE_TRIGRAMS).scalar():
        return
    with suppress(DBAPIError), connection.begin_nested():  # it only makes things faster
        connection.exec_driver_sql("create extension if not exists pg_trgm schema public")


def _make_schema(connection: Connection) -> str:
    """Make the schema, for the owner of its own where this login can; gives whose it is."""
    quoted = connection.dialect.identifier_preparer.quote
    me = quoted(str(connection.exec_driver_sql("select current_user").scalar()))
    if not connection.execute(text(_ROLE), {"role": OWNER}).scalar():
        if not connection.exec_driver_sql(_MAY_MAKE_ROLES).scalar():
            connection.exec_driver_sql(f"create schema {SCHEMA}")
            return me
        connection.exec_driver_sql(f"create role {OWNER} nologin")
        connection.exec_driver_sql(f"grant {OWNER} to {me}")
    elif not connection.execute(text(_IS_MEMBER), {"role": OWNER}).scalar():
        connection.exec_driver_sql(f"create schema {SCHEMA}")
        return me
    connection.exec_driver_sql(f"create schema {SCHEMA} authorization {OWNER}")
    return OWNER
