"""What a PBX tells of an extension's dialogs, in the words of RFC 4235."""

from dataclasses import dataclass
from enum import StrEnum

MOST_DIALOGS = 256
"""More dialogs than this no extension has."""


class DialogState(StrEnum):
    """How far a dialog has come (RFC 4235, 3.7.1); `proceeding` counts as trying."""

    TRYING = "trying"
    EARLY = "early"
    CONFIRMED = "confirmed"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class DialogParty:
    """One end of a dialog: its address as written, and the name beside it."""

    uri: str
    display: str | None = None


@dataclass(frozen=True, slots=True)
class Dialog:
    """One dialog of the watched extension.

    Attributes:
        id: Names the dialog within the document; some PBXs use one id for all calls of an extension.
        state: How far it has come.
        call_id: The SIP Call-ID, if the PBX tells.
        incoming: True if the extension is called, False if it calls, None if the document does not say.
        remote: The other party; None if the document does not say.
        local: Our party: what the caller dialled, or the extension itself.
        referred_by: Who passed the call on, if anyone did.
        replaces: The Call-ID of the call in whose place this one came (RFC 3891).
        event: What brought it into its state: cancelled, rejected, replaced, local-bye … (RFC 4235, 3.7.1).
        code: The response that went with that.
    """

    id: str
    state: DialogState
    call_id: str | None = None
    incoming: bool | None = None
    remote: DialogParty | None = None
    local: DialogParty | None = None
    referred_by: DialogParty | None = None
    replaces: str | None = None
    event: str | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True)
class DialogInfo:
    """One document: all dialogs (`full`), or only those that changed."""

    version: int
    full: bool
    dialogs: tuple[Dialog, ...]
