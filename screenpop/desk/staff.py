"""Who works at a desk: each has one duty, and they are put together here."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from screenpop.desk.acting import Acting
from screenpop.desk.asking import Asking, Reply
from screenpop.desk.calls_at_hand import CallsAtHand
from screenpop.desk.chronicle import Chronicle
from screenpop.desk.colleagues import Colleagues
from screenpop.desk.consulting import Consulting
from screenpop.desk.correcting import Correcting, NumberTaken
from screenpop.desk.crew import Crew
from screenpop.desk.discretion import Discretion
from screenpop.desk.drafting import Drafting
from screenpop.desk.enquiries import DIRECTORY, Enquiries
from screenpop.desk.following import Following
from screenpop.desk.gestures import Gestures, GestureWeighed
from screenpop.desk.head_start import HeadStart
from screenpop.desk.keeping import ActKept, Keeping
from screenpop.desk.lines_at_work import LinesAtWork
from screenpop.desk.looking import Looking
from screenpop.desk.neighbours import Neighbours
from screenpop.desk.newcomers import Newcomers, ProspectTaken
from screenpop.desk.noting import Noting
from screenpop.desk.offering import Offering
from screenpop.desk.presence import OwnPresence
from screenpop.desk.promising import Promising
from screenpop.desk.reception import Reception
from screenpop.desk.recollecting import Recollecting
from screenpop.desk.remembering import Remembering
from screenpop.desk.showing import Showing
from screenpop.desk.suggesting import Suggesting
from screenpop.desk.telling import Telling
from screenpop.desk.verifying import Verifying

Post = Callable[[Reply | ActKept | ProspectTaken | NumberTaken | GestureWeighed], None]


class Staff:
    """All that work on the desk's one thread, and share the calls at hand.

    Args:
        with_whom: The other side of every port.
        post: Leaves a word of another thread on the desk.
        clock: Seconds that only grow.
        now: The time, in UTC.
        new_crew: Makes the crew of a name, with so many threads.
    """

    def __init__(
        self,
        with_whom: Neighbours,
        *,
        post: Post,
        clock: Callable[[], float],
        now: Callable[[], datetime],
        new_crew: Callable[[str, int], Crew],
    ) -> None:
        agent, directory, announce = with_whom.agent, with_whom.directory, with_whom.announce
        self.at_hand = CallsAtHand()
        self.lines = LinesAtWork(with_whom.know_privacy)
        self.asking = Asking(post, clock, lambda name: new_crew(name, 2))
        record_crew = new_crew("record", 1)
        self.keeping = Keeping(with_whom.record, record_crew, post)
        self.verifying = self._verifying(with_whom, now, clock)
        offering = Offering(self.verifying.tell, with_whom.offers, now)
        tell = offering.tell
        self.chronicle = Chronicle(self.keeping, tell, agent)
        self.consulting = Consulting(
            with_whom.departments,
            hold_notes=with_whom.hold_notes,
            asking=self.asking,
            tell=tell,
            now=now,
            clock=clock,
        )
        self.remembering = Remembering(
            _recollecting(with_whom, now),
            with_whom.questions,
            asking=self.asking,
            tell=tell,
            heard=offering.settle,
            now=now,
        )
        self.enquiries = Enquiries(
            directory=directory,
            consulting=self.consulting,
            remembering=self.remembering,
            asking=self.asking,
            keeping=self.keeping,
            verifying=self.verifying,
            head_start=HeadStart(with_whom.head_start, clock),
            agent=agent,
            tell=tell,
            now=now,
            clock=clock,
        )
        self.reception = self._receiving(with_whom, clock)
        self.colleagues = Colleagues(
            at_hand=self.at_hand,
            remembering=self.remembering,
            consulting=self.consulting,
            verifying=self.verifying,
            clock=clock,
        )
        self.promising = Promising(
            keeping=self.keeping,
            day=with_whom.day,
            call_log=with_whom.call_log,
            announce=announce,
            agent=agent,
            now=now,
        )
        self.acting = Acting(
            at_hand=self.at_hand,
            enquiries=self.enquiries,
            newcomers=Newcomers(directory, DIRECTORY, asking=self.asking, agent=agent, post=post, now=now),
            noting=Noting(
                keeping=self.keeping,
                remembering=self.remembering,
                new_gestures=partial(
                    Gestures,
                    with_whom.playbook.givings,
                    with_whom.memory,
                    asking=self.asking,
                    keeping=self.keeping,
                    post=post,
                    agent=agent,
                    now=now,
                ),
                drafting=Drafting(with_whom.drafts, record_crew, now),
                announce=announce,
                agent=agent,
                now=now,
            ),
            verifying=self.verifying,
            promising=self.promising,
            looking=Looking(
                at_hand=self.at_hand, enquiries=self.enquiries, reader=with_whom.reader, clock=clock, now=now
            ),
            correcting=Correcting(
                directory=directory,
                enquiries=self.enquiries,
                colleagues=self.colleagues,
                asking=self.asking,
                keeping=self.keeping,
                post=post,
                announce=announce,
                agent=agent,
                now=now,
            ),
            colleagues=self.colleagues,
            announce=announce,
            now=now,
        )
        self.presence = OwnPresence(with_whom.presence, at_hand=self.at_hand, lines=self.lines, clock=clock)

    def _verifying(
        self, with_whom: Neighbours, now: Callable[[], datetime], clock: Callable[[], float]
    ) -> Verifying:
        policy, announce = with_whom.verification, with_whom.announce
        suggesting = Suggesting(
            with_whom.offers, asking=self.asking, keeping=self.keeping, agent=with_whom.agent, now=now
        )
        return Verifying(
            policy=policy,
            discretion=Discretion(Telling(announce, with_whom.playbook, suggesting, now).tell, policy, now),
            failed_checks=with_whom.failed_checks,
            right_answers=with_whom.right_answers,
            keeping=self.keeping,
            asking=self.asking,
            announce=announce,
            agent=with_whom.agent,
            now=now,
            clock=clock,
        )

    def _receiving(self, with_whom: Neighbours, clock: Callable[[], float]) -> Reception:
        showing = Showing(
            with_whom.called,
            with_whom.reader,
            outgoing=with_whom.shows_outgoing,
            internal=with_whom.shows_internal,
        )
        following = Following(
            enquiries=self.enquiries,
            chronicle=self.chronicle,
            reader=with_whom.reader,
            clock=clock,
            lines=self.lines,
            showing=showing,
        )
        return Reception(
            at_hand=self.at_hand,
            following=following,
            enquiries=self.enquiries,
            chronicle=self.chronicle,
            reader=with_whom.reader,
            clock=clock,
            lines=self.lines,
            showing=showing,
        )


def _recollecting(with_whom: Neighbours, now: Callable[[], datetime]) -> Recollecting | None:
    memory, givings = with_whom.memory, tuple(with_whom.playbook.givings.values())
    return Recollecting(memory, with_whom.directory, givings, now) if memory else None
