"""The Via headers: which transaction a message belongs to, and which way its answer goes (RFC 3261 18.2, 3581)."""

from telephony.sip.addresses import parameters_in, split_outside
from telephony.wire.guard import Peer

USUAL_PORT = 5060


class TopVia:
    """The topmost Via: that of whoever sent the message to us.

    Attributes:
        branch: Names the transaction; "" if there is none.
    """

    __slots__ = ("_asks", "_value", "branch", "parameters")

    def __init__(self, value: str) -> None:
        self._value = value
        self.parameters = parameters_in(";" + value.partition(";")[2])
        self.branch = self.parameters.get("branch") or ""
        self._asks = "rport" in self.parameters

    def reply_to(self, peer: Peer) -> Peer:
        """Where an answer goes: to the source if the sender asked so, else to the port that it names."""
        _, colon, port = self._value.partition(";")[0].rpartition(":")
        if self._asks:
            return peer
        if not colon or "]" in port:
            return peer[0], USUAL_PORT
        port = port.strip()
        usual = port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 65536
        return (peer[0], int(port)) if usual else peer

    def answered(self, peer: Peer) -> str:
        """The Via as an answer gives it back: it says what we saw of its sender."""
        if not self._asks:
            return self._value
        pieces = [one for one in split_outside(self._value, ";") if one.partition("=")[0].lower() != "rport"]
        return ";".join([*pieces, f"received={peer[0]}", f"rport={peer[1]}"])

    def seen_as(self, usual_host: str) -> Peer | None:
        """Under which address the other side saw us, if it tells."""
        port = self.parameters.get("rport") or ""
        if not (port.isascii() and port.isdigit() and len(port) < 6):
            return None
        return (self.parameters.get("received") or usual_host).strip("[]"), int(port)
