"""The kind `simulator`: a line that rings when told, for demonstrations, training and tests."""

import queue
from collections.abc import Iterable

from screenpop.errors import LineUnreachable
from screenpop.events.calls import CallOffered, LineEvent
from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineKind, LineSurroundings
from screenpop.ports.line import Line
from screenpop.sentences import say
from telephony.simulator.ring import Ring
from telephony.simulator.settings import SimulatorSettings

_TRIED_WITH = Ring(number="+12025550123", name="Screenpop check")
_TRIED_SECONDS = 0.1


def build(settings: SimulatorSettings, surroundings: LineSurroundings) -> Line:
    """Build the line; SIP loads only now."""
    from telephony.simulator.line import SimulatorLine  # noqa: PLC0415 # brings the SIP library

    return SimulatorLine(settings, surroundings.report)


def examine(settings: SimulatorSettings, _: LineSurroundings) -> Iterable[Check]:
    """Ring it once and see whether the call arrives."""
    from telephony.simulator.line import SimulatorLine  # noqa: PLC0415 # brings the SIP library

    heard: queue.SimpleQueue[LineEvent] = queue.SimpleQueue()
    line = SimulatorLine(settings, heard.put)
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
