"""Presets: settings for a known system that ship with the program, below what the settings file says itself.

A preset is a file of the very same tables, of which it may have `sources`, `directory` and `departments`. The
file's own tables are laid over it key by key; a table that names another source replaces the preset's whole, since
questions for one system mean nothing to another, and `false` in the place of a department's table drops it. Of
several presets the later one's tables replace the earlier one's.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.shipped import RESOURCES

PRESETS = RESOURCES / "presets"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MAY_SAY = {"sources", "directory", "departments"}

Tables = dict[str, Any]


def shipped_presets() -> tuple[str, ...]:
    """The names of the presets that ship."""
    return tuple(sorted(file.stem for file in PRESETS.glob("*.toml")))


def laid_over_presets(names: str | list[str], tables: Tables, folder: Path) -> Tables:
    """The tables of a settings file, with what its presets say beneath.

    Args:
        names: The presets by name, or files of the site's own (`….toml`, relative to the folder).
        tables: The settings file's.
        folder: The settings file's.

    Raises:
        ConfigurationError: There is no such preset, or it says what a preset may not.
    """
    beneath: Tables = {}
    for name in [names] if isinstance(names, str) else names:
        for key, table in _preset(name, folder).items():
            beneath[key] = table if key == "directory" else {**beneath.get(key, {}), **table}
    return _laid_over(beneath, tables)


def _preset(name: str, folder: Path) -> Tables:
    own = name.endswith(".toml")
    if not own and not (_NAME.fullmatch(name) and name in shipped_presets()):
        raise ConfigurationError(
            say(
                "there is no preset “{name}”; there are {known}, and files of your own that end in .toml",
                name=name,
                known=", ".join(shipped_presets()) or "–",
            )
        )
    file = folder / name if own else PRESETS / f"{name}.toml"
    try:
        tables = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(
            say("the preset {file} cannot be read: {why}", file=file, why=error.strerror)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationError(
            say("the preset {file} is not valid TOML: {why}", file=file, why=error)
        ) from None
    if odd := [key for key, table in tables.items() if key not in _MAY_SAY or not isinstance(table, dict)]:
        raise ConfigurationError(
            say(
                "the preset {file} says “{key}”; a preset may have the tables {known}",
                file=file,
                key=odd[0],
                known=", ".join(sorted(_MAY_SAY)),
            )
        )
    return tables


def _laid_over(beneath: Mapping[str, Any], above: Mapping[str, Any]) -> Tables:
    laid = dict(beneath)
    for key, value in above.items():
        known = laid.get(key)
        if isinstance(known, dict) and value is False:
            del laid[key]
        elif isinstance(known, dict) and isinstance(value, dict) and not _of_another_source(known, value):
            laid[key] = _laid_over(known, value)
        else:
            laid[key] = value
    return laid


def _of_another_source(known: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """The directory may have a file in the place of a source."""
    if "source" in known and "file" in wanted:
        return True
    return "source" in wanted and "source" in known and wanted["source"] != known["source"]
