"""The messages of RFC 4475 and RFC 5118, and worse: after each, a good call pops."""

import random
from pathlib import Path

from screenpop.events.calls import CallOffered
from telephony.sip.contact_line import ContactLine
from telephony.sip.message import Message, NotSip
from tests.telephony.reports import Reports
from tests.telephony.sip.everyday import EVERYDAY
from tests.telephony.sip.pbx import ScriptedPbx, invite


def _pops_after(data: bytes, serial: int, pbx: ScriptedPbx, reports: Reports) -> None:
    pbx.says(data)
    good = f"good-{serial}"
    pbx.says(invite(sender=pbx.address, call_id=good, branch=f"z9hG4bK-{good}"))
    while not (isinstance(event := reports.any(), CallOffered) and event.call_id == good):
        pass


def test_a_good_call_pops_after_every_torture_message(
    shared: Path, pbx: ScriptedPbx, line: ContactLine, reports: Reports
):
    messages = sorted((shared / "torture").glob("rfc*/*.dat"))
    assert len(messages) == 61

    for serial, message in enumerate(messages):
        _pops_after(message.read_bytes(), serial, pbx, reports)


def test_a_good_call_pops_after_rubbish(pbx: ScriptedPbx, line: ContactLine, reports: Reports):
    plain = invite(sender=pbx.address, call_id="bad", branch="z9hG4bK-bad")
    rubbish = [
        b"\0\0\0\0",
        b"\r\n\r\n",
        b"",
        b"INVITE",
        b"SIP/2.0 99999999999999999999 OK\r\n\r\n",
        random.Random(1).randbytes(65_507),
        b"INVITE sip:101@pbx SIP/2.0\r\n" + b"\r\n".join(b"X-%d: y" % n for n in range(5000)) + b"\r\n\r\n",
        plain.replace(b"CSeq: 1", b"CSeq: 4294967296"),
        plain.replace(b"CSeq: 1", "CSeq: ²".encode()),
        plain.replace(b"Content-Length: 0", b"Content-Length: -1"),
        plain.replace(b"Content-Length: 0", b"Content-Length: 0x10"),
        plain.replace(b"Content-Length: 0", b"Content-Length: " + b"9" * 40),
        plain.replace(b"Max-Forwards: 70", b"Expires: " + b"9" * 30),
        plain.replace(b"sip:101@pbx.example SIP", b"sip:" + b"a." * 20_000 + b"! SIP"),
        plain.replace(b"Max-Forwards: 70", b"History-Info: " + b"<" * 30_000),
        plain.replace(b"Max-Forwards: 70", b"Diversion: " + b'"\\' * 15_000),
        plain.replace(b"Max-Forwards: 70", b"Diversion: <sip:" + b"a;" * 20_000 + b"@x>"),
    ]
    for serial, data in enumerate(rubbish):
        _pops_after(data, serial, pbx, reports)


def test_no_mutilated_message_raises_anything_but_not_sip():
    chance = random.Random(4475)
    originals = [kind.make(("127.0.0.1", 5060)) for kind in EVERYDAY]
    for _ in range(3000):
        data = bytearray(chance.choice(originals))
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 5))] = chance.choice(
                (b"", b"\0", b'"', b"<", b">", b";", b":", b"\r\n", b"\xff", b"%", b"@", b"\\", b",", b" ")
            )
        try:
            message = Message(bytes(data), ("127.0.0.1", 5060))
        except NotSip:
            continue
        assert message.reply_to[0] == "127.0.0.1"
        _read_all(message)


def _read_all(message: Message) -> None:
    from telephony.sip.endings import ending_of
    from telephony.sip.identity import caller_of, dialled_in, transferred_by

    caller_of(message)
    dialled_in(message, lambda uri: False)
    transferred_by(message)
    ending_of(message.all("Reason"))
    assert message.vias_answered
