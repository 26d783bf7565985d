"""The PBX of the benchmarks for a line that watches: it takes a subscription, and notifies instead of ringing."""

import itertools
import secrets
import time
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from screenpop.bench.pbx import Offer
from screenpop.bench.wire import EXTENSION, GRANTED, Headers, Peer, Wire, new_branch

_EARLY = """<dialog id="{id}" call-id="{id}" direction="recipient"><state>early</state>
<remote><identity display={name}>{uri}</identity><target uri={target}/></remote>
<local><identity>{own}</identity></local></dialog>"""
_TERMINATED = (
    '<dialog id="{id}" call-id="{id}" direction="recipient"><state>terminated</state></dialog>'  # as PBXs do
)
_DOCUMENT = """<?xml version="1.0"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="{state}" entity="{own}">
{dialogs}
</dialog-info>
"""


class WatchedWire(Wire):
    """Tells whoever has subscribed of another phone's calls."""

    mode = "watch"

    def __init__(self) -> None:
        self._dialog: tuple[str, ...] = ()
        self._counts = itertools.count()
        super().__init__()

    @property
    def _own(self) -> str:
        return f"sip:{EXTENSION}@{self.server}"

    def ring(self, number: str, name: str) -> Offer:
        """Tell of a call that rings; the time is taken right before the packet is sent."""
        id_ = secrets.token_hex(12)
        uri = f"sip:{number}@{self.server}"
        told = _EARLY.format(
            id=id_, name=quoteattr(name), uri=escape(uri), target=quoteattr(uri), own=self._own
        )
        packet = self._notify(told, "partial")
        at = time.perf_counter()
        self._send(packet)
        return Offer(id_, at, partial(self._give_up, id_))

    def _give_up(self, id_: str) -> None:
        self._send(self._notify(_TERMINATED.format(id=id_), "partial"))

    def _asked(self, method: str, headers: Headers, peer: Peer) -> None:
        if method != "SUBSCRIBE":
            super()._asked(method, headers, peer)
            return
        self._agree(headers, peer, f"Contact: <{self._own}>")
        if headers.get("expires") == "0":
            return
        remote, own = headers["from"], headers["to"].partition(";")[0]
        self._dialog = (f"From: {own};tag=bench", f"To: {remote}", f"Call-ID: {headers['call-id']}")
        self._has_come(peer)
        self._send(self._notify("", "full"))

    def _notify(self, dialogs: str, state: str) -> bytes:
        version = next(self._counts)
        document = _DOCUMENT.format(version=version, state=state, own=self._own, dialogs=dialogs)
        headers = (
            *self._dialog,
            f"CSeq: {version + 1} NOTIFY",
            f"Contact: <{self._own}>",
            "Event: dialog",
            f"Subscription-State: active;expires={GRANTED}",
            "Content-Type: application/dialog-info+xml",
        )
        return self._packet("NOTIFY", new_branch(), headers, document)
