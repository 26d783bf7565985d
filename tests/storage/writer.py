"""A program that keeps calls and says each time that one is saved, until it is killed.

It is asked on standard input for one run after the other ("PATH START"), because starting Python anew for each
of a hundred kills would take a minute: every run is a process of its own, forked off before anything is open.
The pid is told first, then one number a line, each after its call and note are kept.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

from screenpop.record.ids import new_id
from screenpop.storage import engines, entry_rows, record_keeper, troubles, upgrade  # noqa: F401 # loaded once for all runs
from tests.storage.made_entries import started, wrapped_up

NAMESPACE = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def tell(line: object) -> None:
    """Write a line in one piece: the run that is being killed and its parent share the output."""
    os.write(1, f"{line}\n".encode())


def run(path: Path, start: int, fault: str) -> None:
    record = record_keeper.LocalRecord(path)
    number = start
    while True:
        call, note = uuid5(NAMESPACE, f"call {number}"), uuid5(NAMESPACE, f"note {number}")
        if fault == "no ids of their own":
            call, note = new_id(), new_id()
        if fault == "says saved too early":
            tell(number)
        record.keep(started(f"call-{number}", id=call))
        record.keep(replace(wrapped_up(call, f"note {number}"), id=note))
        if fault != "says saved too early":
            tell(number)
        number += 1


def main() -> None:
    for line in sys.stdin:
        path, start, fault = line.rstrip("\n").split("\t")
        pid = os.fork()
        if not pid:
            run(Path(path), int(start), fault)
        tell(f"pid {pid}")
        os.waitpid(pid, 0)
        tell("killed")


main()
