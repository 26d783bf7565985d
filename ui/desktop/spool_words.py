"""What the reader should know of entries that are saved here and have not reached the database."""

from collections.abc import Sequence

from screenpop.events.news import SpoolTold
from screenpop.sentences import Sentence, say, say_many


def told_of_spool(told: SpoolTold) -> Sequence[Sentence]:
    """Nothing while all goes well: entries are on their way for a moment only."""
    sentences = []
    if told.trouble is not None:
        sentences.append(_waits(told, told.trouble))
    if told.set_aside:
        sentences.append(
            say_many(
                "The database refuses {count} entry that is saved here; tell your administrator.",
                "The database refuses {count} entries that are saved here; tell your administrator.",
                told.set_aside,
            )
        )
    return sentences


def _waits(told: SpoolTold, trouble: Sentence) -> Sentence:
    if told.on_server:
        return say("Notes cannot be saved now: this computer saves on the server. {reason}", reason=trouble)
    if told.oldest is None or not told.waiting:
        return trouble
    return say_many(
        "{count} entry is saved here and waits for the database since {since}: {reason}",
        "{count} entries are saved here and wait for the database since {since}: {reason}",
        told.waiting,
        since=told.oldest,
        reason=trouble,
    )
