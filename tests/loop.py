"""One thread that serves a test's sockets, and does what the test tells it in between."""

import queue
import select
import socket
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable


class Loop(ABC):
    """A thread that carries bytes, and does what it is told in between."""

    def __init__(self, name: str) -> None:
        self._told: queue.SimpleQueue[tuple[Callable[[], None], threading.Event]] = queue.SimpleQueue()
        self._ear, self._bell = socket.socketpair()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name=name)

    @abstractmethod
    def readable(self) -> list[socket.socket]:
        """What to read from, as things stand."""

    @abstractmethod
    def read(self, one: socket.socket) -> None:
        """Carry what came."""

    @abstractmethod
    def shut(self) -> None:
        """Close every socket."""

    def tell(self, do: Callable[[], None]) -> None:
        """Have something done on the thread, and wait for it."""
        done = threading.Event()
        self._told.put((do, done))
        self._bell.send(b"!")
        assert done.wait(5)

    def run(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """End it, with its sockets."""

        def end() -> None:
            self._ending = True
            self.shut()

        self.tell(end)
        self._thread.join()
        self._ear.close()
        self._bell.close()

    def _run(self) -> None:
        while not self._ending:
            ready, _, _ = select.select([self._ear, *self.readable()], [], [])
            for one in ready:
                if one is self._ear:
                    self._ear.recv(1)
                    do, done = self._told.get()
                    do()
                    done.set()
                elif one.fileno() >= 0:  # else it was closed in this round
                    self.read(one)
