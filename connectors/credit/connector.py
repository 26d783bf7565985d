"""Credit: what is left of the limit, and what terms may be offered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from connectors.credit.rows import OfferableRow, StandingRow
from connectors.credit.terms import terms_of
from screenpop.answers.credit import Offerable, Standing
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from screenpop.money import plain, rounded
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.source import Source
from screenpop.sentences import say


@dataclass(frozen=True, slots=True)
class Credit:
    """Asks whoever keeps the limits. A customer whom they do not know is no answer."""

    source: Source
    today: Callable[[], date]
    deadline: timedelta
    standing: str
    offerable: str | None = None
    name: str = "credit"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Standing | None:
        """This customer's limit and terms; see `screenpop.ports.department`."""
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="credit")
        row = _the_one(inquiry.all("standing", self.standing, StandingRow))
        if row is None:
            return None
        rows = inquiry.all("offerable", self.offerable, OfferableRow)
        may_offer = _best(rows, self.today())
        refer_to = next((row.refer_to for row in rows if row.refer_to), None)
        limit, exposure = _amount(row.credit_limit, row.currency), _amount(row.exposure, row.currency)
        return Standing(
            limit=limit,
            exposure=exposure,
            available=None if limit is None or exposure is None else limit - exposure,
            hold=row.hold,
            currency=row.currency,
            hold_reason=row.hold_reason if row.hold else None,
            hold_since=row.hold_since if row.hold else None,
            net_days=row.net_days,
            discount=_plain(row.discount),
            discount_days=row.discount_days,
            terms=terms_of(row.net_days, row.discount, row.discount_days) or row.terms,
            may_offer=may_offer,
            refer_to=None if may_offer else refer_to,
        )


def _the_one(rows: list[StandingRow]) -> StandingRow | None:
    """The customer's row; of several that differ none is the right one to tell an agent."""
    if len(set(rows)) > 1:
        raise UnreadableAnswer(
            say(
                "“{question}” must give one row a customer; it gives {rows} that differ.",
                question="standing",
                rows=len(set(rows)),
            )
        )
    return rows[0] if rows else None


def _best(rows: Iterable[OfferableRow], today: date) -> Offerable | None:
    """The first terms that are still good today."""
    for row in rows:
        if row.terms and (row.until is None or row.until >= today):
            return Offerable(row.terms, _plain(row.discount), row.until, row.reason)
    return None


def _amount(amount: Decimal | None, currency: str | None) -> Decimal | None:
    if amount is None:
        return None
    if currency is None:
        raise UnreadableAnswer(
            say(
                "“{question}”, row {row}: the column “{column}” is empty.",
                question="standing",
                row=1,
                column="currency",
            )
        )
    return rounded(amount, currency)


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain(number)
