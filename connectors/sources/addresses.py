"""Where a database is: the settings' URL, read; a plain SQLite file becomes a read-only one.

A password never stands in a URL of the settings. A plain file (`sqlite:///crm.db`, `duckdb:///sales.duckdb`)
is a path and nothing more: relative ones start from the settings' folder, and no character in it has a
meaning. Where the URL names no driver, ours is taken.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from screenpop.errors import ConfigurationError
from screenpop.sentences import say

_PLAIN_FILE = re.compile(
    r"(?:(?P<sqlite>sqlite(?:\+pysqlite)?):///(?!file:)|duckdb:///)(?P<path>.+)", re.DOTALL
)
_DRIVERS = {
    "postgresql": "psycopg",
    "mysql": "pymysql",
    "mariadb": "pymysql",
    "mssql": "pymssql",
    "oracle": "oracledb",
}
_SECRET_WORDS = ("password", "passwd", "passphrase", "pwd")


@dataclass(frozen=True, slots=True)
class Address:
    """A database's address. `file` is the plain file that it is, if it is one."""

    url: URL
    file: Path | None = None


def address_of(url: str, source: str, folder: Path) -> Address:
    """Read the URL of the settings.

    Raises:
        ConfigurationError: It is no URL of a database, or holds a password.
    """
    if "\0" in url:
        raise _no_address(source)
    if plain := _PLAIN_FILE.fullmatch(url):
        file = _existing(folder, plain["path"])
        return Address(_reading(file) if plain["sqlite"] else URL.create("duckdb", database=str(file)), file)
    try:
        read = make_url(url)
    except (ArgumentError, ValueError):
        raise _no_address(source) from None  # the cause would show the URL
    if read.password is not None or _holds_password(read):
        raise ConfigurationError(
            say(
                "sources.{source}: a password must not stand in “url”; take it out and store it with "
                "“screenpop secret set sources.{source}”.",
                source=source,
            )
        )
    if driver := _DRIVERS.get(read.drivername):
        read = read.set(drivername=f"{read.drivername}+{driver}")
    return Address(read)


def _no_address(source: str) -> ConfigurationError:
    return ConfigurationError(
        say(
            "sources.{source}: “url” is not a database’s address; write it like "
            "postgresql+psycopg://reader@server/database or sqlite:///file.db.",
            source=source,
        )
    )


def _existing(folder: Path, path: str) -> Path:
    """The file as it is written, or as it is meant where a URL's escapes were used (`%20`)."""
    written = folder.joinpath(path).absolute()
    meant = folder.joinpath(unquote(path)).absolute()
    return meant if "\0" not in str(meant) and meant.exists() and not written.exists() else written


def _reading(file: Path) -> URL:
    """A URI that SQLite opens read-only, which never makes a file (https://www.sqlite.org/uri.html)."""
    path = file.as_posix()
    root = "" if path.startswith("/") else "/"  # C:/…
    uri = f"file://{root}{quote(os.fsencode(path), safe='/:')}"
    return URL.create("sqlite", database=uri, query={"mode": "ro", "uri": "true"})


def _holds_password(url: URL) -> bool:
    for name, values in url.normalized_query.items():
        if any(word in name.lower() for word in _SECRET_WORDS):
            return True
        if any(f"{word}=" in value.lower().replace(" ", "") for value in values for word in _SECRET_WORDS):
            return True  # odbc_connect=…;PWD=…
    return False
