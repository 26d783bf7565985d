"""The demo company's other agents, at their desks for as long as the supervisors' window is looked at."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.demo_company.words import read_telephony
from screenpop.bootstrap.parts import RECORD_FILE
from screenpop.record.board import CallNow, DeskNow, Phase
from screenpop.record.ids import new_id
from screenpop.storage.colleagues.board import DatabaseBoard
from screenpop.storage.colleagues.presence import DatabasePresence
from screenpop.storage.database import Database

_PHASES: Sequence[tuple[Phase, int, str, str] | None] = (
    (Phase.TALKS, 254, "Luxelektro Lublin sp. z o.o.", "Sales"),
    (Phase.RINGS, 7, "Budapesti Kertszer Kft.", "Sales"),
    None,
    (Phase.TALKS, 41, "ร้านแสงทองวัสดุ", "Service"),
    (Phase.WRAPS_UP, 66, "Dębowska i Synowie s.c.", "Invoices"),
    None,
    (Phase.TALKS, 733, "Zakład Usługowy Topolska", "Service"),
)
_SOON = 5.0


@contextmanager
def colleagues_at_work(data: Path, me: str) -> Iterator[None]:
    """Each does something; one line is down, and one agent is not there."""
    others = [agent for agent in read_telephony().agents if agent != me]
    with closing(Database(data / RECORD_FILE)) as database, ExitStack() as leaving:
        for place, (agent, doing) in enumerate(zip(others, _PHASES, strict=False)):
            desk = DatabasePresence(database, agent)
            desk.start()
            leaving.callback(desk.stop)
            desk.show(DeskNow({"desk phone": place != 2}, () if doing is None else (_call(*doing),)))
        _wait_for(DatabaseBoard(database), len(_PHASES))
        yield


def _call(phase: Phase, seconds: int, customer: str, queue: str) -> CallNow:
    since = datetime.now(UTC) - timedelta(seconds=seconds)
    return CallNow(new_id(), phase, since, customer=customer, queue=queue)


def _wait_for(board: DatabaseBoard, desks: int) -> None:
    """Until all are signed on; a picture with fewer is no harm."""
    until = time.monotonic() + _SOON
    while len(board.now()) < desks and time.monotonic() < until:
        time.sleep(0.05)
