"""Has a number called, in the way that the settings name, and tells what came of it."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QElapsedTimer, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from screenpop.events.acts import DialWanted
from screenpop.events.news import Dialled
from screenpop.sentences import say

By = Literal["line", "system", "off"]
DOUBLE_CLICK_MS = 1000
"""The same number wanted again so soon is the second half of a double click."""


class WindowDialling(QObject):
    """`told` carries the number and a sentence about it, first that it is tried."""

    told = Signal(str, object)

    def __init__(self, by: By, post: Callable[[DialWanted], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._by = by
        self._post = post
        self._last = ""
        self._since = QElapsedTimer()

    @property
    def offered(self) -> bool:
        """Windows have buttons that call."""
        return self._by != "off"

    def call(self, wanted: DialWanted) -> None:
        """Call a number; it is E.164, or a colleague's short one."""
        if (
            self._since.isValid()
            and wanted.number == self._last
            and not self._since.hasExpired(DOUBLE_CLICK_MS)
        ):
            return
        self._last = wanted.number
        self._since.start()
        if self._by == "line":
            self.told.emit(wanted.number, say("Asking the PBX to call …"))
            self._post(wanted)
        elif self._by == "system":
            link = QUrl()
            link.setScheme("tel")
            link.setPath("".join(sign for sign in wanted.number if sign in "+0123456789"))
            opened = QDesktopServices.openUrl(link)
            self.told.emit(
                wanted.number,
                say("Handed to this computer's telephone program")
                if opened
                else say("This computer has no telephone program that takes numbers (tel:)"),
            )

    def hear(self, told: Dialled) -> None:
        """The PBX calls, or not."""
        self.told.emit(
            told.number, told.refusal or say("The PBX has your desk phone call; pick up if it rings")
        )
