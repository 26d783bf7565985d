"""What must have gone before a seat is left: what is saved here is sent, and nothing that goes on is cut off."""

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from screenpop.errors import ConfigurationError, RecordUnavailable
from screenpop.events import news
from screenpop.ports.record import SpoolState
from screenpop.sentences import Sentence, say, say_many

log = logging.getLogger(__name__)

WITHIN = 10.0
"""So long, in seconds, what is saved may take to arrive before that is told."""


class Sends(Protocol):
    """Where this desk keeps entries."""

    def deliver(self, patience: float = 2.0) -> SpoolState:
        """Have what is saved here delivered; returns what still waits after so long."""


class AtHand:
    """What would be disturbed if the agent left now. Hears news on the desk's thread."""

    def __init__(self) -> None:
        self._calls: set[str] = set()
        self._told: news.SpoolTold | None = None
        self._turn = threading.Lock()

    def hear(self, told: news.News) -> None:
        """Follow calls, and what waits."""
        with self._turn:
            if isinstance(told, news.PopOpened) and not told.practice:
                self._calls.add(told.call_id)
            elif isinstance(told, news.PopClosed):
                self._calls.discard(told.call_id)
            elif isinstance(told, news.SpoolTold):
                self._told = told

    @property
    def in_a_call(self) -> bool:
        """A call rings or is talked on."""
        with self._turn:
            return bool(self._calls)

    @property
    def cannot_save(self) -> Sentence | None:
        """Why nothing can be saved on a computer that keeps nothing; None where it can."""
        with self._turn:
            return self._told.trouble if self._told is not None and self._told.on_server else None


def sent(record: Sends | None, patience: float) -> SpoolState:
    """Have what is saved here sent; returns what still waits after so long."""
    try:
        return record.deliver(patience) if record is not None else SpoolState(0, None)
    except RecordUnavailable as error:  # what cannot be read here is kept as it is
        log.warning("%s", error)
        return SpoolState(0, None)


class LeavingWish:
    """Signs out because a command wishes it, where there is nobody to ask.

    Args:
        record: Gives where entries are kept, once that is there.
        at_hand: What goes on.
        leave: The seat is free from now on.
    """

    def __init__(
        self, record: Callable[[], Sends | None], at_hand: AtHand, leave: Callable[[], None]
    ) -> None:
        self._record, self._at_hand, self._leave = record, at_hand, leave

    def fulfil(self, wish: Any) -> Mapping[str, str]:  # whatever came out of JSON
        """A command wants this agent to be signed out; replies with what is left, if anything is.

        Raises:
            ConfigurationError: That would disturb a call, or lose what is not saved.
        """
        if self._at_hand.in_a_call and wish != "in a call":
            raise ConfigurationError(
                say("A call is still on. “screenpop sign-out --in-a-call” signs out all the same.")
            )
        if (trouble := self._at_hand.cannot_save) is not None:
            told = say("This computer keeps nothing, and nothing can be saved now: {reason}", reason=trouble)
            raise ConfigurationError(told)
        left = sent(self._record(), WITHIN)
        self._leave()
        return {"told": str(told_of_left(left))} if left.waiting else {}


def told_of_left(state: SpoolState) -> Sentence:
    """What still waits, for whoever signed out by a command."""
    return say_many(
        "{count} entry has not reached the database; it is kept on this computer and sent at the next sign-in.",
        "{count} entries have not reached the database; they are kept on this computer and sent at the next sign-in.",
        state.waiting,
    )
