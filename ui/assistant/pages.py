"""Which pages there are, and which of them this computer's policy leaves anything to ask on."""

from collections.abc import Mapping

from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence, say
from screenpop.settings.draft import Draft

WELCOME, YOU, LINE, DIRECTORY, DEPARTMENT, SHOWN, DONE = (
    "welcome",
    "you",
    "line",
    "directory",
    "department",
    "shown",
    "done",
)

TITLES: Mapping[str, Sentence] = {
    WELCOME: say("Welcome"),
    YOU: say("You"),
    LINE: say("Your telephone"),
    DIRECTORY: say("Who calls"),
    DEPARTMENT: say("What we know"),
    SHOWN: say("What is shown"),
    DONE: say("Ready"),
}

WITHOUT: Mapping[str, Sentence] = {
    LINE: say("Without it no card comes when your telephone rings."),
    DIRECTORY: say("Without it every caller is unknown until you say who it is."),
    DEPARTMENT: say("Without it the card says who calls, and nothing else."),
    SHOWN: say("Without it everything is shown at once."),
}
"""What it means to leave a page out; the others cannot be left out."""


def wanted_pages(draft: Draft) -> tuple[str, ...]:
    """The pages on which there is something to ask, without the first and the last."""
    settled = {
        YOU: draft.said_by_policy(("region",)),
        LINE: _is_settled(draft, "line", "line"),
        DIRECTORY: _is_settled(draft, "directory", "directory", "sources"),
        DEPARTMENT: _is_settled(draft, "departments", "departments", "sources"),
        SHOWN: draft.said_by_policy(("verification",)) or draft.said_by_policy(("departments",)),
    }
    return tuple(name for name, is_settled in settled.items() if not is_settled)


def _is_settled(draft: Draft, key: str, *parts: str) -> bool:
    """The administrator has said it, and it is complete; else the agent says what is left."""
    if not draft.said_by_policy((key,)):
        return False
    try:
        settings = draft.part(*parts)
    except ConfigurationError:
        return False
    return bool({"line": settings.lines, "directory": settings.directory}.get(key, settings.departments))
