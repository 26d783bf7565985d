"""A desk without a telephone: keeps calls and notes, has them delivered, and says on standard output what is saved.

It is told what to do on standard input, a JSON list a line, and answers each with lines that end with "done":

["open", SPOOL]                     opens the spool; "unavailable: SENTENCE" if it cannot yet
["courier", SHARED, PASSWORD]       a courier begins to deliver; SHARED is a server's address or a file
["keep", RUN, FROM, COUNT]          keeps so many calls, each with a note; "kept TEXT" or "refused TEXT: SENTENCE"
["deliver", SECONDS]                tries so long at most to have all delivered; "state JSON" as it is then
["stop"]                            closes courier and spool; "stopped SECONDS"
"""

import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from screenpop.errors import NotKept, RecordUnavailable
from screenpop.permission import Channel
from screenpop.ports.record import SharedRecord, SpoolState
from screenpop.record.entries import CallStarted, Entry, PermissionNoted
from screenpop.record.ids import new_id
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import started, wrapped_up

if TYPE_CHECKING:
    from screenpop.storage.spool.courier import Courier


def tell(line: str) -> None:
    """Write a line in one piece: it stands in the journal of writes where it was said."""
    os.write(1, f"{line}\n".encode())


def shared_record(shared: str, password: str) -> SharedRecord:
    """The courier's other end."""
    from screenpop.storage.database import Database
    from screenpop.storage.shared_record import DatabaseRecord

    place: Path | str = shared if "://" in shared else Path(shared)
    return DatabaseRecord(Database(place, password=lambda: password), "anna")


class Desk:
    """One spool, and its courier once there is one.

    Attributes:
        saved: What was said to be saved, in order.
    """

    def __init__(self, spool: Path) -> None:
        self._over = threading.Event()
        self._courier: Courier | None = None
        self._shared: SharedRecord | None = None
        self.spool = Spool(spool)
        self.saved: list[str] = []

    def deliver_to(self, shared: SharedRecord) -> None:
        """Begin to deliver."""
        from screenpop.storage.spool.courier import Courier

        self._shared = shared
        self._courier = Courier(self.spool, shared)
        self._courier.start()

    def keep(self, run: int, first: int, count: int, *, objections: bool = False) -> None:
        """Keep calls with their notes, perhaps with an objection each; the output tells which are saved."""
        for number in range(first, first + count):
            now = datetime.now(UTC)
            call = started(f"{run}/{number}", at=now, number=f"+4822{run:04}{number % 1000:03}")
            note = replace(wrapped_up(call.id, f"{run}/{number}"), at=now)
            if self._keep(f"call {run}/{number}", call):
                self._keep(f"note {run}/{number}", note)
                if objections:
                    self._keep(f"objection {run}/{number}", _objection(call, f"{run}/{number}"))

    def deliver(self, seconds: float) -> SpoolState:
        """Have all delivered, or try for so long; how much waits then."""
        assert self._courier
        end = time.monotonic() + seconds
        while (state := self._courier.deliver_now(1.0)).waiting and time.monotonic() < end:
            self._over.wait(0.1)
        return state

    def stop(self) -> None:
        """As the program does when it ends."""
        self._over.set()
        if self._courier and self._shared:
            self._courier.stop()
            self._shared.close()
        self.spool.close()

    def _keep(self, text: str, entry: Entry) -> bool:
        try:
            self.spool.keep(entry)
        except NotKept as refused:
            tell(f"refused {text}: {refused}")
            return False
        tell(f"kept {text}")
        self.saved.append(text)
        if self._courier:
            self._courier.wake()
        return True


def _objection(call: CallStarted, contact: str) -> PermissionNoted:
    return PermissionNoted(
        new_id(), call.id, call.at, call.agent, "K-1", contact, Channel.PHONE, allowed=False
    )


def obey(desk: Desk | None, command: Sequence[object]) -> Desk | None:
    """Do one thing; the desk that there is then."""
    match command:
        case ["open", str(spool)]:
            desk = Desk(Path(spool))
            try:
                desk.spool.open()
            except RecordUnavailable as error:
                tell(f"unavailable: {error}")
        case ["courier", str(shared), str(password)] if desk:
            desk.deliver_to(shared_record(shared, password))
        case ["keep", int(run), int(first), int(count)] if desk:
            desk.keep(run, first, count)
        case ["deliver", (int() | float()) as seconds] if desk:
            tell(f"state {json.dumps(asdict(desk.deliver(seconds)), default=str)}")
        case ["stop"] if desk:
            before = time.monotonic()
            desk.stop()
            tell(f"stopped {time.monotonic() - before:.3f}")
            return None
        case _:
            raise SystemExit(f"not understood: {command}")
    return desk


def main() -> None:
    """Do what is asked until there is nothing more."""
    desk = None
    for line in sys.stdin:
        desk = obey(desk, json.loads(line))
        tell("done")


if __name__ == "__main__":
    main()
