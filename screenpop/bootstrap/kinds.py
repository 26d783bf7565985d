"""All kinds of lines, sources and departments that this installation can build: ours, and those of other packages.

Another package brings a kind by an entry point in the group `screenpop.sources` or `screenpop.departments` that
names a `SourceKind` or a `DepartmentKind`. Settings can name kinds, never code: what is not installed is not loaded.
"""

import logging
from collections.abc import Sequence
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from connectors.registry import department_kinds, source_kinds
from screenpop.ports.kinds import DepartmentKind, Kinds, SourceKind
from telephony.registry import line_kinds

log = logging.getLogger(__name__)

K = TypeVar("K", SourceKind, DepartmentKind)

SOURCES, DEPARTMENTS = "screenpop.sources", "screenpop.departments"


@cache
def all_kinds() -> Kinds:
    """The kinds that ship with the program, then those that other packages bring; one that fails is left out."""
    brought = entry_points()
    return Kinds(
        line_kinds(),
        _with(source_kinds(), SourceKind, tuple(brought.select(group=SOURCES))),
        _with(department_kinds(), DepartmentKind, tuple(brought.select(group=DEPARTMENTS))),
    )


def _with(ours: tuple[K, ...], kind_of: type[K], brought: Sequence[EntryPoint]) -> tuple[K, ...]:
    kinds = {kind.name: kind for kind in ours}
    for entry in brought:
        try:
            kind = entry.load()
        except Exception as error:  # noqa: BLE001 # another package's fault must not keep the program from starting
            log.error("The kind %s of %s cannot be loaded: %s", entry.name, entry.value, error)
            continue
        if not isinstance(kind, kind_of):
            log.error("%s of %s is no %s.", entry.name, entry.value, kind_of.__name__)
        elif kind.name in kinds:
            log.error("The kind %s of %s is left out: there is one of that name.", kind.name, entry.value)
        else:
            kinds[kind.name] = kind
    return tuple(kinds.values())
