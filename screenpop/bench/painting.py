"""The real application, offscreen, that tells when it has painted: `python -m screenpop.bench.painting SETTINGS …`.

Each further argument is a department that nobody waits for. One JSON object a line on standard output; times are
of `time.perf_counter`. A card whose call is over is put away, as an agent would with Esc.
"""

import json
import sys
import threading
import time
from pathlib import Path

from screenpop.bootstrap.desktop import Desktop
from screenpop.bootstrap.kinds import all_kinds
from screenpop.events import news
from screenpop.settings.reading import read_settings
from ui.pop.card import Card
from ui.pop.paint_times import PaintTimes

NUMBER, NAME, WINDOW = "number", "name", "window"


class Painting:
    """Watches what is painted, and tells of a call once all of its card is.

    Args:
        config: The settings.
        unawaited: Departments that nobody waits for.
    """

    def __init__(self, config: Path, unawaited: frozenset[str]) -> None:
        settings = read_settings(config, all_kinds())
        self._times = PaintTimes()
        self._times.on_painted = self._painted
        self._awaited = {NAME, *settings.departments} - unawaited
        self._calls: dict[str, dict[str, float]] = {}
        self._told: set[str] = set()
        self._lock = threading.Lock()
        self.desktop = Desktop(settings, listen=self._heard, times=self._times)
        self.desktop.application.feed.announced.connect(self._put_away)

    def _painted(self, call_id: str, part: str) -> None:
        at = self._times.painted[call_id, part]
        if part == WINDOW:
            self._tell({"event": WINDOW, "at": at})
            return
        if part == "header":
            card = self._card(call_id)
            part = NAME if card and card.call and card.call.identity else NUMBER
        painted = self._calls.setdefault(call_id, {})
        painted.setdefault(part, at)
        if self._awaited <= painted.keys() and call_id not in self._told:
            self._told.add(call_id)
            self._tell({"event": "call", "call_id": call_id, "painted": painted})

    def _card(self, call_id: str) -> Card | None:
        cards = self.desktop.application.cards
        return next((card for card in cards if card.call and card.call.call_id == call_id), None)

    def _put_away(self, told: object) -> None:
        if isinstance(told, news.PopClosed):
            card = self._card(told.call_id)
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


if __name__ == "__main__":
    sys.exit(Painting(Path(sys.argv[1]), frozenset(sys.argv[2:])).desktop.run())
