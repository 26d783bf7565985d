"""What the site wants for which call: the meaning of the number that was called, and whether it gets a card."""

from collections.abc import Sequence

from screenpop.called import Called
from screenpop.desk.presenting import read_did
from screenpop.events.calls import Direction, Facts
from screenpop.events.news import Caller
from screenpop.phone_numbers import NumberReader
from screenpop.rules.called import Table, choose, read_tables

_NEVER = "never"


class Showing:
    """Knows which calls get a card.

    Args:
        tables: What the site says of its numbers and queues.
        reader: The site's; it reads these numbers as those of calls.
        outgoing: Calls out get one.
        internal: Colleagues' calls get one.
    """

    def __init__(
        self, tables: Sequence[Table], reader: NumberReader, *, outgoing: bool, internal: bool
    ) -> None:
        self._tables = read_tables(tables, lambda number: read_did(number, reader) or number)
        self._outgoing = outgoing
        self._internal = internal

    def called(self, direction: Direction, did: str | None, facts: Facts) -> Called | None:
        """What the site says of the number or queue that was called; of calls out it says nothing."""
        return choose(self._tables, did, facts.queue) if direction is Direction.IN else None

    def has_card(self, direction: Direction, caller: Caller, called: Called | None) -> bool:
        """Whether such a call gets a card; else it is only recorded."""
        if caller.internal and not self._internal:
            return False
        if direction is Direction.OUT:
            return self._outgoing
        return called is None or called.pop != _NEVER
