"""The windows alone, offscreen, at an agent's work: `python -m screenpop.bench.working RECORD SECONDS`.

Panels fill, a note is typed and the history is scrolled, one by one and all at once, while a timer says how late the
windows are. One JSON object on standard output: for each of them by how many milliseconds they were late, each time.
"""

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from screenpop.customers import Identity, Match
from screenpop.events import news
from screenpop.events.calls import Ending, Facts
from screenpop.settings.model import WindowTable, WrapUpTable
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from ui.application import Application
from ui.gallery.company import FOUR, paid_up, usual
from ui.gallery.hands import scroll_on, type_into
from ui.gallery.people import ANNA, HURT, OURS, calling
from ui.pop.stalls import Stalls

PANELS, NOTE, HISTORY, ALL = (
    "four panels fill",
    "a note is typed",
    "the history is scrolled",
    "all of it at once",
)
_NOTE = "Order 8790 is three days late, the site stands still. Promised to call back before noon on Friday. "
_LINE = 400
"""A note so long is begun anew, as for the next call."""
_STARTED = 1.5
_READ_WITHIN = 60.0
_A_KEY, _A_NOTCH, _AN_ANSWER, _A_CALL = 0.06, 0.016, 0.1, 2.0
"""Seconds between two of each: 16 keys a second, a wheel that never rests."""
_PAGES_AHEAD = 40

Step = tuple[Callable[[], None], float]


class Working:
    """Does an agent's and the desk's part from a thread of its own.

    Attributes:
        late: During each kind of work, by how many milliseconds the windows were late.
    """

    def __init__(self, database: Database, seconds: float) -> None:
        self._seconds = seconds
        self.late: dict[str, list[float]] = {}
        self._keys = count()
        self._notches = count()
        self._calls = count()
        self._answers = count()
        self._call_id = ""
        self._log = DatabaseCallLog(database)
        self.application = Application(
            window=WindowTable(language="en", theme="light"),
            wrap_up=WrapUpTable(),
            departments=FOUR,
            line_names=("desk",),
            elsewhere="keep",
            dial="line",
            post=lambda _: None,
        )
        self._stalls = Stalls()

    def work(self) -> None:
        """Everything once, then the program ends. The target of a thread."""
        do = self.application.do
        try:
            time.sleep(_STARTED)
            self.application.attach(call_log=self._log)
            self._wait_for_the_log()
            ring, fill = (self._ring, _A_CALL), (self._fill_one, _AN_ANSWER)
            type_on = (lambda: do(self._type), _A_KEY)
            scroll = (lambda: do(self._scroll), _A_NOTCH)
            self._measure(PANELS, ring, fill)
            self._measure(NOTE, type_on)
            self._measure(HISTORY, scroll)
            self._measure(ALL, ring, fill, type_on, scroll)
        finally:
            self.application.quit()

    def _measure(self, what: str, *steps: Step) -> None:
        """Take each step again and again, in its own time."""
        until = time.perf_counter() + self._seconds
        due = [time.perf_counter()] * len(steps)
        self.application.do(self._stalls.begin)
        while (now := time.perf_counter()) < until:
            for place, (step, every) in enumerate(steps):
                if due[place] <= now:
                    step()
                    due[place] = now + every
            time.sleep(max(0.001, min(due) - time.perf_counter()))
        self.application.do(lambda: self.late.update({what: list(self._stalls.end())}))

    def _ring(self) -> None:
        """The call before is over, the next one rings and is answered."""
        at, announce = datetime.now(UTC), self.application.feed.announce
        if self._call_id:
            announce(news.PopClosed(self._call_id, at, Ending.ENDED))
            self.application.put_cards_away()
        self._call_id = f"call-{next(self._calls)}"
        announce(news.PopOpened(self._call_id, at, calling(), OURS, None, Facts(queue="Sales PL")))
        person = Identity(Match.EXACT, (ANNA,), HURT, ANNA)
        announce(news.CallerIdentified(self._call_id, at, person, tuple(each.name for each in FOUR)))
        announce(news.CallAnswered(self._call_id, at))

    def _fill_one(self) -> None:
        number = next(self._answers)
        answers = {**usual(), "accounting": paid_up()} if number % 8 >= len(FOUR) else usual()
        department = FOUR[number % len(FOUR)].name
        at = datetime.now(UTC)
        self.application.feed.announce(
            news.PanelFilled(self._call_id, at, department, answers[department], 12.0)
        )

    def _type(self) -> None:
        note = self.application.cards[-1].form.note.edit
        number = next(self._keys)
        if number % _LINE == 0:
            note.clear()
        type_into(note, _NOTE[number % len(_NOTE)])

    def _scroll(self) -> None:
        scroll_on(self.application.history.list, to_the_end=next(self._notches) % _PAGES_AHEAD == 0)

    def _wait_for_the_log(self) -> None:
        until = time.monotonic() + _READ_WITHIN
        while not self.application.history.calls.rowCount():
            if time.monotonic() > until:
                raise TimeoutError("the history was not read")
            time.sleep(0.05)


def main(arguments: Sequence[str] | None = None) -> int:
    """Work for so many seconds at each, and tell how late the windows were."""
    parser = argparse.ArgumentParser()
    parser.add_argument("record", type=Path)
    parser.add_argument("seconds", type=float)
    wanted = parser.parse_args(arguments)
    with closing(Database(wanted.record)) as database:
        working = Working(database, wanted.seconds)
        worker = threading.Thread(target=working.work, name="work")
        worker.start()
        code = working.application.run()
        worker.join()
    rows = {"event": "worked", "late": working.late}
    sys.stdout.write(json.dumps(rows) + "\n")
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
