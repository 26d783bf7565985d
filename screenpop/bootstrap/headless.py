"""A desk without a window."""

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from screenpop.bootstrap.seat_sending import AtHand, LeavingWish
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
    troubles: list[BaseException] = []
    at_hand = AtHand()

    def hear(told: news.News) -> None:
        at_hand.hear(told)
        announce(told)

    with _told_to_end() as (wait, end):
        leaving = LeavingWish(lambda: site.record, at_hand, lambda: (end(), None)[1])
        site = Site(settings, hear, _tell, {"sign_out": leaving.fulfil})

        def start() -> None:
            try:
                site.start()
            except BaseException as trouble:  # noqa: BLE001 # raised again where it can be told
                troubles.append(trouble)
                end()

        opening = threading.Thread(target=start, name="opening", daemon=True)  # a first import may take long
        opening.start()
        try:
            wait()
        finally:
            site.stop()
            opening.join(0.5)
    if troubles:
        raise troubles[0]


@contextmanager
def _told_to_end() -> Iterator[tuple[Callable[[], object], Callable[[], object]]]:
    """How to wait for a signal to end, and how to do as if one had come.

    Signals write into a socket: Windows does not wake a thread that waits for a lock or an event.
    """
    near, far = socket.socketpair()
    with near, far:
        far.setblocking(False)  # noqa: FBT003 # the standard library takes it by position only
        # In this order: a signal that came between them would wake nobody.
        before = signal.set_wakeup_fd(far.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        try:
            yield lambda: near.recv(1), lambda: far.send(b"!")
        finally:
            signal.set_wakeup_fd(before)


def _tell(problem: Sentence) -> None:
    log.error("%s", problem)
