"""The ports that the windows ask, as they are built: the first window is there before them."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from screenpop.ports.call_log import CallLog
from screenpop.ports.day import Day
from screenpop.ports.directory import Directory
from screenpop.ports.drafts import Drafts
from screenpop.ports.figures import CallFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What can be asked from now on; None is what was built before, or is not there yet.

    Attributes:
        supervise: Opens the supervisors' window, where this desk's person may have it.
        practise: Rings a call to practise with.
    """

    call_log: CallLog | None = None
    directory: Directory | None = None
    figures: CallFigures | None = None
    supervise: Callable[[], None] | None = None
    day: Day | None = None
    drafts: Drafts | None = None
    practise: Callable[[], None] | None = None

    def with_more(self, other: "Attached") -> "Attached":
        """These, and what the other has."""
        names = (each.name for each in fields(self))
        return Attached(**{name: getattr(other, name) or getattr(self, name) for name in names})
