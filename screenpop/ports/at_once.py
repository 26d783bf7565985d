"""Work begun on a thread of its own, so that several sources, or several questions, are waited for at once."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def begin(work: Callable[[], T], name: str) -> Future[T]:
    """Begin to work; what comes of it, or what it raises, is in the future.

    The thread ends with the work, which must end by itself: a source gives up when its time is over. A program
    that ends does not wait for it.
    """
    coming: Future[T] = Future()

    def run() -> None:
        try:
            done = work()
        except BaseException as error:  # noqa: BLE001 # it is raised again where the future is read
            coming.set_exception(error)
        else:
            coming.set_result(done)

    threading.Thread(target=run, name=name, daemon=True).start()
    return coming
