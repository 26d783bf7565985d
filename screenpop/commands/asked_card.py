"""What a customer's card would be told, without any window or line: the desk itself asks everybody, once."""

import logging
import queue
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from screenpop.answers.cross_sell import Suggestions
from screenpop.answers.sales import Dealings
from screenpop.bootstrap.site import Site
from screenpop.commands.delivering import deliver_first
from screenpop.desk.enquiries import DIRECTORY
from screenpop.desk.recollecting import spent_on
from screenpop.errors import RecordUnavailable, SourceUnavailable
from screenpop.events import acts, news
from screenpop.rules.known import Circumstances
from screenpop.rules.offers import resting
from screenpop.rules.situation import Situation, learn
from screenpop.sentences import Sentence
from screenpop.settings.model import Settings
from screenpop.settings.playbook import playbook_of
from screenpop.trust import Trust

log = logging.getLogger(__name__)

_CARD = "asked"
_NOBODY = news.Caller(None, None, None, withheld=False, internal=False, trust=Trust.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of it.

    Attributes:
        situation: What the card knows.
        circumstances: What its desk knows beside it.
        failed: The departments that did not answer, and why.
        masked: Those whose answers are not shown, and why.
    """

    situation: Situation
    circumstances: Circumstances
    failed: Mapping[str, Sentence]
    masked: Mapping[str, Sentence]


def ask(
    settings: Settings, customer_id: str, *, at: datetime | None = None, reveals: bool = False
) -> Asked | None:
    """Ask the departments and our own record as for a card; that somebody looked is on record.

    Args:
        settings: The desk's.
        customer_id: The directory's number.
        at: As if it were then; now where it is left out. What is asked holds what has happened since all the same.
        reveals: Show what is masked, as an agent may; that is on record, too.

    Returns:
        None if the directory knows no such customer.

    Raises:
        SourceUnavailable: The directory does not answer.
    """
    told: queue.SimpleQueue[news.News] = queue.SimpleQueue()
    now = at or datetime.now().astimezone()
    site = Site(settings, told.put, _log, today=now.date)
    desk = threading.Thread(target=site.desk.run, name="desk", daemon=True)
    desk.start()
    try:
        site.desk.post(acts.CustomerOpened(_CARD, customer_id))
        card = _Card(site, told, reveals=reveals)
        card.fill()
        if site.directory is not None and not card.people:
            return None
        circumstances = _circumstances(settings, site, card.situation, now)
        return Asked(card.situation, circumstances, card.failed, card.masked)
    finally:
        site.desk.stop()
        desk.join(2)
        deliver_first(site.record)
        site.stop()


def _circumstances(settings: Settings, site: Site, situation: Situation, now: datetime) -> Circumstances:
    rest = resting(
        situation.answer(Suggestions),
        situation.recollection.answered,
        situation.answer(Dealings),
        policy=settings.offers.policy,
        now=now,
    )
    spent = None
    with suppress(RecordUnavailable):
        spent = spent_on(playbook_of(settings).givings.values(), site.colleagues.memory, now)
    return Circumstances(resting=rest, spent=spent)


class _Card:
    """One card as it fills.

    Attributes:
        situation: What it knows so far.
        failed, masked: As of `Asked`.
    """

    def __init__(self, site: Site, told: "queue.SimpleQueue[news.News]", *, reveals: bool) -> None:
        self._site = site
        self._told = told
        self._reveals = reveals
        self.situation = Situation(_NOBODY)
        self.failed: dict[str, Sentence] = {}
        self.masked: dict[str, Sentence] = {}
        self._recalled = False

    def fill(self) -> None:
        """Listen until everybody has answered; departments do by their deadline, our own record may not.

        Raises:
            SourceUnavailable: The directory does not answer.
        """
        patience = self._site.colleagues.memory.deadline.total_seconds()
        until: float | None = None
        while until is None or (not self._recalled and time.monotonic() < until):
            with suppress(queue.Empty):
                self._hear(self._told.get(timeout=0.1))
            if until is None and self._all_answered:
                until = time.monotonic() + patience
        while not self._told.empty():
            self._hear(self._told.get())
        if (failure := self.failed.get(DIRECTORY)) is not None:
            raise SourceUnavailable(failure)

    @property
    def _all_answered(self) -> bool:
        identified = self.situation.identity is not None or DIRECTORY in self.failed
        return identified and not self.situation.waiting

    @property
    def people(self) -> bool:
        """Somebody speaks for the customer."""
        identity = self.situation.identity
        return identity is not None and bool(identity.people)

    def _hear(self, about: news.News) -> None:
        match about:
            case news.PanelMasked(department=department, may_reveal=True) if self._reveals:
                self._site.desk.post(acts.RevealWanted(_CARD, department))
                return
            case news.PanelMasked(department=department, why=why):
                self.masked[department] = why
            case news.PanelFailed(department=department, reason=reason):
                self.failed[department] = reason
            case news.Recalled():
                self._recalled = True
        if not isinstance(
            about, news.LineUp | news.LineDown | news.Dialled | news.SpoolTold | news.DayChanged
        ):
            self.situation = learn(self.situation, about)


def _log(problem: Sentence) -> None:
    log.error("%s", problem)
