"""Who answers at a PBX's address: one OPTIONS (RFC 3261, 11), by which nobody signs on and no password is tried."""

import queue
from collections.abc import Callable
from functools import partial
from time import monotonic

from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from telephony.sip.account import Account
from telephony.sip.endpoint import Endpoint
from telephony.sip.library import VoIPPhone
from telephony.sip.message import Header, Message

GREETED_WITHIN = 4.0
_LONGEST_NAME = 60

_Told = queue.SimpleQueue[Message | Sentence | None]


def greeting(name: str, account: Account) -> Check:
    """Knock, and say who answers.

    Args:
        name: What the settings call the line.
        account: At which PBX; as whom does not matter.
    """
    phone = VoIPPhone(account.host, account.port, account.username, "")
    endpoint = Endpoint(name, account, phone, lambda: None, lambda _: None)
    told: _Told = queue.SimpleQueue()
    endpoint.attend(told.put, lambda: None, lambda: told.put(None))
    endpoint.start()
    until = monotonic() + GREETED_WITHIN
    try:
        endpoint.thread.call_soon(partial(_knock, endpoint, told.put))
        answer = told.get(timeout=max(0.1, until - monotonic()))
    except queue.Empty:
        answer = None
    finally:
        endpoint.stop()
    subject = f"line {name}"
    if isinstance(answer, Message):
        return Check(subject, passed=True, told=_introduced(answer, account))
    if endpoint.guard.peer is None:
        told_why = say("No name server knows {server}.", server=account.host)
        return Check(subject, passed=False, told=told_why)
    return Check(subject, passed=False, told=_plain(answer) if answer else _silent(account))


def _knock(endpoint: Endpoint, told: Callable[[Message | Sentence | None], None]) -> None:
    def reached(obstacle: Sentence | None) -> None:
        if obstacle is not None:
            told(obstacle)
            return
        account = endpoint.account
        target = f"sip:{account.place}{account.by}"
        endpoint.requests.send("OPTIONS", target, _headers(endpoint), told, patience=GREETED_WITHIN)

    endpoint.reach(reached)


def _headers(endpoint: Endpoint) -> list[Header]:
    account = endpoint.account
    return [
        ("From", f"<{account.address}>;tag={endpoint.gen_tag()}"),
        ("To", f"<sip:{account.place}>"),
        ("Call-ID", endpoint.gen_call_id()),
        ("CSeq", "1 OPTIONS"),
        ("Contact", f"<{endpoint.contact}>"),
        ("Accept", "application/sdp"),
        ("User-Agent", "Screenpop"),
    ]


def _introduced(answer: Message, account: Account) -> Sentence:
    product = (answer.first("Server") or answer.first("User-Agent") or "").strip()[:_LONGEST_NAME]
    if product:
        return say("It answers: {product}.", product=product)
    return say("{server} answers, and does not say what it is.", server=account.place)


def _silent(account: Account) -> Sentence:
    return say(
        "No answer from {server} over {transport} yet. Is the address right, and is this computer in its network?",
        server=account.place,
        transport=account.transport.upper(),
    )


def _plain(told: Sentence) -> Sentence:
    """A trouble without the promise to try again."""
    trouble = told.values.get("trouble")
    return trouble if isinstance(trouble, Sentence) else told
