"""pyVoIP 1.6.8 as it comes, to see what it makes of a message. Nothing of ours is in its way."""

import warnings
from dataclasses import dataclass, field

import pytest

from telephony.sip.library import SIPMessage, VoIPPhone


@dataclass
class Wire:
    """Stands in for the socket of a stock client."""

    sent: list[bytes] = field(default_factory=list)

    def sendto(self, data: bytes, to: object) -> None:
        self.sent.append(data)

    def setblocking(self, blocking: bool) -> None:
        """A stock client does so after each response."""


class StockPhone(VoIPPhone):
    """A stock phone whose call-back comes at once instead of after a second."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rung: list[str | None] = []
        super().__init__("127.0.0.1", 5060, "101", "pw101", callCallback=self._rings)
        self.wire = self.sip.s = self.sip.out = Wire()
        monkeypatch.setattr("pyVoIP.VoIP.VoIP.Timer", _AtOnce)

    def receives(self, data: bytes) -> None:
        """What its receive loop does with a packet, without the net that it catches every error in."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.sip.parse_message(SIPMessage(data[:8192]))

    def number_for(self, data: bytes) -> str | None:
        """The caller's number that its call-back is given; None if no call-back comes."""
        try:
            self.receives(data)
        except Exception:  # noqa: BLE001 # its receive loop swallows them all, and the call with them
            return None
        return self.rung[-1] if self.rung else None

    def _rings(self, call: object) -> None:
        self.rung.append(call.request.headers["From"]["number"])  # type: ignore[attr-defined] # pyVoIP has no types


class _AtOnce:
    """A timer that has already rung."""

    def __init__(self, after: float, do: object, arguments: list[object]) -> None:
        self._do, self._arguments = do, arguments
        self.name = ""

    def start(self) -> None:
        self._do(*self._arguments)  # type: ignore[operator] # what a Timer was given

    def is_alive(self) -> bool:
        return True
