"""Makes calls of what a PBX tells of an extension's dialogs.

Ringing is `early` towards the extension; the identity that came with it is kept, because `confirmed` often has
none. Some PBXs (Asterisk) use one dialog id for all calls of an extension and name no Call-ID: who rings while
another call is on, and is followed by a bare `confirmed`, was then not answered here, as far as anybody can tell.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from screenpop.events.calls import (
    CallAnswered,
    CallEnded,
    CallOffered,
    CallUpdated,
    Ending,
    PartyChanged,
    Presented,
)
from screenpop.ports.line import Report
from telephony.sip.addresses import read_uri
from telephony.sip.dialogs import Dialog, DialogParty, DialogState
from telephony.sip.identity import number_in, presented_alone

MOST_AT_ONCE = 8
"""More calls than this no extension has at once; the oldest is then taken for ended."""

_PICKUP = "pickup-"
"""Asterisk's chan_sip writes the subscription's Call-ID behind this, not the call's."""


@dataclass(slots=True)
class _Call:
    call_id: str
    named: bool  # by the PBX, not by us
    caller: Presented
    answered: bool = False


class WatchedCalls:
    """The calls of one extension, by the dialog ids under which the PBX tells of them.

    Args:
        line: Under which name to report.
        own: The extension and its user name: numbers that no outside caller dialled.
        report: Whom to report to.
    """

    def __init__(self, line: str, own: frozenset[str], report: Report) -> None:
        self._line = line
        self._own = own
        self._report = report
        self._calls: dict[str, list[_Call]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._calls.values()))

    def follow(self, dialogs: Iterable[Dialog]) -> None:
        """Report what these dialogs have come to."""
        for dialog in dialogs:
            if dialog.state is DialogState.TERMINATED:
                for call in self._meant(dialog):
                    self._end(dialog, call)
            elif dialog.state is DialogState.EARLY and dialog.incoming:
                self._rings(dialog)
            elif dialog.state is DialogState.CONFIRMED:
                self._talks(dialog)

    def _rings(self, dialog: Dialog) -> None:
        number = _caller(dialog.remote).number
        for call in self._meant(dialog):
            if not call.answered and (call.named or call.caller.number == number):
                self._change_party(call, dialog)
                return
        self._offer(dialog)

    def _talks(self, dialog: Dialog) -> None:
        meant = self._meant(dialog)
        if not meant:
            if dialog.incoming and dialog.remote:
                self._answer(self._offer(dialog))
            return
        ringing = [call for call in meant if not call.answered]
        picked_up = [call for call in ringing if dialog.remote and call.caller == _caller(dialog.remote)]
        if picked_up:
            self._answer(picked_up[0])
        elif len(ringing) < len(meant):
            for call in ringing:
                self._end(dialog, call)
        else:
            self._answer(ringing[0])
        talking = [call for call in meant if call.answered]
        if len(talking) == 1:
            self._change_party(talking[0], dialog)

    def _offer(self, dialog: Dialog) -> _Call:
        named = _call_id(dialog)
        call = _Call(
            named or f"{dialog.id}.{secrets.token_hex(6)}", bool(named), caller=_caller(dialog.remote)
        )
        beside = self._calls.setdefault(dialog.id, [])
        beside.append(call)
        if len(beside) > MOST_AT_ONCE:
            self._end(dialog, beside[0])
        dialled = _number(dialog.local)
        self._report(
            CallOffered(
                self._line,
                call.call_id,
                datetime.now(UTC),
                call.caller,
                did=None if dialled in self._own else dialled,
                transferred_by=_number(dialog.referred_by),
            )
        )
        return call

    def _answer(self, call: _Call) -> None:
        call.answered = True
        self._report(CallAnswered(self._line, call.call_id, datetime.now(UTC)))

    def _change_party(self, call: _Call, dialog: Dialog) -> None:
        if dialog.remote is None:
            return
        caller = _caller(dialog.remote)
        if caller.number in self._own:
            return  # a PBX that may not tell who is on the call writes the extension itself
        if (caller.number, caller.withheld) == (call.caller.number, call.caller.withheld):
            self._name_late(call, caller)
            return
        call.caller = caller
        by = _number(dialog.referred_by)
        self._report(PartyChanged(self._line, call.call_id, datetime.now(UTC), caller, transferred_by=by))

    def _name_late(self, call: _Call, caller: Presented) -> None:
        if call.caller.name is None and caller.name is not None:
            call.caller = caller
            self._report(CallUpdated(self._line, call.call_id, datetime.now(UTC), name=caller.name))

    def _end(self, dialog: Dialog, call: _Call) -> None:
        beside = self._calls[dialog.id]
        beside.remove(call)
        if not beside:
            del self._calls[dialog.id]
        ending = Ending.ENDED if call.answered else Ending.UNKNOWN
        self._report(CallEnded(self._line, call.call_id, datetime.now(UTC), ending))

    def _meant(self, dialog: Dialog) -> list[_Call]:
        """The calls of which the document may speak: by the Call-ID, if it and they have one, else by the id."""
        named = _call_id(dialog)
        beside = self._calls.get(dialog.id, ())
        return [call for call in beside if not (named and call.named) or call.call_id == named]


def _call_id(dialog: Dialog) -> str | None:
    named = dialog.call_id
    return None if named is None or named.startswith(_PICKUP) else named


def _caller(party: DialogParty | None) -> Presented:
    return presented_alone(party.uri, party.display or "") if party else Presented(number=None)


def _number(party: DialogParty | None) -> str | None:
    return (number_in(read_uri(party.uri)) or None) if party else None
