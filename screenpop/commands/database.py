"""`screenpop database upgrade`: creates the record's tables, or brings them up to what this program knows."""

import argparse
from contextlib import closing

from screenpop.bootstrap.parts import make_data_folder, secrets_of
from screenpop.bootstrap.shared_database import database_of
from screenpop.commands.settings_of import settings_of
from screenpop.sentences import say
from screenpop.storage.database import Database


def command(arguments: argparse.Namespace) -> int:
    """Upgrade the database that the settings name."""
    settings = settings_of(arguments)
    make_data_folder(settings)
    with closing(database_of(settings, secrets_of(settings), login=arguments.login)) as database:
        return run_upgrade(database)


def run_upgrade(database: Database) -> int:
    """Upgrade, and say from which version to which.

    Raises:
        RecordUnavailable: It cannot be reached, a newer program made it, or this login may not.
    """
    done = database.upgrade()
    if done.before == done.after:
        print(say("The record is up to date (schema {version}).", version=done.after))
    elif done.before is None:
        print(say("The record was created (schema {version}).", version=done.after))
    else:
        print(
            say(
                "The record was upgraded from schema {before} to {after}.",
                before=done.before,
                after=done.after,
            )
        )
    return 0
