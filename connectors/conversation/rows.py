"""The rows that the conversation needs."""

from dataclasses import dataclass

from screenpop.ports.rows import MaybeText, Moment


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One thing that was said, written or ordered; without a `channel` it came by the one that the settings name."""

    at: Moment
    text: MaybeText
    channel: MaybeText = None
    who: MaybeText = None
    status: MaybeText = None
    link: MaybeText = None
