"""What an agent wrote is kept as it is or refused: nobody changes it behind their back. Judged without a database."""

import re

from screenpop.errors import NotKept
from screenpop.money import Money
from screenpop.record.entries import Entry, FactLearned, GestureGiven, PromiseMade, WrapUp
from screenpop.sentences import Sentence, say

LONGEST_NOTE = 20_000
_LONGEST_WORD = 200
LONGEST_FACT = 500
LONGEST_PROMISE = 2_000
LONGEST_PRODUCTS = 20_000
_MOST_WORTH = 10**12
UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
"""What no database keeps."""


def refuse_unkeepable(entry: Entry) -> None:
    """Look at what an agent wrote.

    Raises:
        NotKept: It is too long, or holds what no database keeps.
    """
    match entry:
        case WrapUp():
            _refuse(entry.note, say("The note"), LONGEST_NOTE)
            _refuse(entry.reason, say("The reason"), _LONGEST_WORD)
            _refuse(entry.disposition, say("The outcome"), _LONGEST_WORD)
        case FactLearned():
            _refuse(entry.value, say("The answer"), LONGEST_FACT)
        case PromiseMade():
            _refuse(entry.what, say("The promise"), LONGEST_PROMISE)
        case GestureGiven(worth=Money(amount)) if not (amount.is_finite() and abs(amount) < _MOST_WORTH):
            raise NotKept(say("The gesture “{name}” is worth more than can be saved.", name=entry.gesture))
        case _:
            pass


def _refuse(text: str, what: Sentence, longest: int) -> None:
    if len(text) > longest:
        raise NotKept(
            say(
                "{what} has {length} characters; {longest} can be saved. Shorten it, then save again.",
                what=what,
                length=len(text),
                longest=longest,
            )
        )
    if UNKEEPABLE.search(text):
        raise NotKept(
            say("{what} holds a character that cannot be saved. Remove it, then save again.", what=what)
        )
