"""A desk without a window."""

import logging
import signal
import threading
from collections.abc import Callable

from screenpop.bootstrap.site import Site
from screenpop.events import news
from screenpop.sentences import Sentence
from screenpop.settings.model import Settings

log = logging.getLogger(__name__)


def work(settings: Settings, announce: Callable[[news.News], None]) -> None:
    """Announce news until SIGTERM or Ctrl-C.

    Raises:
        ConfigurationError: The settings cannot work.
    """
    told_to_end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told_to_end.set())
    site = Site(settings, announce, _tell)
    troubles: list[BaseException] = []

    def start() -> None:
        try:
            site.start()
        except BaseException as trouble:  # noqa: BLE001 # raised again where it can be told
            troubles.append(trouble)
            told_to_end.set()

    opening = threading.Thread(target=start, name="opening", daemon=True)  # a first import may take long
    opening.start()
    try:
        told_to_end.wait()
    finally:
        site.stop()
        opening.join(0.5)
    if troubles:
        raise troubles[0]


def _tell(problem: Sentence) -> None:
    log.error("%s", problem)
