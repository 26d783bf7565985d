"""Where what was learnt lies: with the record on a team's server, else in a file of the data folder."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from screenpop.bootstrap.parts import learnt_file
from screenpop.bootstrap.shared_database import database_of
from screenpop.ports.learnt import Learning, Learnt
from screenpop.ports.secrets import Secrets
from screenpop.settings.model import Settings
from screenpop.storage.database import Database
from screenpop.storage.learnt_server import LearningOnServer, LearntOnServer


def learnt_of(settings: Settings, database: Database) -> Learnt:
    """Who reads what was learnt, beside a record that is open anyhow."""
    return LearntOnServer(database) if database.is_server else learnt_file(settings)


@dataclass(frozen=True, slots=True)
class LearntPlace:
    """Where it is read, and where it is written anew."""

    learnt: Learnt
    learning: Learning


@contextmanager
def learnt_place(settings: Settings, secrets: Secrets) -> Iterator[LearntPlace]:
    """For a command; what the login of the record's database may read and write is the server's to say.

    Raises:
        ConfigurationError: The settings name a server that cannot be.
    """
    with closing(database_of(settings, secrets)) as database:
        if database.is_server:
            yield LearntPlace(LearntOnServer(database), LearningOnServer(database))
        else:
            file = learnt_file(settings)
            yield LearntPlace(file, file)
