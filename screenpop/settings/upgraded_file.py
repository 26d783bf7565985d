"""Writes a settings file of an earlier version as this one writes it: once, with what stood there kept beside it.

It happens at the first start of a newer program, unattended. A file that cannot be written goes on being read.
"""

import logging
from collections.abc import Callable
from pathlib import Path

from screenpop.errors import ConfigurationError
from screenpop.ports.kinds import Kinds
from screenpop.replacing import replacing
from screenpop.settings.files import parsed
from screenpop.settings.policy import Policy
from screenpop.settings.upgrades import changes_of
from screenpop.settings.writing import read_bytes, write_settings

log = logging.getLogger(__name__)


def upgrade_file(file: Path, kinds: Kinds, policy: Policy | None, *, mark: Callable[[], str]) -> bool:
    """Write the user's file as it is written today, if it is not; what stood there is kept beside it.

    Args:
        file: The user's.
        kinds: What this installation can build.
        policy: The machine's.
        mark: Says what stands in the name of what is kept: the version that the file is upgraded for.

    Returns:
        Whether it was changed. What cannot be changed is left as it is, and is read all the same.
    """
    try:
        seen = read_bytes(file)
        changes = changes_of(parsed(seen, file))
        if not changes:
            return False
        kept = file.resolve().with_name(f"{file.name}.before-{mark()}")
        if not kept.exists():
            with replacing(kept) as opened:
                opened.write(seen)
        write_settings(file, seen, changes, kinds, policy)
    except ConfigurationError as error:
        log.warning("The settings stay as an earlier version wrote them: %s", error)
        return False
    except OSError as error:
        log.warning("The settings stay as an earlier version wrote them: %s", error.strerror)
        return False
    log.warning(
        "The settings %s are written as this version writes them; the earlier ones are kept in %s", file, kept
    )
    return True
