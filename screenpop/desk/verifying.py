"""What the agent asks a caller before anything is shown, and what they have shown without asking.

Every check is an entry of the record, and wrong answers count for a customer whichever agent heard them. A reveal is
on record first and shown then.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

from screenpop.customers import Customer, Person
from screenpop.desk.asking import Asking, Reply
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.discretion import Discretion
from screenpop.desk.guarded import Guarded
from screenpop.desk.keeping import ActKept, Keeping
from screenpop.desk.own_failures import OwnFailures
from screenpop.desk.progress import may_ask, progress
from screenpop.errors import RecordError, SourceUnavailable
from screenpop.events import acts, news
from screenpop.ports.failed_checks import FailedChecks, Failures
from screenpop.ports.right_answers import RightAnswers
from screenpop.record.entries import CheckMade, CustomerViewed
from screenpop.record.ids import new_id
from screenpop.rules.masking import WHO, is_shortened, is_shown_in_full, why_masked
from screenpop.rules.verification import WITHIN, are_enough, are_too_many
from screenpop.sentences import Sentence, say
from screenpop.verification import VerificationPolicy

log = logging.getLogger(__name__)

Act = TypeVar("Act")

OF_CUSTOMER = (acts.FactTold, acts.OfferAnswered, acts.GestureMade, acts.PermissionTold)

FAILURES = "failed checks"
ANSWERS = "right answers"

_LOCKED = say("This customer is locked: a supervisor must see to it first.")
_NOT_HERE = say("What is masked is not shown here without verification.")


class Verifying:
    """Passes on what is told of calls, through `Discretion`, and says how far the caller is verified.

    Args:
        policy: The site's.
        discretion: Holds back what may not be shown.
        failed_checks: Counts for all desks; None counts what this desk hears.
        right_answers: None where the agent looks them up elsewhere.
    """

    def __init__(
        self,
        *,
        policy: VerificationPolicy,
        discretion: Discretion,
        failed_checks: FailedChecks | None,
        right_answers: RightAnswers | None,
        keeping: Keeping,
        asking: Asking,
        announce: Callable[[news.News], None],
        agent: str,
        now: Callable[[], datetime],
        clock: Callable[[], float],
    ) -> None:
        self._policy = policy
        self._discretion = discretion
        self._failed_checks = failed_checks if policy.wrong else None
        self._right_answers = right_answers
        self._keeping = keeping
        self._asking = asking
        self._announce = announce
        self._agent = agent
        self._now = now
        self._clock = clock
        self._own = OwnFailures()
        self._verifies = policy.policy != "show"
        if self._verifies:
            asking.expect(*([FAILURES] if self._failed_checks else []), *([ANSWERS] if right_answers else []))

    def tell(self, call: CallAtHand, told: news.CallNews) -> None:
        """Tell what of it may be told, and what it means for the verification."""
        self._discretion.tell(call, told)
        guarded = call.guarded
        if guarded is None:
            return
        match told:
            case news.CallerIdentified():
                self._begin(call, guarded)
            case news.CallAnswered():
                self._tell_progress(call, guarded)
            case news.PopClosed():
                if call.put_away:
                    self._discretion.cover(call)
                self._tell_progress(call, guarded)

    def act(self, act: acts.CheckAnswered | acts.RevealWanted, call: CallAtHand) -> None:
        """Take in one act of a call at hand."""
        guarded, customer = call.guarded, call.customer
        if guarded is None or customer is None:
            return
        if isinstance(act, acts.RevealWanted):
            self._reveal(act, call, guarded, customer)
        elif self._verifies and may_ask(call, guarded):
            self._answered(act, call, guarded, customer)

    def hear(self, kept: ActKept, call: CallAtHand | None) -> None:
        """The record's word on a reveal: what is not on record is not shown."""
        act, entry = kept.act, kept.entry
        if not isinstance(act, acts.RevealWanted):
            return
        if kept.failure:
            self._refuse(act, kept.failure)
            return
        self._announce(news.Kept(act.call_id, self._now(), act))
        customer = call.customer if call else None
        if call is None or customer is None or not isinstance(entry, CustomerViewed):
            return
        if call.guarded and entry.customer_id == customer.id:
            call.guarded.revealed.add(act.department)
            self._renew(call, call.guarded)

    def conclude(self, call: CallAtHand, whom: str, reply: Reply) -> None:
        """The record has counted, or the source knows what is right; or neither can be asked."""
        guarded = call.guarded
        if reply.failure:
            log.warning("%s: %s", whom.capitalize(), reply.failure)
        if guarded is None:
            return
        match reply.answer:
            case (Failures() as failures, tuple() as own) if call.customer:
                self._own.hear(call.customer.id, failures, own)
                guarded.failures = failures.count
            case dict() as answers:
                guarded.answers = answers
            case _ if whom == FAILURES:
                guarded.failures = guarded.failures or 0
        self._judge(call, guarded)

    def meant(self, call: CallAtHand | None, person: Person) -> Person | None:
        """Whom an agent means who picks somebody on the card, or has searched for them; None if nobody can say."""
        if call is not None:
            return self._discretion.meant(call, person)
        return None if is_shortened(person) else person

    def of_whom(self, call: CallAtHand | None, act: Act) -> Act:
        """What was said of the customer on the card, whose number may be masked there, is of who is on the call."""
        if call is None or not isinstance(act, OF_CUSTOMER):
            return act
        shown = act.customer_id is not None and self._discretion.is_on_card(call, act.customer_id)
        return replace(act, customer_id=None) if shown else act

    def recount(self, call: CallAtHand) -> None:
        """Something may have been answered at another desk, or unlocked; or the agent wants to know."""
        guarded, customer = call.guarded, call.customer
        if self._verifies and guarded and customer and not guarded.over:
            self._count(call, customer)
            if guarded.answers is None:
                self._look_up(call, customer)

    def close_up(self, call: CallAtHand) -> None:
        """The agent is done with a call that is over: it is masked again."""
        if call.guarded and call.ended:
            self._discretion.cover(call)
            self._tell_progress(call, call.guarded)

    def _begin(self, call: CallAtHand, guarded: Guarded) -> None:
        customer = call.customer
        if self._verifies and customer and call.shown:
            if guarded.failures is None:
                self._count(call, customer)
            if guarded.answers is None:
                self._look_up(call, customer)
        self._judge(call, guarded)

    def _count(self, call: CallAtHand, customer: Customer) -> None:
        if self._failed_checks is None:
            if call.guarded:
                call.guarded.failures = 0
            return
        self._asking.forget(
            call.call_id, FAILURES
        )  # what was asked before does not know of the newest answer
        own = tuple(self._own.of(customer.id, self._clock()))
        question = partial(_counted, self._failed_checks, customer.id, own)
        self._asking.ask(call.call_id, FAILURES, question, self._failed_checks.deadline)

    def _look_up(self, call: CallAtHand, customer: Customer) -> None:
        known = self._right_answers
        if known and not self._asking.is_out(call.call_id, ANSWERS):
            self._asking.ask(call.call_id, ANSWERS, partial(known.of, customer), known.deadline)

    def _answered(
        self, act: acts.CheckAnswered, call: CallAtHand, guarded: Guarded, customer: Customer
    ) -> None:
        """Each check counts once; only that it was right may be taken back, or an agent would try until it is."""
        known = {check.name for check in self._policy.checks}
        if act.check not in known - guarded.wrong or (act.right and act.check in guarded.right):
            return
        entry = CheckMade(
            new_id(), call.logged_as, self._now(), self._agent, customer.id, act.check, act.right
        )
        self._keeping.keep(entry)
        if act.right:
            guarded.right.add(act.check)
        else:
            guarded.right.discard(act.check)
            guarded.wrong.add(act.check)
            self._own.add(customer.id, entry.id, self._clock())
        self._count(call, customer)
        self._judge(call, guarded)

    def _judge(self, call: CallAtHand, guarded: Guarded) -> None:
        """Whether the caller is verified, or the customer locked, as far as is known by now."""
        if self._verifies and call.customer and not guarded.over:
            own = len(self._own.of(call.customer.id, self._clock()))
            guarded.locked = are_too_many(self._policy, (guarded.failures or 0) + own)
            known = guarded.failures is not None
            guarded.verified = known and not guarded.locked and are_enough(self._policy, guarded.right)
        self._renew(call, guarded)

    def _reveal(self, act: acts.RevealWanted, call: CallAtHand, guarded: Guarded, customer: Customer) -> None:
        if not self._is_masked(act.department, guarded):
            return
        if guarded.locked or not self._policy.reveal:
            self._refuse(act, _LOCKED if guarded.locked else _NOT_HERE)
            return
        what = act.department if act.department != WHO else "who"
        head = (new_id(), call.logged_as, self._now(), self._agent, customer.id)
        self._keeping.keep_act(act, CustomerViewed(*head, acts.Look.REVEAL, what))

    def _is_masked(self, what: str, guarded: Guarded) -> bool:
        """Whether there is anything to reveal."""
        standing, told = guarded.standing, guarded.told
        if what == WHO:
            return not is_shown_in_full(self._policy, standing)
        is_one_of_ours = what in told.asked or what in self._policy.notes
        return is_one_of_ours and why_masked(what, self._policy, standing, told.identity) is not None

    def _refuse(self, act: acts.RevealWanted, why: Sentence) -> None:
        self._announce(news.NotKept(act.call_id, self._now(), why, act))

    def _renew(self, call: CallAtHand, guarded: Guarded) -> None:
        self._discretion.renew(call)
        self._tell_progress(call, guarded)

    def _tell_progress(self, call: CallAtHand, guarded: Guarded) -> None:
        if not self._verifies or call.customer is None:
            return
        checking = progress(call, guarded, self._policy)
        if checking != guarded.checking:
            guarded.checking = checking
            self._discretion.tell(call, news.VerificationTold(call.call_id, self._now(), checking))


def _counted(
    failed_checks: FailedChecks, customer_id: str, own: tuple[UUID, ...]
) -> tuple[Failures, tuple[UUID, ...]]:
    """The record's count, and the entries that it leaves out because this desk counts them itself."""
    try:
        return failed_checks.of(customer_id, within=WITHIN, besides=own), own
    except RecordError as error:
        raise SourceUnavailable(error.sentence) from error
