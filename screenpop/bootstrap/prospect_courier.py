"""Offers the CRM whom this desk's agent noted as new, each until it has arrived, also after a restart."""

import logging
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from screenpop.customers import Prospect
from screenpop.desk.faults import tell_fault
from screenpop.errors import ScreenPopError, SourceUnavailable
from screenpop.ports.directory import Directory

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0


class TakesProspects(Protocol):
    """The CRM's door."""

    def offer(self, prospect: Prospect) -> None:
        """Hand one over.

        Raises:
            SourceError: It did not arrive.
        """

    def close(self) -> None:
        """Break off what is under way."""


class ProspectCourier:
    """A thread that hands prospects over, one after the other; a CRM that is down is tried again ever less often.

    What a CRM refuses is told to the administrator and offered again after the next start.

    Args:
        directory: Keeps the prospects.
        door: Where they go.
        agent: Whose are ours to offer.
        offered: The file of those that have arrived.
        first_pause: Before the second try, in seconds.
    """

    def __init__(
        self,
        directory: Directory,
        door: TakesProspects,
        *,
        agent: str,
        offered: Path,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._directory = directory
        self._door = door
        self._agent = agent
        self._offered = offered
        self._first_pause = first_pause
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._refused: set[str] = set()
        self._thread = threading.Thread(target=self._run, name="prospects", daemon=True)

    def start(self) -> None:
        """Begin with those that did not arrive before the program ended."""
        self._woken.set()
        self._thread.start()

    def wake(self) -> None:
        """There is a new one. Returns at once."""
        self._woken.set()

    def stop(self) -> None:
        """End; what has not arrived is offered after the next start."""
        self._stopped.set()
        self._woken.set()
        self._door.close()
        if self._thread.is_alive():
            self._thread.join(1.0)

    def _run(self) -> None:
        pause = self._first_pause
        while not self._stopped.is_set():
            self._woken.wait()
            self._woken.clear()
            while not self._stopped.is_set() and not self._all_arrive():
                self._woken.wait(pause)
                self._woken.clear()
                pause = min(pause * 2, LONGEST_PAUSE)
            pause = self._first_pause

    def _all_arrive(self) -> bool:
        """False if the CRM, the keyring or our own file cannot be reached now."""
        try:
            for prospect in self._waiting():
                if self._stopped.is_set():
                    return True
                self._hand_over(prospect)
        except (SourceUnavailable, OSError) as error:
            log.warning("Prospects wait: %s", error)
            return False
        except ScreenPopError as error:
            log.error("Prospects cannot be offered: %s", error)
        except Exception as error:  # noqa: BLE001 # whatever it was, who is noted next must still be offered
            tell_fault("Offering prospects", error)
            return False
        return True

    def _hand_over(self, prospect: Prospect) -> None:
        try:
            self._door.offer(prospect)
        except SourceUnavailable:
            raise
        except ScreenPopError as error:
            self._refused.add(str(prospect.id))
            log.error("A prospect is refused: %s", error)
            return
        with self._offered.open("a", encoding="ascii") as arrived:
            arrived.write(f"{prospect.id}\n")
            arrived.flush()
            os.fsync(arrived.fileno())

    def _waiting(self) -> Iterator[Prospect]:
        done = set(self._refused)
        if self._offered.exists():
            done.update(self._offered.read_text("ascii", "replace").split())
        for prospect in self._directory.prospects():
            if prospect.agent == self._agent and str(prospect.id) not in done:
                yield prospect
