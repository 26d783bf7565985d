"""Leaving a seat by the window: what is saved here is sent first, and whoever would lose anything is asked."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from screenpop.bootstrap.seat_sending import WITHIN, AtHand, Sends, sent
from screenpop.ports.record import SpoolState
from ui.application import Application
from ui.background import Background
from ui.components.copying import forget_copied

if TYPE_CHECKING:
    from ui.sign_in.leaving import LeavingWindow

A_STEP = 1.0
"""So long, in seconds, the window waits before it tells again how much is on its way."""


class SeatLeaving:
    """Asks, sends and leaves.

    Args:
        application: The desk's windows.
        record: Gives where entries are kept, once that is there.
        at_hand: What goes on.
        leave: The seat is free from now on.
        shared: The next one has the same account of the system, and its clipboard.
    """

    def __init__(
        self,
        application: Application,
        record: Callable[[], Sends | None],
        at_hand: AtHand,
        leave: Callable[[], None],
        *,
        shared: bool,
    ) -> None:
        self._shared = shared
        self._application, self._record = application, record
        self._at_hand, self._leave = at_hand, leave
        self._background: Background | None = None
        self._until = 0.0
        self.window: LeavingWindow | None = None

    def open(self) -> None:
        """The agent wants to sign out; call it where windows are."""
        if self.window is None:
            from ui.sign_in.leaving import LeavingWindow  # noqa: PLC0415 # no start waits for it

            self._background = self._background or Background(threads=1)
            self.window = LeavingWindow(self._application.look)
            self.window.sending_wanted.connect(self._send)
            self.window.leaving_wanted.connect(self.go)
            self.window.left.connect(self._stay)
            if self._at_hand.in_a_call:
                self.window.ask_in_a_call()
            else:
                self._send()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def go(self) -> None:
        """Leave, whatever goes on; call it where windows are."""
        self._stay()
        if self._shared:
            forget_copied()
        self._leave()

    def close(self) -> None:
        """Let go of the window and its thread."""
        self._stay()
        if self._background is not None:
            self._background.close()

    def _send(self) -> None:
        if self.window is not None:
            self.window.show_sending(None)
            self._until = time.monotonic() + WITHIN
            self._step()

    def _step(self) -> None:
        if self._background is not None:
            self._background.ask(lambda: sent(self._record(), A_STEP), self._stepped, self._failed)

    def _stepped(self, state: SpoolState) -> None:
        if self.window is None:
            return  # the agent stays
        if (trouble := self._at_hand.cannot_save) is not None:
            self.window.show_unsaved(trouble)
        elif not state.waiting:
            self.go()
        elif state.trouble is None and time.monotonic() < self._until:
            self.window.show_sending(state)
            self._step()
        else:
            self.window.show_left(state)

    def _failed(self, _: object) -> None:
        if self.window is not None:
            self.go()  # nothing more can be sent; what is saved here stays

    def _stay(self) -> None:
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
