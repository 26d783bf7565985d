"""What each line really delivered since the start: the facts that an administrator set up, counted."""

from collections.abc import Mapping

from screenpop.events.calls import CallAnswered, CallEnded, CallOffered, CallUpdated, Direction, Ending, Facts
from screenpop.events.calls import PartyChanged as PartyChangedOnLine
from screenpop.ports.fact_templates import FACT_NAMES
from screenpop.trust import Verification

_COUNTED = (
    *("calls", "outgoing", "answered", "transfers", "endings_told"),
    *("number", "name", "did", "withheld", "verified", "queue", "brand", "waited", "keyed", "linked"),
)

OnLine = CallOffered | CallAnswered | CallUpdated | PartyChangedOnLine | CallEnded


class Tally:
    """Counts by line. Only the desk's thread counts; any thread may read."""

    def __init__(self) -> None:
        self._of_lines: dict[str, dict[str, int]] = {}

    def count(self, event: OnLine) -> None:
        """Count what one report delivers."""
        counted = self._of_lines.setdefault(event.line, dict.fromkeys(_COUNTED, 0))
        for word in _delivered(event):
            counted[word] += 1

    def of(self, line: str) -> Mapping[str, int]:
        """What this line delivered: calls, and how many of them came with each fact."""
        return dict(self._of_lines.get(line) or dict.fromkeys(_COUNTED, 0))


def _delivered(event: OnLine) -> list[str]:
    match event:
        case CallOffered(caller=caller, did=did, facts=facts, direction=direction):
            told = {
                "calls": True,
                "outgoing": direction is Direction.OUT,
                "number": caller.number is not None,
                "name": caller.name is not None,
                "did": did is not None,
                "withheld": caller.withheld,
                "verified": caller.verification is not Verification.NONE,
                "transfers": event.transferred_by is not None,
            }
            return [*(word for word, there in told.items() if there), *_facts(facts)]
        case CallUpdated(did=did, name=name, facts=facts):
            late = [word for word, value in (("did", did), ("name", name)) if value is not None]
            return [*late, *_facts(facts)]
        case CallAnswered():
            return ["answered"]
        case PartyChangedOnLine():
            return ["transfers"]
        case CallEnded(ending=ending):
            return [] if ending is Ending.UNKNOWN else ["endings_told"]


def _facts(facts: Facts) -> list[str]:
    return [word for word in FACT_NAMES if getattr(facts, word) is not None]
