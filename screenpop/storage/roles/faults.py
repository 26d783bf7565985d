"""What a verification may find wrong."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from screenpop.sentences import Sentence, say


class Wrong(StrEnum):
    """What is wrong with a row, with a link, or with the chain."""

    ALTERED = "altered"
    MISSING = "missing"
    ADDED = "added"
    LINK = "link_altered"
    BROKEN = "link_broken"
    GAP = "link_missing"
    HEAD = "head_altered"
    REWRITTEN = "rewritten"
    SHORTENED = "shortened"
    PROJECTION = "projection_altered"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: The table, where it is a row's.
        id: The row.
        seq: The place in the chain.
    """

    wrong: Wrong
    kind: str = ""
    id: UUID | None = None
    seq: int | None = None

    def told(self) -> Sentence:
        """In words."""
        match self.wrong:
            case Wrong.ALTERED:
                return say("{table} {id}: altered (link {seq})", table=self.kind, id=self.id, seq=self.seq)
            case Wrong.MISSING:
                return say("{table} {id}: removed (link {seq})", table=self.kind, id=self.id, seq=self.seq)
            case Wrong.ADDED:
                return say("{table} {id}: added past the chain", table=self.kind, id=self.id)
            case Wrong.LINK:
                return say("link {seq} of {table} {id}: altered", table=self.kind, id=self.id, seq=self.seq)
            case Wrong.BROKEN:
                return say("link {seq} does not follow the one before it", seq=self.seq)
            case Wrong.GAP:
                return say("link {seq}: removed", seq=self.seq)
            case Wrong.HEAD:
                return say("the chain's end is not where its head says ({seq})", seq=self.seq)
            case Wrong.REWRITTEN:
                return say("link {seq} is not what it was when the head was exported", seq=self.seq)
            case Wrong.SHORTENED:
                return say("the chain ended at {seq} or later when the head was exported", seq=self.seq)
            case Wrong.PROJECTION:
                return say("{table} {id}: does not say what its entries say", table=self.kind, id=self.id)
