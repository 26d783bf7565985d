"""`screenpop database grant`, `revoke` and `policy`: who may do what with the record on a server."""

import argparse

from screenpop.bootstrap.parts import secrets_of
from screenpop.commands.database_server import server_for
from screenpop.commands.secret import typed_password
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.storage.database import Database
from screenpop.storage.roles.names import Reading, Role


def command(arguments: argparse.Namespace) -> int:
    """Do what the arguments say."""
    why = say(
        "The record is a file: whoever may open the file may read and change all of it. Roles need a server"
        " ([record] database)."
    )
    with server_for(arguments, why) as database:
        match arguments.action:
            case "grant" if arguments.person is None:
                if arguments.agent or arguments.role or arguments.create:
                    raise ConfigurationError(say("--agent, --role and --create need --login."))
                return run_issue(database)
            case "grant":
                password = _new_password(arguments) if arguments.create else None
                return run_grant(
                    database, arguments.person, arguments.agent, arguments.role, new_password=password
                )
            case "revoke":
                return run_revoke(database, arguments.person)
            case _:
                return run_policy(database, arguments.reading)


def run_issue(database: Database) -> int:
    """Make the roles, and issue every grant and policy anew."""
    from screenpop.storage.roles.grants import issue_grants  # noqa: PLC0415 # SQLAlchemy, which only some actions need

    with database.writing() as connection:
        issue_grants(connection)
    print(say("The record's roles, grants and policies are as they are meant to be."))
    return 0


def run_grant(
    database: Database, login: str, agent: str | None, role: Role | str | None, *, new_password: str | None
) -> int:
    """Have a personal login be an agent in a role, or let another department's login read.

    Raises:
        ConfigurationError: Something is missing, or the login cannot have it.
    """
    from screenpop.storage.roles import members  # noqa: PLC0415 # as above
    from screenpop.storage.roles.names import ROLES  # noqa: PLC0415 # as above

    if role not in (*ROLES, "reader"):
        raise ConfigurationError(say("Say which role: --role {roles}.", roles=" | ".join((*ROLES, "reader"))))
    if (role == "reader") == bool(agent):
        raise ConfigurationError(
            say("A reader is no agent: leave out --agent.")
            if agent
            else say("Say which agent that is: --agent, as in their settings.")
        )
    with database.writing() as connection:
        if new_password is not None:
            members.create_login(connection, login, new_password)
        if agent:
            members.grant_role(connection, login, agent, next(one for one in ROLES if one == role))
        else:
            members.grant_reading(connection, login)
    print(
        say("{login} is the agent {agent}, role {role}.", login=login, agent=agent, role=role)
        if agent
        else say("{login} may read the views in screenpop_read.", login=login)
    )
    return 0


def run_revoke(database: Database, login: str) -> int:
    """Have a login be nobody in the record from now on.

    Raises:
        ConfigurationError: It was nobody.
    """
    from screenpop.storage.roles.members import revoke_role  # noqa: PLC0415 # as above

    with database.writing() as connection:
        revoke_role(connection, login)
    print(say("{login} has no role in the record any more; the login itself is still there.", login=login))
    return 0


def run_policy(database: Database, reading: Reading | None) -> int:
    """Say what agents read besides their own, or have it changed."""
    from screenpop.storage.roles import site_policy  # noqa: PLC0415 # as above

    with database.writing() as connection:
        if reading is not None:
            site_policy.set_policy(connection, reading)
        print(say("agents read: {reading}", reading=site_policy.policy_of(connection)))
    return 0


def _new_password(arguments: argparse.Namespace) -> str:
    """What the login's owner will type: the secret record.LOGIN where one is stored, else asked for."""
    name = f"record.{arguments.person}"
    settings = settings_of(arguments)
    stored = secrets_of(settings).get(name) if settings.secrets.origin == "keyring" else None
    return stored or typed_password(name)
