"""The door through which all goes that is told of a call: what the agent may not see yet stays on this side.

It is held here, so that nobody is asked again once it may be shown. Windows, advice and `watch` stand behind the door.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from screenpop.customers import Customer, Person
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.guarded import Guarded
from screenpop.desk.progress import may_reveal
from screenpop.desk.telling import Tell
from screenpop.events import news
from screenpop.events.calls import Direction
from screenpop.memory import Recollection
from screenpop.rules.masking import (
    Seen,
    are_notes_masked,
    is_shortened,
    may_hear_finance,
    seen,
    why_masked,
)
from screenpop.trust import Trust
from screenpop.verification import VerificationPolicy

OnPanel = news.PanelFilled | news.PanelFailed


class Discretion:
    """Passes on what may be told of a call.

    Args:
        tell: What stands behind the door.
        policy: The site's.
        now: The time, in UTC.
    """

    def __init__(self, tell: Tell, policy: VerificationPolicy, now: Callable[[], datetime]) -> None:
        self._tell = tell
        self._policy = policy
        self._now = now

    def tell(self, call: CallAtHand, told: news.CallNews) -> None:
        """Tell it, or what of it may be told."""
        guarded = call.guarded
        match told:
            case news.CallerIdentified():
                self._identified(call, told)
            case news.PartyChanged():
                call.guarded = None
                self._tell(call, told)
            case news.PanelFilled() | news.PanelFailed() if guarded:
                guarded.panels[told.department] = told
                self._tell_panel(call, guarded, told)
            case news.PanelAsked() if guarded:
                guarded.panels.pop(told.department, None)
                guarded.masked.pop(told.department, None)
                self._tell(call, told)
            case news.Recalled() if guarded:
                guarded.recalled = told
                self._tell_recalled(call, guarded)
            case _:
                self._tell(call, told)

    def renew(self, call: CallAtHand) -> None:
        """Tell what may be told now, where that is something else than what was told."""
        guarded = call.guarded
        if guarded is None:
            return
        shown = self._see(call, guarded)
        if guarded.seen is None or shown.identity != guarded.seen.identity:
            self._tell_all(call, guarded)
            return
        for name, told in list(guarded.panels.items()):
            if name in guarded.masked or self._masked(call, guarded, told):
                self._tell_panel(call, guarded, replace(told, at=self._now()))
        if guarded.recalled and guarded.notes_shown == self._are_notes_masked(guarded):
            self._tell_recalled(call, guarded)

    def cover(self, call: CallAtHand) -> None:
        """The call is done with: whatever was shown is masked again."""
        if guarded := call.guarded:
            guarded.over, guarded.verified = True, False
            guarded.revealed.clear()
            self.renew(call)

    def meant(self, call: CallAtHand, person: Person) -> Person | None:
        """Whom an agent means who picks somebody: a shortened name stands for somebody; others were searched for.

        None is a shortened name of an earlier party, picked at the moment when another one came to the phone.
        """
        guarded = call.guarded
        known = guarded.stand_for if guarded else []
        real = next((real for masked, real in reversed(known) if masked == person), None)
        if real is not None or is_shortened(person):
            return real
        if guarded:
            guarded.by_hand = person
        return person

    def is_on_card(self, call: CallAtHand, customer_id: str) -> bool:
        """Whether this is the customer whom the agent sees on the card, as far as they see them."""
        guarded = call.guarded
        shown: Customer | None = call.customer
        if guarded and guarded.seen:
            shown = guarded.seen.identity.customer
        return shown is not None and shown.id == customer_id

    def _identified(self, call: CallAtHand, told: news.CallerIdentified) -> None:
        if self._policy.policy == "show" and may_hear_finance(told.identity):
            call.guarded = None
            self._tell(call, told)
            return
        before = call.guarded
        if before is None or before.party != call.party or not _is_same(before.told, told):
            call.guarded = Guarded(call.party, told)
            if before and before.party == call.party:
                call.guarded.by_hand, call.guarded.stand_for = before.by_hand, before.stand_for
        else:
            before.told = told
            before.panels.clear()
        self._tell_all(call, call.guarded or Guarded(call.party, told))

    def _tell_all(self, call: CallAtHand, guarded: Guarded) -> None:
        """Who it is, and then everything that is told of them: windows begin anew with an identity."""
        shown = guarded.seen = self._see(call, guarded)
        guarded.stand_for += [
            pair
            for pair in zip(shown.identity.people, shown.meant, strict=True)
            if pair not in guarded.stand_for
        ]
        guarded.masked.clear()
        guarded.checking = None
        at = self._now()
        self._tell(call, replace(guarded.told, at=at, identity=shown.identity))
        for panel in list(guarded.panels.values()):
            self._tell_panel(call, guarded, replace(panel, at=at))
        if guarded.recalled:
            self._tell_recalled(call, guarded)

    def _tell_panel(self, call: CallAtHand, guarded: Guarded, told: OnPanel) -> None:
        before = guarded.masked.pop(told.department, None)
        masked = self._masked(call, guarded, told)
        if masked is None:
            self._tell(call, told)
            return
        guarded.masked[told.department] = masked
        if before is None or replace(before, at=masked.at) != masked:
            self._tell(call, masked)

    def _masked(self, call: CallAtHand, guarded: Guarded, told: OnPanel) -> news.PanelMasked | None:
        """What is told in the place of an answer; that there is none may be told to everybody."""
        why = why_masked(told.department, self._policy, guarded.standing, guarded.told.identity)
        if why is None or isinstance(told, news.PanelFailed):
            return None
        shows = may_reveal(call, guarded, self._policy)
        return news.PanelMasked(call.call_id, told.at, told.department, why, shows)

    def _tell_recalled(self, call: CallAtHand, guarded: Guarded) -> None:
        """Nothing is told of what is masked, unless something was told before."""
        if guarded.recalled is None:
            return
        shown, were_shown = not self._are_notes_masked(guarded), guarded.notes_shown
        guarded.notes_shown = shown
        if shown:
            self._tell(call, replace(guarded.recalled, at=self._now()))
        elif were_shown:
            self._tell(call, news.Recalled(call.call_id, self._now(), Recollection()))

    def _are_notes_masked(self, guarded: Guarded) -> bool:
        return are_notes_masked(self._policy, guarded.standing, guarded.told.identity)

    def _see(self, call: CallAtHand, guarded: Guarded) -> Seen:
        """An agent who calls somebody knows whom."""
        trust = Trust.CONFIRMED if call.direction is Direction.OUT else call.caller.trust
        return seen(guarded.told.identity, self._policy, guarded.standing, trust)


def _is_same(before: news.CallerIdentified, now: news.CallerIdentified) -> bool:
    """The same customer, or still nobody certain: what the caller has answered goes on counting."""
    earlier, later = before.identity.customer, now.identity.customer
    return (earlier.id if earlier else None) == (later.id if later else None)
