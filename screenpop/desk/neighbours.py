"""With whom a desk works: everybody on the other side of a port, and what the site's settings say of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from screenpop.events import news
from screenpop.memory import Question
from screenpop.phone_numbers import NumberReader
from screenpop.ports.board import Presence
from screenpop.ports.call_log import CallLog
from screenpop.ports.day import Day
from screenpop.ports.department import Department
from screenpop.ports.directory import Directory
from screenpop.ports.drafts import Drafts
from screenpop.ports.failed_checks import FailedChecks
from screenpop.ports.memory import Memory
from screenpop.ports.record import Record
from screenpop.ports.right_answers import RightAnswers
from screenpop.rules.called import Table
from screenpop.rules.offers import OfferPolicy
from screenpop.rules.playbook import Playbook
from screenpop.verification import VerificationPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What a desk is given.

    Attributes:
        directory: None if the settings name none.
        departments: In the order of the settings.
        record: Keeps what happens.
        reader: The site's.
        agent: Who sits here.
        announce: Hears all news.
        memory: Our own record, asked about customers.
        questions: What the site wants to know of its customers, the most useful first.
        day: What is due; tells who has taken a promise already.
        call_log: Knows the calls that the desk has let go of.
        presence: Where colleagues and supervisors see what this desk does.
        drafts: Keeps what is typed until it is saved.
        hold_notes: The departments whose answers hold what colleagues note.
        know_privacy: The lines that are told who asked not to be known.
        shows_outgoing: Calls out have a card too.
        shows_internal: Colleagues' calls have one.
        called: What the site says of its numbers and queues.
        verification: What the site shows before it is known who is calling.
        failed_checks: Counts the wrong answers that all desks heard.
        right_answers: Knows what is right, where the settings say where it stands.
        playbook: What is said when, and what may be given.
        offers: What becomes of suggestions.
        head_start: How long departments wait at most until a window shows who is calling; not at all without one.
    """

    directory: Directory | None
    departments: Sequence[Department]
    record: Record
    reader: NumberReader
    agent: str
    announce: Callable[[news.News], None]
    memory: Memory | None = None
    questions: Sequence[Question] = ()
    presence: Presence | None = None
    day: Day | None = None
    call_log: CallLog | None = None
    drafts: Drafts | None = None
    hold_notes: Collection[str] = ()
    know_privacy: frozenset[str] = frozenset()
    shows_outgoing: bool = False
    shows_internal: bool = True
    called: Sequence[Table] = ()
    verification: VerificationPolicy = field(default_factory=VerificationPolicy)
    failed_checks: FailedChecks | None = None
    right_answers: RightAnswers | None = None
    playbook: Playbook = field(default_factory=Playbook)
    offers: OfferPolicy = field(default_factory=OfferPolicy)
    head_start: timedelta = timedelta()
