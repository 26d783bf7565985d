"""Finds out all that our own record and the directory know of a customer, on the record's own pool."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from screenpop.desk.recalling import Known
from screenpop.errors import RecordError, SourceError
from screenpop.gestures import Spent
from screenpop.memory import Recollection
from screenpop.ports.directory import Directory
from screenpop.ports.memory import Memory
from screenpop.rules.gestures import Giving, budget_began

log = logging.getLogger(__name__)

T = TypeVar("T")

MEMORY = "our record"


@dataclass(frozen=True, slots=True)
class Recollecting:
    """Whom is asked; what one of them cannot tell, the others do.

    Attributes:
        directory: None if the settings name none.
        givings: The playbook's gestures.
        now: The time, in UTC.
    """

    memory: Memory
    directory: Directory | None
    givings: tuple[Giving, ...]
    now: Callable[[], datetime]

    @property
    def deadline(self) -> timedelta:
        """How long it may take."""
        return self.memory.deadline

    def of(self, customer_id: str) -> Known:
        """All that can be found out."""
        memory, directory = self.memory, self.directory
        return Known(
            offered=_asked(lambda: memory.offered(customer_id)),
            people=_asked(lambda: directory.marketing_of(customer_id)) if directory else None,
            recollection=_asked(lambda: _recollection(memory, customer_id)),
            spent=_asked(lambda: spent_on(self.givings, memory, self.now().astimezone())),
        )


def spent_on(givings: Iterable[Giving], memory: Memory, now: datetime) -> tuple[Spent, ...]:
    """What those of these gestures that have a budget have cost since it began.

    Raises:
        RecordUnavailable: The record cannot be asked.
    """
    limited = [giving.gesture for giving in givings if giving.budget is not None]
    currencies = {gesture.worth.currency if gesture.worth else None for gesture in limited}
    told = {each: memory.spent(budget_began(now), each) for each in currencies}
    return tuple(
        spent
        for gesture in limited
        for spent in told[gesture.worth.currency if gesture.worth else None]
        if spent.gesture == gesture.name
    )


def _recollection(memory: Memory, customer_id: str) -> Recollection:
    noted, facts = memory.noted(customer_id), memory.facts(customer_id)
    return Recollection(noted, facts, promises=memory.promises(customer_id))


def _asked(question: Callable[[], T]) -> T | None:
    try:
        return question()
    except (RecordError, SourceError) as error:
        log.warning("Of a customer nothing can be told by all who know them: %s", error)
        return None
