"""Messages that nobody honest sends: everyday ones mutilated, random bytes, documents torn and glued.

Hypothesis chooses the pieces and the seed; chance puts them together, a hundred messages at a time, so that a
hundred thousand of them are made in seconds.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.telephony.sip.everyday import EVERYDAY
from tests.telephony.sip.pbx import Peer, invite

BATCH = 100
HERE: Peer = ("127.0.0.1", 5060)
METHODS = ("INVITE", "CANCEL", "ACK", "BYE", "UPDATE", "INFO", "OPTIONS", "NOTIFY", "PRACK", "REFER", "X")
HEADERS = (
    "From", "To", "Via", "Call-ID", "CSeq", "Contact", "Content-Length", "Content-Type", "Expires", "Require",
    "P-Asserted-Identity", "Remote-Party-ID", "Privacy", "Diversion", "History-Info", "Reason", "Referred-By",
    "Replaces", "Attestation-Info", "Record-Route", "Event", "Subscription-State", "X-Queue", "f", "t", "v", "i",
)  # fmt: skip # one a line would hide the set
NASTY = (
    b"", b"\0", b'"', b"\\", b"<", b">", b"<>", b";", b";;", b":", b"::", b",", b"@", b"%", b"%00",
    b"\r\n", b"\n", b"\r", b"\xff", b"\xc3", b"\xed\xa0\x80", b"-1", b"0x10", b"4294967296", b"9" * 40,
    b"sip:", b"tel:", b"sip:@", b"[::1",
    b"verstat=", b";self=1", b"tag=", b"a" * 300, b"<!DOCTYPE d>", b"&x;", b"]]>", b"<dialog>", b"</dialog>",
    b"=", b"SIP/2.0",
)  # fmt: skip # one a line would hide the set
ORIGINALS = tuple(kind.make(HERE) for kind in EVERYDAY if kind.name != "long headers")
DIALOG = (
    '<dialog id="{id}" call-id="{id}" direction="{direction}"><remote><identity display="A">sip:{number}@pbx'
    '</identity></remote><state event="rejected" code="486">{state}</state></dialog>'
)
STATES = ("trying", "proceeding", "early", "confirmed", "terminated", "flying")
DIRECTIONS = ("recipient", "initiator", "")


@dataclass(frozen=True)
class Mischief:
    """What a batch of messages is made of."""

    seed: int
    pieces: tuple[bytes, ...]

    def requests(self) -> Iterator[bytes]:
        """A hundred messages to a contact."""
        chance = random.Random(self.seed)
        for serial in range(BATCH):
            yield self._request(chance, serial)

    def documents(self) -> Iterator[bytes]:
        """The bodies of a hundred NOTIFYs to a watcher."""
        chance = random.Random(self.seed)
        for version in range(BATCH):
            dialogs = "".join(
                DIALOG.format(
                    id=chance.randrange(40),
                    direction=chance.choice(DIRECTIONS),
                    number=chance.randrange(10**9),
                    state=chance.choice(STATES),
                )
                for _ in range(chance.randrange(4))
            )
            state = chance.choice(("full", "partial", "none"))
            body = f'<dialog-info version="{version}" state="{state}">{dialogs}</dialog-info>'.encode()
            yield self._mutilated(chance, body, chance.choice((0, 0, 1, 3)))

    def _request(self, chance: random.Random, serial: int) -> bytes:
        kind = chance.randrange(10)
        if kind == 0:
            return chance.randbytes(chance.choice((0, 1, 4, 200, 3000)))
        if kind < 6:
            data = chance.choice(ORIGINALS)
            if chance.random() < 0.5:
                name = b"%d-%d" % (self.seed, serial)
                data = data.replace(b"everyday@", name + b"@").replace(b"-everyday", b"-" + name)
            return self._mutilated(chance, data, chance.choice((0, 1, 1, 2, 8)))
        line = f"{chance.choice(HEADERS)}: {chance.choice(self.pieces).decode('latin-1')}"
        data = invite(
            sender=HERE,
            method=chance.choice(METHODS),
            call_id=f"h{chance.randrange(50)}",
            branch=f"z9hG4bK-h{chance.randrange(50)}",
            cseq=chance.randrange(5),
            headers=[line] * chance.choice((1, 1, 2, 500)),
        )
        return self._mutilated(chance, data, chance.choice((0, 0, 1)))

    def _mutilated(self, chance: random.Random, data: bytes, times: int) -> bytes:
        changed = bytearray(data)
        for _ in range(times):
            at = chance.randrange(len(changed) + 1)
            changed[at : at + chance.choice((0, 1, 1, 5))] = chance.choice(self.pieces)
        return bytes(changed)


MISCHIEF = st.builds(
    Mischief,
    seed=st.integers(0, 2**64 - 1),
    pieces=st.lists(
        st.one_of(st.sampled_from(NASTY), st.binary(max_size=24), st.text(max_size=12).map(str.encode)),
        min_size=1,
        max_size=8,
    ).map(tuple),
)
