"""The shared database on a PostgreSQL server. A login is a person, and the wire is closed to others."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.errors import ConfigurationError, NotKept, RecordUnavailable
from screenpop.sentences import say
from screenpop.storage.upgrade import NEWEST, SCHEMA, refuse_newer

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.exc import SQLAlchemyError

    from screenpop.storage.upgrade import Upgraded

_VERSION = "select version_num from screenpop.alembic_version"
_DRIVER = "postgresql+psycopg"
_THIS_COMPUTER = {"", "localhost", "127.0.0.1", "::1"}
_CONNECTIONS = 4


class ServerPlace:
    """A schema of a PostgreSQL database."""

    def __init__(
        self,
        url: str,
        login: str | None,
        password: Callable[[], str | None],
        *,
        ca_file: Path | None,
        tls: bool,
        deadline: timedelta,
    ) -> None:
        address = _address(url)
        self._url = address if login is None else address.set(username=login)
        self._password = password
        self._connect_args = _wire(self._url, ca_file=ca_file, tls=tls, deadline=deadline)
        self._name = f"{self._url.database} @ {self._url.host or self._url.query.get('host') or 'localhost'}"

    def open(self) -> tuple[Engine, Engine]:
        """Connect to nobody yet: each connection says whether the schema fits."""
        writing = self._engine()
        return writing, writing.execution_options(postgresql_readonly=True)

    def is_still_there(self) -> bool:
        """A server's connections notice for themselves."""
        return True

    def check(self, connection: Connection, *, again: bool) -> None:
        """Ask for the schema's version: once a connection, or whenever something is written."""
        if connection.info.get("screenpop_fits") and not again:
            return
        found = connection.exec_driver_sql(_VERSION).scalar()
        refuse_newer(found, self._name)
        if found != NEWEST:
            raise RecordUnavailable(
                say(
                    "The record on the server ({place}) is older than this Screenpop (schema {found}; this one needs"
                    " {known}). Ask your administrator to run “screenpop database upgrade”.",
                    place=self._name,
                    found=found or "0000",
                    known=NEWEST,
                )
            )
        connection.info["screenpop_fits"] = True

    def upgrade(self) -> Upgraded:
        """Create the schema or upgrade it, as the role that is to own it."""
        from screenpop.storage.server_upgrade import upgrade_server  # noqa: PLC0415 # loaded by now

        engine = self._engine()
        try:
            with engine.begin() as connection:
                return upgrade_server(connection, self._name)
        finally:
            engine.dispose()

    def failure(self, error: SQLAlchemyError) -> RecordUnavailable | NotKept:
        """In the words of somebody who can do something about it."""
        from screenpop.storage.server_troubles import told  # noqa: PLC0415 # loaded by now

        return told(error, self._name, str(self._url.username or ""))

    def _engine(self) -> Engine:
        from sqlalchemy import create_engine, event  # noqa: PLC0415 # loaded by now

        engine = create_engine(
            self._url,
            pool_size=_CONNECTIONS,
            max_overflow=-1,
            pool_pre_ping=True,
            pool_recycle=1800,
            hide_parameters=True,  # notes and numbers do not belong into a traceback
            connect_args=self._connect_args,
        )

        @event.listens_for(engine, "do_connect")
        def _tell_password(_dialect: object, _record: object, _args: object, said: dict[str, object]) -> None:
            if password := self._password():  # asked each time: it may have been stored meanwhile
                said["password"] = password

        return engine


def _address(url: str) -> URL:
    from sqlalchemy import make_url  # noqa: PLC0415 # 200 ms, only where there is a server
    from sqlalchemy.exc import ArgumentError  # noqa: PLC0415 # as above

    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise _no_address() from None  # the cause would show it
    if address.drivername != _DRIVER or address.password is not None or not address.database:
        raise _no_address()
    return address


def _no_address() -> ConfigurationError:
    return ConfigurationError(
        say(
            "record.database: it must be the path of a file, or like postgresql+psycopg://login@server/database without"
            " a password; store that with “screenpop secret set record”."
        )
    )


def _wire(url: URL, *, ca_file: Path | None, tls: bool, deadline: timedelta) -> dict[str, object]:
    """How to connect; these win over what the address says."""
    milliseconds = max(1, round(deadline.total_seconds() * 1000))
    seconds = max(2, math.ceil(deadline.total_seconds()))
    arguments: dict[str, object] = {
        "connect_timeout": min(seconds, 10),
        "tcp_user_timeout": seconds * 2000,  # a network gone silent keeps no thread for long
        "keepalives": 1,
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "application_name": "screenpop",
        "prepare_threshold": None,  # a pooler between us may know nothing of prepared statements
        "options": f"-c search_path={SCHEMA},pg_temp -c TimeZone=UTC -c statement_timeout={milliseconds}"
        f" -c idle_in_transaction_session_timeout={max(60_000, 4 * milliseconds)}",
    }
    if tls and not _is_this_computer(url):
        arguments |= {"sslmode": "verify-full", "sslrootcert": str(ca_file) if ca_file else "system"}
    return arguments


def _is_this_computer(url: URL) -> bool:
    hosts = [url.host or ""]
    for key in ("host", "hostaddr"):
        said = url.query.get(key, ())
        hosts += said.split(",") if isinstance(said, str) else said
    return all(host in _THIS_COMPUTER or host.startswith("/") for host in hosts)
