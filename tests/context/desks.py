"""Desks of one company in this process, and what each was told."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.site import Site
from screenpop.events import news
from screenpop.settings.reading import read_settings
from telephony.simulator.ring import Ring

N = TypeVar("N", bound=news.News)

NUMBER = "601234567"
CUSTOMER = "C1"


class Desk:
    """A desk at work, and its news."""

    def __init__(self, config: Path) -> None:
        self.told: list[news.News] = []
        self.problems: list[str] = []
        self._changed = threading.Condition()
        settings = read_settings(config, all_kinds())
        self.agent = settings.agent
        self.site = Site(settings, self._hear, lambda problem: self.problems.append(str(problem)))

    def expect(
        self, kind: type[N], fits: Callable[[N], bool] = lambda _: True, *, within: float = 10.0
    ) -> tuple[N, float]:
        """News of this kind that fits, whenever it was told, and how many seconds it took from now on."""
        began = time.monotonic()

        def found() -> N | None:
            return next((told for told in self.told if isinstance(told, kind) and fits(told)), None)

        with self._changed:
            self._changed.wait_for(lambda: found() is not None, within)
            told = found()
            assert told is not None, f"{self.agent} was not told {kind.__name__}: {self.told}"
            return told, time.monotonic() - began

    def forget(self) -> None:
        """What was told so far does not count any more."""
        with self._changed:
            self.told.clear()

    def rings(self, *, transferred_by: str | None = None) -> str:
        """The customer calls; gives the call's id once the departments have answered."""
        call_id = self.site.little_pbx().offer(Ring(NUMBER, transferred_by=transferred_by))
        self.expect(news.PanelFilled, lambda told: told.call_id == call_id)
        return call_id

    def talks(self) -> str:
        """The customer calls, and is talked with."""
        call_id = self.rings()
        self.site.little_pbx().answer(call_id)
        self.expect(news.CallAnswered, lambda told: told.call_id == call_id)
        return call_id

    def _hear(self, told: news.News) -> None:
        with self._changed:
            self.told.append(told)
            self._changed.notify_all()


@contextmanager
def at_work(*configs: Path) -> Iterator[list[Desk]]:
    """These desks, from when their lines are up until the block ends."""
    desks = [Desk(config) for config in configs]
    try:
        for desk in desks:
            assert desk.site.start()
        for desk in desks:
            desk.expect(news.LineUp)
            assert desk.site.colleagues.hear(within=10)
        yield desks
    finally:
        for desk in desks:
            desk.site.stop()
