"""What the lines of the running program have delivered and met, as it tells them to `screenpop check`.

`delivered` is counted by the desk (`Tally`), `met` by each line (`Line.counts`). The report crosses the bell as JSON.
"""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say, say_many

_FACTS = ("number", "name", "did", "queue", "brand", "waited", "keyed", "linked", "verified", "withheld")


class LineReport(TypedDict):
    """One line since the program's start."""

    delivered: Mapping[str, int]
    met: Mapping[str, int]


def lines_told(report: Mapping[str, LineReport]) -> Iterator[Check]:
    """What every line has delivered and met."""
    for name, line in report.items():
        subject = f"line {name}"
        yield Check(f"{subject}: delivered", passed=True, told=_delivered(line["delivered"]))
        yield Check(f"{subject}: packets", passed=True, told=_met(line["met"]))


def nobody_tells() -> Check:
    """No program runs whose lines could be asked."""
    told = say("Screenpop is not running here, so what its lines have delivered is not known.")
    return Check("lines: delivered", passed=True, told=told)


def _delivered(counts: Mapping[str, int]) -> Sentence:
    calls = counts.get("calls", 0)
    if not calls:
        return say("No call since the program was started.")
    given = ", ".join(f"{fact} {counts[fact]}" for fact in _FACTS if counts.get(fact))
    never = ", ".join(fact for fact in _FACTS if not counts.get(fact))
    return say_many(
        "{count} call since the program was started; with it came: {given}; never: {never}",
        "{count} calls since the program was started; with them came: {given}; never: {never}",
        calls,
        given=given or "–",
        never=never or "–",
    )


def _met(counts: Mapping[str, int]) -> Sentence:
    return say(
        "met since the program was started: {counts}",
        counts=", ".join(f"{name} {count}" for name, count in counts.items()) or "–",
    )
