"""The agent's acts: each goes to whoever carries it out, with the call that it names."""

from collections.abc import Callable
from datetime import datetime

from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.colleagues import Colleagues
from screenpop.desk.correcting import Correcting, NumberTaken
from screenpop.desk.enquiries import Enquiries
from screenpop.desk.gestures import GestureWeighed
from screenpop.desk.keeping import ActKept
from screenpop.desk.looking import Looking
from screenpop.desk.newcomers import Newcomers, ProspectTaken
from screenpop.desk.noting import LET_GO, Noting
from screenpop.desk.promising import OfPromises, Promising
from screenpop.desk.verifying import Verifying
from screenpop.events import acts, news
from screenpop.record.entries import CallerFound
from screenpop.sentences import Sentence, say

_PRACTICE = say("This is a practice call: nothing of it is kept.")


class Acting:
    """Carries out what the agent does, and tells what came of it."""

    def __init__(
        self,
        *,
        at_hand: CallsAtHand,
        enquiries: Enquiries,
        newcomers: Newcomers,
        noting: Noting,
        verifying: Verifying,
        promising: Promising,
        looking: Looking,
        correcting: Correcting,
        colleagues: Colleagues,
        announce: Callable[[news.News], None],
        now: Callable[[], datetime],
    ) -> None:
        self._at_hand = at_hand
        self._enquiries = enquiries
        self._newcomers = newcomers
        self._noting = noting
        self._verifying = verifying
        self._promising = promising
        self._looking = looking
        self._correcting = correcting
        self._colleagues = colleagues
        self._announce = announce
        self._now = now

    def act(self, act: acts.Act) -> None:
        """Do what the agent wants done."""
        if isinstance(act, acts.CustomerLookedAt):
            self._noting.note(act, None)
            return
        call = self._at_hand.get(act.call_id)
        if call and call.practice:
            self._practise(act, call)
            return
        match act:
            case acts.PersonChosen() | acts.AskedAgain():
                if call:
                    self._look_up(call, act)
            case acts.ProspectNoted():
                if call:
                    self._newcomers.note(call, act)
                else:
                    self.prospect_taken(ProspectTaken(act.call_id, LET_GO))
            case acts.CheckAnswered() | acts.RevealWanted():
                if call:
                    self._verifying.act(act, call)
            case acts.PromiseMade() | acts.PromiseMoved() | acts.PromiseClaimed() | acts.PromiseSettled():
                self._promising.act(act, call)
            case acts.CustomerOpened():
                self._looking.open(act)
            case acts.CustomerClosed(call_id):
                self._looking.close(call_id)
            case acts.CustomerCorrected():
                self._correct(act, call)
            case _:
                self._noting.note(self._verifying.of_whom(call, act), call)
        if isinstance(act, acts.CardPutAway) and call:
            self._verifying.close_up(call)

    def _practise(self, act: acts.Act, call: CallAtHand) -> None:
        """On a call to practise with, what is looked up works; nothing is kept, and so nothing that is masked shown."""
        match act:
            case acts.PersonChosen() | acts.AskedAgain() | acts.CustomerCorrected():
                self._look_up(call, act)
            case acts.CardPutAway():
                call.put_away = True
            case acts.ProspectNoted(call_id=call_id):
                self.prospect_taken(ProspectTaken(call_id, _PRACTICE))
            case acts.RevealWanted() | acts.GestureMade() | acts.PermissionTold():
                self._announce(news.NotKept(act.call_id, self._now(), _PRACTICE, act))
            case _:
                pass

    def gesture_weighed(self, weighed: GestureWeighed) -> None:
        """The record's word on whether a gesture may be given."""
        self._noting.gestures.weighed(weighed)

    def kept(self, kept: ActKept) -> None:
        """The record's word on an act."""
        call = self._at_hand.get(kept.act.call_id)
        if isinstance(kept.act, OfPromises):
            self._promising.hear(kept)
            self._noting.promised(kept)
        elif isinstance(kept.act, acts.CustomerCorrected):
            self._correcting.hear(kept)
            if isinstance(kept.entry, CallerFound) and not kept.failure:
                self._promising.corrected(kept.entry)
        elif isinstance(kept.act, acts.RevealWanted):
            self._verifying.hear(kept, call)
        else:
            self._noting.hear(kept, call)
        if call and isinstance(kept.act, acts.WrappedUp) and not kept.failure:
            self._verifying.close_up(call)
        if call and not kept.failure:
            self._colleagues.wrote(call)

    def prospect_taken(self, taken: ProspectTaken) -> None:
        """The directory's word on somebody new."""
        id_, at, outcome = taken.call_id, self._now(), taken.outcome
        if isinstance(outcome, Sentence):
            self._announce(news.ProspectNotKept(id_, at, outcome))
            return
        self._announce(news.ProspectKept(id_, at, outcome))
        call = self._at_hand.get(id_)
        if call and call.party == taken.party:
            self._enquiries.recognise(call, outcome)

    def number_taken(self, taken: NumberTaken) -> None:
        """The directory's word on a number that was proposed."""
        self._correcting.proposed(taken)

    def _correct(self, act: acts.CustomerCorrected, call: CallAtHand | None) -> None:
        if person := self._verifying.meant(call, act.person):
            self._correcting.correct(act, person, call)
        else:
            self._announce(news.NotKept(act.call_id, self._now(), LET_GO, act))

    def _look_up(
        self, call: CallAtHand, act: acts.PersonChosen | acts.AskedAgain | acts.CustomerCorrected
    ) -> None:
        if isinstance(act, acts.AskedAgain):
            self._enquiries.ask_again(call, act.department)
        elif person := self._verifying.meant(call, act.person):
            self._enquiries.choose(call, person)
