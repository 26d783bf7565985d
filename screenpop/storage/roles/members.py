"""Who is who: personal logins, the agents they are, and what they may do."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.storage.roles.names import GROUPS, READER, Role, group_of
from screenpop.storage.roles.site_policy import on_record
from screenpop.storage.roles.statements import run

_LOGIN = text("select rolcanlogin, rolsuper or rolbypassrls, rolinherit from pg_roles where rolname = :login")
_ISSUED = text("select to_regrole(:reader) is not null")
_GROUPS_OF = text(
    "select distinct g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid"
    " join pg_roles l on l.oid = m.member where l.rolname = :login and g.rolname = any(:groups)"
)
_MEMBER = text(
    "insert into screenpop.member (login, agent, role) values (:login, :agent, :role)"
    " on conflict (login) do update set agent = excluded.agent, role = excluded.role"
)


def create_login(connection: Connection, login: str, password: str) -> None:
    """Make a personal login; what goes to the server, and into its log, is a SCRAM verifier and not the password.

    Raises:
        ConfigurationError: There is one of that name.
    """
    if connection.execute(_LOGIN, {"login": login}).one_or_none():
        raise ConfigurationError(say("There is a role “{login}” already; leave out --create.", login=login))
    wire = connection.connection.driver_connection.pgconn  # type: ignore[union-attr] # psycopg's; SQLAlchemy does not type drivers
    verifier = wire.encrypt_password(password.encode(), login.encode(), b"scram-sha-256").decode()
    run(connection, f"create role {_quoted(connection, login)} login password '{verifier}'")


def grant_role(connection: Connection, login: str, agent: str, role: Role) -> None:
    """Have this login be this agent in this role, and in no other.

    Raises:
        ConfigurationError: There is no such login, row security does not bind it, or the agent is another login.
    """
    _check(connection, login)
    try:
        with connection.begin_nested():
            connection.execute(_MEMBER, {"login": login, "agent": agent, "role": role})
    except IntegrityError:
        raise ConfigurationError(
            say("The agent “{agent}” is another login already; revoke that first.", agent=agent)
        ) from None
    _leave_groups(connection, login, but=group_of(role))
    run(connection, f"grant {group_of(role)} to {_quoted(connection, login)}")
    on_record(connection, f"granted {role} to login {login} as agent {agent}")


def grant_reading(connection: Connection, login: str) -> None:
    """Let another department's login read the views made for it.

    Raises:
        ConfigurationError: There is no such login, or row security does not bind it.
    """
    _check(connection, login)
    run(connection, f"grant {READER} to {_quoted(connection, login)}")
    on_record(connection, f"granted reader to login {login}")


def revoke_role(connection: Connection, login: str) -> None:
    """Have this login be nobody in the record; what it wrote stays. Its open connections are bound at once.

    Raises:
        ConfigurationError: It was nobody.
    """
    asked = text("delete from screenpop.member where login = :login")
    was_member = connection.execute(asked, {"login": login}).rowcount
    if not _leave_groups(connection, login) and not was_member:
        raise ConfigurationError(say("The login “{login}” has no role in the record.", login=login))
    on_record(connection, f"revoked login {login}")


def _check(connection: Connection, login: str) -> None:
    if not connection.execute(_ISSUED, {"reader": READER}).scalar():
        raise ConfigurationError(say("The record has no roles yet. First run: screenpop database grant"))
    found = connection.execute(_LOGIN, {"login": login}).one_or_none()
    if found is None or not found[0]:
        raise ConfigurationError(
            say("There is no login “{login}” on the server; --create makes it.", login=login)
        )
    if found[1]:
        raise ConfigurationError(
            say("The login “{login}” is a superuser or bypasses row security: it needs none.", login=login)
        )
    if not found[2]:
        raise ConfigurationError(
            say("The login “{login}” is NOINHERIT, so what its roles may do would not count.", login=login)
        )


def _leave_groups(connection: Connection, login: str, but: str | None = None) -> bool:
    asked = {"login": login, "groups": [*GROUPS, READER]}
    groups = [group for group in connection.execute(_GROUPS_OF, asked).scalars() if group != but]
    for group in groups:
        run(connection, f"revoke {group} from {_quoted(connection, login)}")
    return bool(groups)


def _quoted(connection: Connection, name: str) -> str:
    """A name as SQL writes it, whatever characters it has."""
    return str(connection.execute(text("select quote_ident(:name)"), {"name": name}).scalar_one())
