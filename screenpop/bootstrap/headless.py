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
    site.start()
    try:
        told_to_end.wait()
    finally:
        site.stop()


def _tell(problem: Sentence) -> None:
    log.error("%s", problem)
