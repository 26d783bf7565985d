"""Has the desk phone call somebody: REFER to the extension, outside of any dialog (RFC 3515).

The PBX hands it to the desk phone, or does it itself, or refuses, as many do. Lives on the line's thread.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from screenpop.sentences import Sentence, say
from telephony.sip.account import Account
from telephony.sip.credentials import NoPassword
from telephony.sip.endpoint import Endpoint, Outcome
from telephony.sip.message import Header, Message, sip_user
from telephony.sip.subscription_state import first_word
from telephony.wire.io_thread import Timer

ANSWER_WITHIN = 12.0
PROGRESS_WITHIN = 3.0
"""How long a PBX that has agreed may take to say that it failed after all."""
REMEMBERED = 60.0
"""How long its progress is taken note of."""

Told = Callable[[Sentence | None], None]
_STATUS = re.compile(rb"\s*SIP/2\.0 ([1-6][0-9]{2})", re.IGNORECASE)
_NOT_LET = frozenset({403, 405, 420, 501, 603})
_NOBODY_THERE = frozenset({404, 410, 480})


@dataclass(slots=True)
class _Referral:
    """One REFER, from its first packet until its progress is of no more interest."""

    tag: str
    told: Told | None
    timer: Timer | None = None
    cseq: int = 0

    def settle(self, refusal: Sentence | None) -> None:
        """Tell how it went, once."""
        if self.told is not None:
            told, self.told = self.told, None
            told(refusal)


class Referrals:
    """The calls that one line has asked for.

    Args:
        endpoint: Our end of the wire.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._open: dict[str, _Referral] = {}

    def __len__(self) -> int:
        return len(self._open)

    def dial(self, number: str, told: Told) -> None:
        """Have the desk phone call. Returns at once; safe on any thread.

        Args:
            number: As the PBX wants it dialled.
            told: Called once, on the line's thread: None if it does, else why not.
        """
        self._endpoint.thread.call_soon(lambda: self._refer(number, told))

    def notify(self, request: Message) -> int | None:
        """Take the progress of a call in, and give the code to answer it with; None if it is of none of ours."""
        referral = self._open.get(request.call_id)
        if referral is None or request.to_tag != referral.tag or first_word(request, "Event") != "refer":
            return None
        status = _STATUS.match(request.content)
        if status is not None:
            code = int(status[1])
            referral.settle(None if code < 300 else _failed(code))
        if first_word(request, "Subscription-State") == "terminated":
            self._forget(request.call_id)
        return 200

    def _refer(self, number: str, told: Told) -> None:
        if any(referral.told is not None for referral in self._open.values()):
            told(say("The PBX has not answered the call asked for before."))
            return
        account, call_id = self._endpoint.account, self._endpoint.gen_call_id()
        referral = self._open[call_id] = _Referral(self._endpoint.gen_tag(), told)
        self._wait(call_id, ANSWER_WITHIN, _no_answer(account))

        def headers() -> list[Header]:
            referral.cseq += 1
            return [
                ("From", f"<sip:{sip_user(account.username)}@{account.place}>;tag={referral.tag}"),
                ("To", f"<{account.address}>"),
                ("Call-ID", call_id),
                ("CSeq", f"{referral.cseq} REFER"),
                ("Contact", f"<{self._endpoint.contact}>"),
                ("Refer-To", f"<sip:{sip_user(number)}@{account.place}>"),
                ("Referred-By", f"<{account.address}>"),
                ("User-Agent", "Screenpop"),
            ]

        self._endpoint.request(
            "REFER", account.address, headers, lambda outcome: self._finished(call_id, outcome)
        )

    def _finished(self, call_id: str, outcome: Outcome) -> None:
        referral = self._open.get(call_id)
        if referral is None:
            return
        if isinstance(outcome, Message) and outcome.code < 300:
            self._wait(call_id, PROGRESS_WITHIN, None)
            return
        account = self._endpoint.account
        if isinstance(outcome, NoPassword):
            referral.settle(outcome.reason)
        elif outcome is None:
            referral.settle(_no_answer(account))
        else:
            referral.settle(_refused(outcome.code, account))
        self._forget(call_id)

    def _wait(self, call_id: str, seconds: float, otherwise: Sentence | None) -> None:
        """Settle it if nothing more comes; progress that comes later changes nothing."""
        referral = self._open[call_id]

        def over() -> None:
            referral.settle(otherwise)
            referral.timer = self._endpoint.thread.call_later(REMEMBERED, lambda: self._forget(call_id))

        if referral.timer is not None:
            referral.timer.cancel()
        referral.timer = self._endpoint.thread.call_later(seconds, over)

    def _forget(self, call_id: str) -> None:
        referral = self._open.pop(call_id, None)
        if referral is not None and referral.timer is not None:
            referral.settle(None)
            referral.timer.cancel()


def _no_answer(account: Account) -> Sentence:
    return say("The PBX {server} does not answer.", server=account.place)


def _refused(code: int, account: Account) -> Sentence:
    if code in (401, 407):
        return say(
            "The PBX {server} refuses user {username}: the user name or the password is wrong.",
            server=account.place,
            username=account.username,
        )
    if code in _NOT_LET:
        return say(
            "The PBX or the desk phone does not let {username} call by REFER (answer {code}). Use "
            '[dial] by = "system", or a line of kind "ami".',
            username=account.username,
            code=code,
        )
    if code in _NOBODY_THERE:
        return say(
            "The PBX finds no desk phone at extension {extension} (answer {code}).",
            extension=account.extension,
            code=code,
        )
    return _failed(code)


def _failed(code: int) -> Sentence:
    return say("The desk phone does not call (answer {code}).", code=code)
