"""What the reader of this window looked at themselves goes on record too, as every look does."""

import threading
from datetime import UTC, datetime

from screenpop.events.acts import Look
from screenpop.ports.exports import Format
from screenpop.ports.record import Record
from screenpop.record.entries import CustomerViewed
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id


class OwnLooks:
    """Keeps them; blocks, and is called in the background before anything is shown or written."""

    def __init__(self, record: Record, agent: str) -> None:
        self._record = record
        self._agent = agent
        self._one_at_a_time = threading.Lock()

    def at_history(self, customer_id: str) -> None:
        """All that happened on a call of this customer is looked at.

        Raises:
            NotKept: It is not on record, and must not be shown.
        """
        self._keep(customer_id, Look.HISTORY, "")

    def taken_out(self, wanted: LogFilter, wanted_format: Format) -> None:
        """Calls are written into a file: of one customer, or of all that fit.

        Raises:
            NotKept: It is not on record, and must not be written.
        """
        self._keep(wanted.customer_id or "", Look.EXPORT, told(wanted, wanted_format))

    def _keep(self, customer_id: str, look: Look, what: str) -> None:
        with self._one_at_a_time:
            self._record.keep(
                CustomerViewed(new_id(), None, datetime.now(UTC), self._agent, customer_id, look, what)
            )


def told(wanted: LogFilter, wanted_format: Format) -> str:
    """What was taken out, for whoever reads the record by any means: "csv: agent=anna, since=2026-11-01T…"."""
    conditions = []
    for name in wanted.__slots__:
        value = getattr(wanted, name)
        if value in (None, False) or value == frozenset():
            continue
        if isinstance(value, frozenset):
            value = "|".join(sorted(value))
        conditions.append(f"{name}={value.isoformat() if isinstance(value, datetime) else value}")
    return f"{wanted_format}: {', '.join(conditions) or 'all'}"
