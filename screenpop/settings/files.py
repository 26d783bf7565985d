"""A settings file's bytes, and the tables that they are."""

import tomllib
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.layers import Tables

_LARGEST = 1_000_000


def raw_of(file: Path) -> bytes:
    """What stands in the file.

    Raises:
        FileNotFoundError: There is none.
        ConfigurationError: It cannot be read.
    """
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigurationError(
            say("The settings file {file} cannot be read: {why}.", file=file, why=error.strerror)
        ) from None
    if len(raw) > _LARGEST:
        raise ConfigurationError(say("{file} is too large for a settings file (1 MB at most).", file=file))
    return raw


def parsed(raw: bytes, file: Path) -> Tables:
    """The tables.

    Raises:
        ConfigurationError: It is no TOML.
    """
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(say("{file} is not valid TOML: {why}.", file=file, why=error)) from None
    except RecursionError:
        raise ConfigurationError(say("{file} is nested too deeply.", file=file)) from None
