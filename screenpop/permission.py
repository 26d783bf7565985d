"""What customers allow: whether they may be offered anything, and on which channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Channel(StrEnum):
    """How somebody may be approached; ALL is whatever way there is, suggestions and value included."""

    ALL = "all"
    PHONE = "phone"
    EMAIL = "email"
    POST = "post"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Permission:
    """What was said of one channel last: that it may be used, or an objection (GDPR Art. 21).

    Attributes:
        contact: Who said it; None speaks for the customer as a whole.
    """

    contact: str | None
    channel: Channel
    allowed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Marketing:
    """What the directory's source knows of one person; a channel that is not there was never spoken of."""

    allowed: Mapping[Channel, bool] = field(default_factory=dict)
