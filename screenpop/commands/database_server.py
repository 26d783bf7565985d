"""The server that a `screenpop database` action works on, and why there must be one."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager

from screenpop.bootstrap.parts import make_data_folder, secrets_of
from screenpop.bootstrap.shared_database import database_of
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence
from screenpop.storage.database import Database


@contextmanager
def database_for(arguments: argparse.Namespace) -> Iterator[Database]:
    """The shared database, asked by the login of `--as`."""
    settings = settings_of(arguments)
    make_data_folder(settings)
    with closing(database_of(settings, secrets_of(settings), login=arguments.login)) as database:
        yield database


@contextmanager
def server_for(arguments: argparse.Namespace, why: Sentence) -> Iterator[Database]:
    """The same, where only a server will do.

    Raises:
        ConfigurationError: It is a file, which has none of it.
    """
    with database_for(arguments) as database:
        if not database.is_server:
            raise ConfigurationError(why)
        yield database
