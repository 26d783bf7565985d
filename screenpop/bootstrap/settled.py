"""Whether a computer's policy leaves anything to ask of whoever starts the program there for the first time."""

from pathlib import Path

from screenpop.bootstrap.kinds import all_kinds
from screenpop.settings.draft import Draft
from ui.assistant.pages import wanted_pages


def settled_by_policy(file: Path, policy: Path | None) -> bool:
    """Whether there is nothing to ask, so that the desk starts without a settings file.

    Raises:
        ConfigurationError: The file or the policy cannot be read.
    """
    return not wanted_pages(Draft(file, all_kinds(), policy=policy))
