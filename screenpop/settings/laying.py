"""Lays what a settings file says over its presets and under the machine's locks."""

from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.settings.layers import Layer, Origin, Origins, Pile, Tables
from screenpop.settings.policy import Policy
from screenpop.settings.presets import put_presets
from screenpop.settings.upgrades import as_today
from screenpop.settings.wrong import wrong


def laid(tables: Tables, file: Path, policy: Policy | None) -> tuple[Tables, Origins]:
    """All that counts, and where each value came from.

    Args:
        tables: What the user's file says.
        file: The user's file.
        policy: What this computer's administrator says.

    Raises:
        ConfigurationError: A preset that is named cannot be used.
    """
    pile = Pile()
    names, whose = _presets(tables, file, policy)
    try:
        put_presets(pile, names, whose.parent)
    except ConfigurationError as error:
        raise wrong(whose, ("preset",), error.sentence) from None
    for said in policy.presets if policy else ():
        pile.lay(as_today(said.tables), said.origin)
    pile.lay(as_today(tables), Origin(Layer.USER, str(file)))
    for said in policy.locks if policy else ():
        pile.lay(as_today(said.tables), said.origin)
    return pile.tables, pile.origins


def _presets(tables: Tables, file: Path, policy: Policy | None) -> tuple[list[str], Path]:
    """The presets' names, and the file that names them; what is no name is told by the file's model."""
    above, beneath = (policy.locks, policy.presets) if policy else ((), ())
    strongest_first = [
        *((said.tables, said.file) for said in reversed(above)),
        (tables, file),
        *((said.tables, said.file) for said in reversed(beneath)),
    ]
    names, whose = next(
        ((said["preset"], whose) for said, whose in strongest_first if "preset" in said), ([], file)
    )
    if isinstance(names, str):
        return [names], whose
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return names, whose
    return [], whose
