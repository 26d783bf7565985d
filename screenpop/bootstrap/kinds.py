"""All kinds of lines, sources and departments that this installation can build."""

from connectors.registry import department_kinds, source_kinds
from screenpop.ports.kinds import Kinds
from telephony.registry import line_kinds


def all_kinds() -> Kinds:
    """The kinds that ship with the program."""
    return Kinds(line_kinds(), source_kinds(), department_kinds())
