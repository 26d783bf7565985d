"""One row of a source says what is right, with a column for each check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from screenpop.customers import Customer
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.rows import MaybeText, read_cell
from screenpop.ports.source import Row, Source
from screenpop.ports.unreadable import missing_column

KEY = "answers"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class AnswersOfSource:
    """Asks one question. What a customer has no answer to is left out: it cannot be asked.

    Attributes:
        question: Binds :customer_id.
        checks: The columns that it must give.
    """

    source: Source
    question: str
    checks: Sequence[str]
    deadline: timedelta

    def of(self, customer: Customer, /) -> Mapping[str, str]:
        """What is right for this customer; see `screenpop.ports.right_answers`."""
        inquiry = Inquiry(self.source, "verification", customer, self.deadline)
        rows = inquiry.rows(self.question, at_most=10)
        if not rows:
            return {}
        given = {name.lower(): value for name, value in rows[0].items()}
        for check in self.checks:
            if check not in given:
                raise missing_column(KEY, check, tuple(given))
        return {check: told for check in self.checks if (told := _text(given, check))}


def _text(row: Row, check: str) -> str | None:
    value = row[check]
    if isinstance(value, datetime) and value == value.replace(hour=0, minute=0, second=0, microsecond=0):
        value = value.date()  # some systems keep a day as the midnight before it
    if isinstance(value, date):
        return value.isoformat()
    told: str | None = read_cell(value, MaybeText, question=KEY, row=1, column=check)
    return told if told is None else told[:_LONGEST]
