"""Makes calls of what a PBX tells of an extension's dialogs.

Ringing is `early` towards the extension; the identity that came with it is kept, because `confirmed` often has
none. Where a PBX leaves the direction out, whoever is named beside an early dialog is taken for a caller; one
that is confirmed without direction and without a ringing call before it is nobody's business.

Some PBXs (Asterisk) use one dialog id for all calls of an extension and name no Call-ID: who rings while another
call is on, and is followed by a bare `confirmed`, was then not answered here, as far as anybody can tell. Others
give one call several dialogs (a fork, a new id once it is answered): the Call-ID holds these together.
"""

import secrets
from collections.abc import Sequence

from screenpop.ports.line import Report
from telephony.facts import FactRules
from telephony.sip.dialogs import Dialog, DialogState
from telephony.sip.pace import Pace
from telephony.sip.watched_call import WatchedCall, WatchReports

MOST_AT_ONCE = 8
"""More calls than this no extension has at once; the oldest is then taken for ended."""

_PICKUP = "pickup-"
"""Asterisk's chan_sip writes the subscription's Call-ID behind this, not the call's."""


class WatchedCalls:
    """The calls of one extension, by the dialog ids under which the PBX tells of them.

    Args:
        line: Under which name to report.
        own: The extension and its user name: numbers that no outside caller dialled.
        report: Whom to report to.
        rules: By which the site tells facts.

    Attributes:
        total: How many calls were reported.
    """

    def __init__(self, line: str, own: frozenset[str], report: Report, rules: FactRules) -> None:
        self.total = 0
        self._reports = WatchReports(line, own, rules, report)
        self._pace = Pace()
        self._by_dialog: dict[str, list[WatchedCall]] = {}
        self._by_name: dict[str, WatchedCall] = {}

    def __len__(self) -> int:
        return sum(map(len, self._by_dialog.values()))

    @property
    def too_many(self) -> int:
        """How many calls came faster than any extension's can, and were not reported."""
        return self._pace.refused

    def follow(self, dialogs: Sequence[Dialog]) -> None:
        """Report what these dialogs, all of one document, have come to."""
        for dialog in dialogs:
            if dialog.state is not DialogState.TERMINATED:
                self._join(dialog)
        for dialog in dialogs:
            if dialog.state is DialogState.TERMINATED:
                for call in self._meant(dialog):
                    self._leave(dialog, call)
            elif dialog.state is DialogState.CONFIRMED:
                self._talks(dialog)
            elif dialog.incoming is False:
                self._rings(dialog, outgoing=True)
            elif dialog.state is DialogState.EARLY and self._comes_in(dialog):
                self._rings(dialog, outgoing=False)

    def give_up(self) -> None:
        """Nothing will be heard of any call any more."""
        while self._by_dialog:
            self._end(next(iter(self._by_dialog.values()))[0])

    def _comes_in(self, dialog: Dialog) -> bool:
        if dialog.incoming is not None or dialog.remote is None:
            return bool(dialog.incoming)
        meant = self._meant(dialog)
        goes_out = bool(meant) and meant[0].outgoing
        return not goes_out and not self._reports.is_own(self._reports.party(dialog.remote)[0].number)

    def _rings(self, dialog: Dialog, *, outgoing: bool) -> None:
        number = self._reports.party(dialog.remote)[0].number
        for call in self._meant(dialog):
            named = bool(call.names and _call_id(dialog))
            nobody_yet = call.caller.number is None and not call.caller.withheld
            same = nobody_yet or call.caller.number == number
            unnamed = not call.answered and (bool(call.names) or same)
            if call.outgoing is outgoing and (named or unnamed):
                self._reports.told_again(call, dialog)
                return
        if not outgoing or self._is_dialled(dialog):
            self._offer(dialog, outgoing=outgoing)

    def _talks(self, dialog: Dialog) -> None:
        meant = self._meant(dialog)
        if dialog.incoming is not None:
            meant = [call for call in meant if call.outgoing is not dialog.incoming]
        if not meant:
            self._talks_already(dialog)
            return
        ringing = [call for call in meant if not call.answered]
        caller, _ = self._reports.party(dialog.remote)
        picked_up = [call for call in ringing if dialog.remote and call.caller.number == caller.number]
        if picked_up:
            self._reports.answered(picked_up[0])
        elif len(ringing) < len(meant):
            for call in ringing:
                self._end(call)
        else:
            self._reports.answered(ringing[0])
        talking = [call for call in meant if call.answered]
        if len(talking) == 1:
            self._reports.told_again(talking[0], dialog)

    def _talks_already(self, dialog: Dialog) -> None:
        """A call that was answered before anything was heard of it."""
        outgoing = dialog.incoming is False
        if self._is_dialled(dialog) if outgoing else dialog.incoming and dialog.remote:
            call = self._offer(dialog, outgoing=outgoing)
            if call is not None:
                self._reports.answered(call)

    def _is_dialled(self, dialog: Dialog) -> bool:
        """Whether it is known whom the extension calls."""
        number = self._reports.party(dialog.remote)[0].number
        return number is not None and not self._reports.is_own(number)

    def _offer(self, dialog: Dialog, *, outgoing: bool) -> WatchedCall | None:
        if not self._pace.allows():
            return None
        caller, facts = self._reports.party(dialog.remote)
        named = _call_id(dialog)
        call_id = named or f"{dialog.id}.{secrets.token_hex(6)}"
        call = WatchedCall(call_id, {named} if named else set(), caller, facts, outgoing)
        self._put(dialog, call)
        beside = self._by_dialog[dialog.id]
        if len(beside) > MOST_AT_ONCE:
            self._end(beside[0])
        self.total += 1
        self._reports.offered(call, dialog)
        return call

    def _join(self, dialog: Dialog) -> None:
        """A dialog of a call that is known by another one: a fork, a new id, or one in another's place."""
        named = _call_id(dialog)
        if named is None:
            return
        call = self._by_name.get(named) or self._by_name.get(dialog.replaces or "")
        if call is not None and len(call.names) < MOST_AT_ONCE:
            call.names.add(named)
            self._put(dialog, call)

    def _put(self, dialog: Dialog, call: WatchedCall) -> None:
        if dialog.id not in call.dialogs:
            call.dialogs.append(dialog.id)
            self._by_dialog.setdefault(dialog.id, []).append(call)
        for name in call.names:
            self._by_name[name] = call

    def _leave(self, dialog: Dialog, call: WatchedCall) -> None:
        """One of the call's dialogs is over; with the last one, so is the call."""
        if len(call.dialogs) == 1:
            self._end(call, dialog.event, dialog.code)
        else:
            self._take_out(call, dialog.id)

    def _end(self, call: WatchedCall, event: str | None = None, code: int | None = None) -> None:
        for key in list(call.dialogs):
            self._take_out(call, key)
        for name in call.names:
            if self._by_name.get(name) is call:
                del self._by_name[name]
        self._reports.ended(call, event, code)

    def _take_out(self, call: WatchedCall, key: str) -> None:
        call.dialogs.remove(key)
        beside = self._by_dialog[key]
        beside.remove(call)
        if not beside:
            del self._by_dialog[key]

    def _meant(self, dialog: Dialog) -> list[WatchedCall]:
        """The calls of which the document may speak: by the Call-ID, if it and they have one, else by the id."""
        named = _call_id(dialog)
        beside = self._by_dialog.get(dialog.id, ())
        return [call for call in beside if not (named and call.names) or named in call.names]


def _call_id(dialog: Dialog) -> str | None:
    named = dialog.call_id
    return None if named is None or named.startswith(_PICKUP) else named
