"""A PBX that goes on talking while a desk crashes: whoever subscribes is told of the call that is on."""

from screenpop.bench.watched_wire import WatchedWire
from screenpop.bench.wire import Headers, Peer

CALL = "call-that-goes-on"
_TALKING = """<dialog id="{id}" call-id="{id}" direction="recipient"><state>confirmed</state>
<remote><identity display="Anna">sip:{number}@{server}</identity><target uri="sip:{number}@{server}"/></remote>
<local><identity>sip:101@{server}</identity></local></dialog>"""


class TalkingWire(WatchedWire):
    """One call is on, from before anybody asks until the wire is closed."""

    def __init__(self, number: str) -> None:
        self._number = number
        super().__init__()

    def _asked(self, method: str, headers: Headers, peer: Peer) -> None:
        super()._asked(method, headers, peer)
        if method == "SUBSCRIBE" and headers.get("expires") != "0":
            talking = _TALKING.format(id=CALL, number=self._number, server=self.server)
            self._send(self._notify(talking, "full"))
