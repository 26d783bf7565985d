"""The kind `simulator`: a line that rings when told, for demonstrations, training and tests."""

import queue
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from pydantic import Field

from screenpop.errors import LineUnreachable
from screenpop.events.calls import CallOffered, LineEvent
from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineKind, LineSettings, LineSurroundings
from screenpop.ports.line import Line
from screenpop.sentences import say
from telephony.simulator.ring import Ring

_TRIED_WITH = Ring(number="+12025550123", name="Screenpop check")
_TRIED_SECONDS = 0.1


class SimulatorSettings(LineSettings):
    """What the table of a simulated line may say.

    `mode`: how the program listens to the simulated PBX, as a `sip` line would; `both` does both.
    """

    kind: Literal["simulator"] = "simulator"
    mode: Literal["contact", "watch", "both"] = "both"
    extension: str = Field(default="101", pattern=r"^[0-9A-Za-z_.+*-]{1,32}$")


def build(settings: SimulatorSettings, surroundings: LineSurroundings) -> Line:
    """Build the line; SIP loads only now."""
    from telephony.simulator.line import SimulatorLine  # noqa: PLC0415 # brings the SIP library

    return SimulatorLine(settings, surroundings.report)


def examine(settings: SimulatorSettings, surroundings: LineSurroundings) -> Iterable[Check]:
    """Ring it once and see whether the call arrives."""
    from telephony.simulator.line import SimulatorLine  # noqa: PLC0415 # brings the SIP library

    heard: queue.SimpleQueue[LineEvent] = queue.SimpleQueue()
    line = SimulatorLine(settings, replace(surroundings, report=heard.put).report)
    subject = f"line {settings.name}"
    line.start()
    try:
        line.ring(_TRIED_WITH, seconds=_TRIED_SECONDS)
    except LineUnreachable as error:
        yield Check(subject, passed=False, told=error.sentence)
        return
    finally:
        line.stop()
    arrived = False
    while not heard.empty():
        arrived |= isinstance(heard.get(), CallOffered)
    told = say("A simulated call arrived.") if arrived else say("A simulated call did not arrive.")
    yield Check(subject, passed=arrived, told=told)


KIND = LineKind(name="simulator", settings=SimulatorSettings, build=build, examine=examine)
