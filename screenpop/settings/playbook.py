"""Reads the playbook: what ships, with what the site's own file adds, replaces and switches off."""

from collections.abc import Mapping
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.rules.measures import FactKind
from screenpop.rules.playbook import Playbook
from screenpop.sentences import say
from screenpop.settings.files import parsed, raw_of
from screenpop.settings.layers import Tables
from screenpop.settings.model import Settings
from screenpop.settings.playbook_laying import lay
from screenpop.settings.playbook_making import made
from screenpop.shipped import RESOURCES

PLAYBOOK = RESOURCES / "playbook.toml"


def playbook_of(settings: Settings) -> Playbook:
    """The playbook of one desk.

    Raises:
        ConfigurationError: The site's file cannot be read, or something in it cannot work.
    """
    facts = {fact.name: fact.kind for fact in settings.facts}
    file = settings.playbook.file
    return read_playbook(settings.file.parent / file if file else None, facts, settings.agent)


def read_playbook(
    file: Path | None = None, facts: Mapping[str, FactKind] | None = None, agent: str = ""
) -> Playbook:
    """Read the playbook that ships, and the site's on top of it.

    Args:
        file: The site's; None for the one that ships alone.
        facts: What the site asks its customers for.
        agent: Who sits here: who may give some gestures.

    Raises:
        ConfigurationError: As of `playbook_of`.
    """
    own = _tables(file) if file else {}
    return made(lay(_tables(PLAYBOOK), own, file or PLAYBOOK), facts or {}, agent)


def _tables(file: Path) -> Tables:
    try:
        return parsed(raw_of(file), file)
    except FileNotFoundError:
        raise ConfigurationError(say("There is no playbook {file}.", file=file)) from None
