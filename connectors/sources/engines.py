"""Opens the way to a database: SQLAlchemy's engine, with the password put in at the last moment.

A few connections are kept for the next questions. Whether the server still knows them is seen by the first
statement of each question (`sql.SqlSource` then takes a new one), which spares the ping before it.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, ExceptionContext, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from connectors.sources.addresses import Address
from connectors.sources.dialects import dialect_of
from screenpop.errors import ConfigurationError, SourceDenied, SourceUnavailable
from screenpop.sentences import say

_KEPT = 8  # connections of one source that wait for the next question: a call asks all departments at once
_EXTRAS = {"mysql": "mysql", "mariadb": "mysql", "mssql": "sqlserver", "oracle": "oracle", "duckdb": "duckdb"}

Stamp = tuple[int, int, int, int]


def open_engine(source: str, address: Address, password: Callable[[], str | None]) -> Engine:
    """Make the engine; nothing is connected yet.

    Raises:
        SourceError: The file is not there, the driver is not installed, the password cannot be had.
    """
    if missing := missing_file(source, address):
        raise missing
    try:
        return _engine(address, password)
    except ConfigurationError as error:
        raise SourceDenied(error.sentence) from error
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise _no_driver(source, address) from error
    except (ArgumentError, TypeError):
        raise SourceUnavailable(
            say(
                "sources.{source}: “url” has an option that {driver} does not know.",
                source=source,
                driver=address.url.drivername,
            )
        ) from None  # the cause may show the URL


def _engine(address: Address, password: Callable[[], str | None]) -> Engine:
    url, dialect = address.url, dialect_of(address.url)
    if address.file is None:
        url = url.set(password=password())
    arguments = dict(dialect.connect_arguments.get(url.get_driver_name(), {}))
    if not dialect.keeps_open or (address.file is not None and os.name == "nt"):
        # An open DuckDB file keeps its writers out, and an open file on Windows cannot be replaced.
        return create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=arguments)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=_KEPT,
        max_overflow=-1,  # the askers' threads are the limit; none waits for another's connection
        pool_recycle=1800,
        hide_parameters=True,
        connect_args=arguments,
    )
    if bury := dialect.bury:

        def found_dead(context: ExceptionContext) -> None:
            connection, asked = context.connection, context.execution_context
            if context.is_disconnect and asked and connection is not None and not connection.invalidated:
                driver = connection.connection.driver_connection
                with suppress(Exception):  # it is dead: what else the driver says of it is of no interest
                    bury(driver, asked.cursor)

        event.listen(engine, "handle_error", found_dead)
    return engine


def _no_driver(source: str, address: Address) -> SourceUnavailable:
    url = address.url
    if extra := _EXTRAS.get(url.get_backend_name()):
        return SourceUnavailable(
            say(
                "“{source}” needs the driver of {driver}, which is not installed: add screenpop[{extra}].",
                source=source,
                driver=url.drivername,
                extra=extra,
            )
        )
    return SourceUnavailable(
        say(
            "“{source}” needs the driver of {driver}, which is not installed.",
            source=source,
            driver=url.drivername,
        )
    )


def missing_file(source: str, address: Address) -> SourceUnavailable | None:
    """The complaint that a plain file is not there."""
    file = address.file
    if file is None or file.is_file():
        return None
    return SourceUnavailable(
        say("“{source}” reads the file {file}, which is not there.", source=source, file=str(file))
    )


def stamp_of(file: Path | None) -> Stamp | None:
    """What changes when another file takes this one's place, or somebody writes into it."""
    if file is None:
        return None
    try:
        told = file.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns
