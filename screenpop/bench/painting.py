"""The real application, offscreen, that tells when it has painted: `python -m screenpop.bench.painting SETTINGS …`.

One JSON object a line on standard output; times are of `time.perf_counter`. A card whose call is over is put away,
as an agent would with Esc, unless the cards stay. On standard input it is asked, one word a line: `stalls begin`,
`stalls end`, `census`.
"""

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from screenpop.bench.census import census
from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.events import news
from screenpop.settings.reading import read_settings
from ui.pop.card import Card
from ui.pop.paint_times import PaintTimes
from ui.pop.stalls import Stalls

NUMBER, NAME, WINDOW = "number", "name", "window"
STALLS_BEGIN, STALLS_END, CENSUS = "stalls begin", "stalls end", "census"


class Painting:
    """Watches what is painted, and tells of a call once all of its card is.

    Args:
        config: The settings.
        unawaited: Departments that nobody waits for.
        cards_stay: The agent puts no card away.
    """

    def __init__(self, config: Path, unawaited: frozenset[str], *, cards_stay: bool) -> None:
        settings = read_settings(config, all_kinds())
        self._times = PaintTimes()
        self._times.on_painted = self._painted
        self._awaited = {NAME, *settings.departments} - unawaited
        self._cards_stay = cards_stay
        self._calls: dict[str, dict[str, float]] = {}
        self._told: set[str] = set()
        self._lock = threading.Lock()
        self.desktop = Desktop(settings, listen=self._heard, times=self._times)
        self.desktop.application.feed.announced.connect(self._close)
        self._stalls = Stalls()
        self._answers: Mapping[str, Callable[[], None]] = {
            STALLS_BEGIN: self._stalls.begin,
            STALLS_END: lambda: self._tell({"event": "stalls", "late": self._stalls.end()}),
            CENSUS: lambda: self._tell({"event": "census", "counts": census()}),
        }

    def answer_questions(self) -> None:
        """Answer what standard input asks, on the GUI thread. The target of a thread."""
        with open(0, "rb", buffering=0, closefd=False) as questions:  # a lock would outlive us
            for question in questions:
                self.desktop.application.do(self._answers[question.decode().strip()])

    def _painted(self, call_id: str, part: str) -> None:
        at = self._times.painted[call_id, part]
        if part == WINDOW:
            self._tell({"event": WINDOW, "at": at})
            return
        card = self._card(call_id)
        call = card.call if card else None
        if call is None:
            return
        if part == "header":
            part = NAME if call.identity else NUMBER
        painted = self._calls.setdefault(call_id, {})
        painted.setdefault(part, at)
        if self._awaited <= painted.keys() and call_id not in self._told:
            self._told.add(call_id)
            self._tell(
                {"event": "call", "call_id": call_id, "number": call.caller.number, "painted": painted}
            )

    def _card(self, call_id: str) -> Card | None:
        cards = self.desktop.application.cards
        return next((card for card in cards if card.call and card.call.call_id == call_id), None)

    def _close(self, told: object) -> None:
        if isinstance(told, news.PopClosed):
            card = None if self._cards_stay else self._card(told.call_id)
            if card:
                card.put_away.emit()
            self._forget(told.call_id)
            self._tell({"event": "closed", "call_id": told.call_id})

    def _forget(self, call_id: str) -> None:
        """Keep nothing of a call, so that memory which grows is the program's own."""
        self._told.discard(call_id)
        for part in self._calls.pop(call_id, {}).keys() | {"header"}:
            self._times.painted.pop((call_id, part), None)

    def _heard(self, told: news.News) -> None:
        if isinstance(told, news.LineUp):
            self._tell({"event": "line_up", "at": time.perf_counter()})

    def _tell(self, told: dict[str, object]) -> None:
        with self._lock:
            sys.stdout.write(json.dumps(told) + "\n")
            sys.stdout.flush()


def main() -> int:
    """Run until told to end."""
    parser = argparse.ArgumentParser()
    parser.add_argument("settings", type=Path)
    parser.add_argument("--unawaited", metavar="DEPARTMENT", nargs="*", default=())
    parser.add_argument("--cards-stay", action="store_true")
    arguments = parser.parse_args()
    painting = Painting(arguments.settings, frozenset(arguments.unawaited), cards_stay=arguments.cards_stay)
    threading.Thread(target=painting.answer_questions, name="questions", daemon=True).start()
    return painting.desktop.run()


if __name__ == "__main__":
    sys.exit(main())
