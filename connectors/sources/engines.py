"""Opens the way to a database: SQLAlchemy's engine, with the password put in at the last moment."""

from collections.abc import Callable

from sqlalchemy import Engine, NullPool, QueuePool, create_engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from connectors.sources.addresses import Address
from connectors.sources.dialects import dialect_of
from screenpop.errors import ConfigurationError, SourceDenied, SourceUnavailable
from screenpop.sentences import say


def open_engine(source: str, address: Address, password: Callable[[], str | None]) -> Engine:
    """Make the engine; nothing is connected yet.

    Raises:
        SourceError: The file is not there, the driver is not installed, the password cannot be had.
    """
    if missing := missing_file(source, address):
        raise missing
    url = address.url
    if url.get_backend_name() == "sqlite":
        # A file that is written anew each night must not be held open.
        return create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        arguments = dialect_of(url).connect_arguments.get(url.get_driver_name(), {})
        return create_engine(
            url.set(password=password()),
            poolclass=QueuePool,
            pool_size=2,
            max_overflow=-1,  # the askers' threads are the limit; none waits for another's connection
            pool_pre_ping=True,
            pool_recycle=1800,
            hide_parameters=True,
            connect_args=dict(arguments),
        )
    except ConfigurationError as error:
        raise SourceDenied(error.sentence) from error
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise SourceUnavailable(
            say(
                "“{source}” needs the driver of {driver}, which is not installed.",
                source=source,
                driver=url.drivername,
            )
        ) from error
    except (ArgumentError, TypeError):
        raise SourceUnavailable(
            say(
                "sources.{source}: “url” has an option that {driver} does not know.",
                source=source,
                driver=url.drivername,
            )
        ) from None  # the cause may show the URL


def missing_file(source: str, address: Address) -> SourceUnavailable | None:
    """The complaint that a plain SQLite file is not there."""
    file = address.file
    if file is None or file.is_file():
        return None
    return SourceUnavailable(
        say("“{source}” reads the file {file}, which is not there.", source=source, file=str(file))
    )
