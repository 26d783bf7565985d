"""It isn't them: a call, its note and the log move to another customer by a correction, and the number is proposed.

The record keeps what was believed before; the newest word on who called counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from screenpop.customers import Person, Prospect
from screenpop.desk.asking import Asking
from screenpop.desk.call_at_hand import CallAtHand
from screenpop.desk.colleagues import Colleagues
from screenpop.desk.enquiries import DIRECTORY, Enquiries
from screenpop.desk.keeping import ActKept, Keeping
from screenpop.events import acts, news
from screenpop.events.colleagues import ColleagueTold
from screenpop.phone_numbers import PhoneNumber
from screenpop.ports.directory import Directory
from screenpop.record.entries import CallerFound
from screenpop.record.ids import new_id
from screenpop.sentences import Sentence, say
from screenpop.trust import Trust

_NO_CALL = say("There is no call that could be put right.")


@dataclass(frozen=True, slots=True)
class NumberTaken:
    """The directory has taken in that a number is somebody's whom it knows by another one."""

    call_id: str
    number: str


@dataclass(frozen=True, slots=True)
class _Moving:
    """Whom a call moves to, and from whom; an agent may know neither by name.

    Attributes:
        number: What is proposed as theirs; None where there is none, or it may be forged.
    """

    person: Person
    before: str | None
    number: str | None


class Correcting:
    """Puts right who called.

    Args:
        directory: None if the settings name none.
        post: Gets a `NumberTaken` for each number that the directory has taken in.
    """

    def __init__(
        self,
        *,
        directory: Directory | None,
        enquiries: Enquiries,
        colleagues: Colleagues,
        asking: Asking,
        keeping: Keeping,
        post: Callable[[NumberTaken], None],
        announce: Callable[[news.News], None],
        agent: str,
        now: Callable[[], datetime],
    ) -> None:
        self._directory = directory
        self._enquiries = enquiries
        self._colleagues = colleagues
        self._asking = asking
        self._keeping = keeping
        self._post = post
        self._announce = announce
        self._agent = agent
        self._now = now
        self._moving: dict[UUID, _Moving] = {}

    def correct(self, act: acts.CustomerCorrected, person: Person, call: CallAtHand | None) -> None:
        """Have it kept.

        Args:
            act: What the agent did.
            person: Whom they mean, where a card shows them shortened.
            call: The one at hand that the act names, if any is.
        """
        at_hand = call.logged_as if call else None
        logged = act.logged or at_hand
        if logged is None:
            self._refuse(act, _NO_CALL)
            return
        customer = person.customer
        entry = CallerFound(new_id(), logged, self._now(), customer.id, customer.name, person.contact)
        before = call.customer.id if call and call.customer and logged == at_hand else None
        forged = call is not None and call.caller.trust is Trust.FAILED
        self._moving[entry.id] = _Moving(person, before, None if forged else act.number)
        self._keeping.keep_act(act, entry)
        if call and logged == at_hand:
            self._enquiries.correct(call, person)

    def hear(self, kept: ActKept) -> None:
        """The record's word: once it is saved, both customers' cards are told anew, and the number is proposed."""
        act = kept.act
        if not isinstance(act, acts.CustomerCorrected):
            return
        moving = self._moving.pop(kept.asked, None) if kept.asked else None
        if kept.failure or moving is None:
            self._refuse(act, kept.failure or _NO_CALL)
            return
        self._announce(news.Kept(act.call_id, self._now(), act))
        for customer_id in filter(None, (moving.before, moving.person.customer.id)):
            self._colleagues.hear(ColleagueTold(customer_id))
        if moving.number:
            self._propose(act.call_id, moving.number, moving.person)

    def proposed(self, taken: NumberTaken) -> None:
        """The directory has taken in a number: the CRM may be offered it."""
        self._announce(news.NumberProposed(taken.call_id, self._now(), taken.number))

    def _propose(self, call_id: str, number: str, person: Person) -> None:
        directory = self._directory
        if directory is None:
            return
        customer = person.customer
        proposal = Prospect(
            id=new_id(),
            number=number,
            name=person.contact or "",
            company=customer.name,
            note="",
            agent=self._agent,
            at=self._now(),
            customer_id=customer.id,
        )

        def propose() -> None:
            directory.remember(PhoneNumber(number), person)
            if not person.prospect:
                directory.take_in(proposal)
                self._post(NumberTaken(call_id, number))

        self._asking.have_done(DIRECTORY, propose)

    def _refuse(self, act: acts.CustomerCorrected, why: Sentence) -> None:
        self._announce(news.NotKept(act.call_id, self._now(), why, act))
