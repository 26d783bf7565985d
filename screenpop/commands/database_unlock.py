"""`screenpop database unlock`: a customer who is locked after too many wrong answers may be asked again."""

import argparse

from screenpop.bootstrap.supervising import role_of
from screenpop.commands.database_server import database_for
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.storage.database import Database
from screenpop.storage.failed_checks import RecordChecks
from screenpop.storage.my_role import agent_of_login


def command(arguments: argparse.Namespace) -> int:
    """Unlock the customer, if whoever asks is a supervisor.

    Raises:
        ConfigurationError: They are not.
    """
    settings = settings_of(arguments)
    with database_for(arguments) as database:
        if role_of(settings, database) != "supervisor":
            raise ConfigurationError(
                say(
                    "Only a supervisor unlocks a customer: ask with a supervisor’s login (--as), or where the record"
                    " is a file, with [supervision] role = “supervisor”."
                )
            )
        return run_unlock(database, arguments.customer, settings.agent)


def run_unlock(database: Database, customer_id: str, agent: str) -> int:
    """Put the unlocking on record; on a server it is the login's agent who unlocks."""
    if database.is_server:
        with database.reading() as connection:
            agent = agent_of_login(connection) or agent
    RecordChecks(database).unlock(customer_id, agent)
    print(say("Wrong answers that were given for {customer} until now count no more.", customer=customer_id))
    return 0
