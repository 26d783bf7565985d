"""Cross-sell: finished suggestions, looked up in what was learnt."""

from dataclasses import dataclass
from datetime import timedelta

from screenpop.answers.cross_sell import Suggestions
from screenpop.customers import Customer
from screenpop.ports.learnt import Learnt


@dataclass(frozen=True, slots=True)
class CrossSell:
    """Answers from what was learnt; asks no source during a call."""

    learnt: Learnt
    deadline: timedelta
    name: str = "cross_sell"

    def ask(self, customer: Customer, /) -> Suggestions:
        """What to offer to this customer; see `screenpop.ports.department`. Sales' lines bear sales' number."""
        return Suggestions(self.learnt.offers(customer.reference("sales")), self.learnt.as_of())
