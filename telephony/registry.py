"""The kinds of lines that ship with the program. Importing this loads no SIP library."""

from screenpop.ports.kinds import LineKind
from telephony.ami.kind import KIND as AMI
from telephony.simulator.kind import KIND as SIMULATOR
from telephony.sip.kind import KIND as SIP


def line_kinds() -> tuple[LineKind, ...]:
    """Every kind of line, in the order in which settings windows offer them."""
    return (SIP, AMI, SIMULATOR)
