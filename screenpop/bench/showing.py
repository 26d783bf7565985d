"""The windows alone, offscreen, that time what they show: `python -m screenpop.bench.showing CALLS POPS`.

Nobody stands behind them: a thread announces what the desk would, for calls that come one after the other, and has a
bare window show the same texts after each. Then as many calls as POPS come without a pause, to see what memory they
leave behind. One JSON object on standard output: milliseconds from signal to painted, and megabytes.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from random import Random

from screenpop.answers.advice import Advice
from screenpop.answers.any import Answer
from screenpop.bench.resources import use_of
from screenpop.customers import Identity, Match
from screenpop.events import news
from screenpop.events.calls import Ending, Facts
from screenpop.settings.model import WindowTable, WrapUpTable
from ui.application import Application
from ui.gallery.bare_window import PART, BareWindow, Seen, seen_on
from ui.gallery.company import FOUR, dealings, receivables, standing, usual
from ui.gallery.people import ANNA, HURT, OURS, calling
from ui.pop.card import Card
from ui.pop.paint_times import PaintMark, PaintTimes

SMALL, FILLED, FULL = "small", "filled", "full"
STAGES = (SMALL, FILLED, FULL)
_BARE = "bare "
_WARM = 10
_CARD = "card"
_BETWEEN, _AT_ONCE = 0.03, 0.0
_STARTED = 1.0
_WITHIN = 10.0
_NAMES = tuple(each.name for each in FOUR)


class Showing:
    """Rings, answers and ends calls from a thread of its own, and notes when each stage was painted.

    Attributes:
        took: For each stage, and for the bare window's, how many milliseconds it took each time.
        labels: How many texts each stage shows.
        grown: By how many megabytes the calls without a pause made the program grow.
    """

    def __init__(self, calls: int, pops: int) -> None:
        self._calls = calls
        self._pops = pops
        self._answered = 0
        self._painted = threading.Condition()
        self._times = PaintTimes()
        self._times.on_painted = self._wake
        self._marks: dict[Card, PaintMark] = {}
        self.took: dict[str, list[float]] = {}
        self.labels: dict[str, int] = {}
        self.grown = 0.0
        self.application = Application(
            window=WindowTable(language="en", theme="light"),
            wrap_up=WrapUpTable(),
            departments=FOUR,
            line_names=("desk",),
            elsewhere="keep",
            dial="line",
            post=lambda _: None,
            times=self._times,
        )
        self.application.feed.announced.connect(self._mark_whole_card)
        self._bare = BareWindow(self._times)

    def work(self) -> None:
        """All calls, then the program ends. The target of a thread."""
        try:
            time.sleep(_STARTED)
            for number in range(_WARM):
                self._one_call(f"warm-{number}")
            self.took.clear()
            for number in range(self._calls):
                self._one_call(f"call-{number}")
            self._grow()
        finally:
            self.application.quit()

    def _grow(self) -> None:
        """Cards come, grow and go as fast as they are painted."""
        timed, self.took = self.took, {}
        before = use_of(os.getpid()).resident
        for number in range(self._pops):
            self._pop(f"pop-{number}", _AT_ONCE)
        self.grown = use_of(os.getpid()).resident - before
        self.took = timed

    def _one_call(self, call_id: str) -> None:
        for stage, seen in self._pop(call_id, _BETWEEN).items():
            self._show_bare(stage, seen)
        self.application.do(self._bare.hide)
        self._times.painted.clear()

    def _pop(self, call_id: str, pause: float) -> Mapping[str, Seen]:
        """One call from ring to end; what was seen of it small and full."""
        self._answered += 1
        at = datetime.now(UTC)
        announce = self.application.feed.announce
        began = _after(pause)
        announce(news.PopOpened(call_id, at, calling(), OURS, None, Facts(queue="Sales PL")))
        announce(news.CallerIdentified(call_id, at, Identity(Match.EXACT, (ANNA,), HURT, ANNA), _NAMES))
        for department, answer in _of_this_call(self._answered).items():
            announce(news.PanelFilled(call_id, at, department, answer, 12.0))
        announce(news.Advised(call_id, at, Advice()))
        self._note(SMALL, began, call_id, _CARD)
        self._note(FILLED, began, call_id, *_NAMES)
        small = self._seen()

        self._times.painted.clear()
        began = _after(pause)
        announce(news.CallAnswered(call_id, datetime.now(UTC)))
        self._note(FULL, began, call_id, _CARD)
        full = self._seen()

        announce(news.PopClosed(call_id, datetime.now(UTC), Ending.ENDED))
        self.application.put_cards_away()
        self._times.painted.clear()
        return {SMALL: small, FULL: full}

    def _show_bare(self, stage: str, seen: Seen) -> None:
        texts, size = seen
        self.labels[stage] = len(texts)
        began = _after(_BETWEEN)
        self._bare.feed.announce((_BARE + stage, texts, size))
        self._note(_BARE + stage, began, _BARE + stage, PART)
        self._times.painted.clear()

    def _note(self, stage: str, began: float, call_id: str, *parts: str) -> None:
        keys = [(call_id, part) for part in parts]
        painted = self._times.painted
        with self._painted:
            if not self._painted.wait_for(lambda: all(key in painted for key in keys), _WITHIN):
                raise TimeoutError(stage)
        self.took.setdefault(stage, []).append((max(painted[key] for key in keys) - began) * 1000)

    def _seen(self) -> Seen:
        seen: list[Seen] = []
        self.application.do(lambda: seen.append(seen_on(self.application.cards[-1])))
        return seen[0]

    def _wake(self, _call_id: str, _part: str) -> None:
        with self._painted:
            self._painted.notify()

    def _mark_whole_card(self, told: object) -> None:
        """The application has heard it: from now on the next painting of the whole card counts."""
        if not isinstance(told, news.CallerIdentified | news.CallAnswered):
            return
        card = self.application.cards[-1]
        if card not in self._marks:
            self._marks[card] = PaintMark(self._times, _CARD, card)
            self._marks[card].show()
        self._marks[card].arm(told.call_id)


def _of_this_call(number: int) -> Mapping[str, Answer | None]:
    """What the departments say; no two calls have the same amounts, which are written anew."""
    bought = dealings()
    more = Decimal(number) / 100
    purchases = tuple(replace(each, amount=each.amount and each.amount + more) for each in bought.purchases)
    current, overdue = f"{9300 + more}", f"{3100 + more}"
    return {
        **usual(),
        "accounting": receivables(current, overdue),
        "sales": replace(bought, purchases=purchases),
        "credit": standing(f"{1600 + more}"),
    }


def _after(pause: float) -> float:
    """Calls that come in step with a timer would flatter or punish."""
    if pause:
        time.sleep(Random().uniform(pause, 3 * pause))  # noqa: S311 # no secret
    return time.perf_counter()


def main(arguments: Sequence[str] | None = None) -> int:
    """Show so many calls and tell how long it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("calls", type=int)
    parser.add_argument("pops", type=int)
    wanted = parser.parse_args(arguments)
    showing = Showing(wanted.calls, wanted.pops)
    worker = threading.Thread(target=showing.work, name="calls")
    worker.start()
    code = showing.application.run()
    worker.join()
    told = {"event": "shown", "took": showing.took, "labels": showing.labels, "grown": showing.grown}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
