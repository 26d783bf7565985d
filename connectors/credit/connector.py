"""Credit: what is left of the limit, and what terms may be offered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from connectors.credit.offering import leeway
from connectors.credit.policy import Policy
from connectors.credit.rows import OfferableRow, StandingRow
from connectors.credit.terms import terms_of
from screenpop.answers.credit import Standing
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from screenpop.money import plain
from screenpop.ports.amounts import in_currency
from screenpop.ports.inquiry import Inquiry
from screenpop.ports.source import Source
from screenpop.sentences import say

_NO_TABLE = Policy()


@dataclass(frozen=True, slots=True)
class Credit:
    """Asks whoever keeps the limits. A customer whom they do not know is no answer."""

    source: Source
    today: Callable[[], date]
    deadline: timedelta
    standing: str
    offerable: str | None = None
    policy: Policy = _NO_TABLE
    name: str = "credit"
    agent: str = ""

    def ask(self, customer: Customer, /) -> Standing | None:
        """This customer's limit and terms; see `screenpop.ports.department`."""
        inquiry = Inquiry(self.source, self.name, customer, self.deadline, agent=self.agent, kind="credit")
        inquiry.ahead(self.offerable)
        row = _the_one(inquiry.all("standing", self.standing, StandingRow))
        if row is None:
            return None
        proposals = inquiry.all("offerable", self.offerable, OfferableRow)
        allowed = leeway(row, proposals, self.policy, self.agent, self.today())
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
            may_offer=allowed.may_offer,
            refer_to=allowed.refer_to,
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


def _amount(amount: Decimal | None, currency: str | None) -> Decimal | None:
    return in_currency(amount, currency, question="standing")


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain(number)
