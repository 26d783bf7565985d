"""Presets: settings for a known system that ship with the program, below what the settings file says itself.

A preset is a file of the very same tables, of which it may have `sources`, `directory` and `departments`. Of several
presets the later one's tables replace the earlier one's.
"""

import re
import tomllib
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.sentences import say
from screenpop.settings.layers import Layer, Origin, Pile, Tables
from screenpop.shipped import RESOURCES

PRESETS = RESOURCES / "presets"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_MAY_SAY = {"sources", "directory", "departments"}


def shipped_presets() -> tuple[str, ...]:
    """The names of the presets that ship."""
    return tuple(sorted(file.stem for file in PRESETS.glob("*.toml")))


def put_presets(pile: Pile, names: list[str], folder: Path) -> None:
    """Put presets at the bottom of a pile.

    Args:
        pile: Holds nothing yet.
        names: The presets by name, or files of the site's own (`….toml`, relative to the folder).
        folder: That of the file which names them.

    Raises:
        ConfigurationError: There is no such preset, or it says what a preset may not.
    """
    for name in names:
        origin = Origin(Layer.PRESET, name)
        for key, table in _preset(name, folder).items():
            if key == "directory":
                pile.put((key,), table, origin)
            else:
                for each, said in table.items():
                    pile.put((key, each), said, origin)


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
