"""How suggestions fare: by product, method, list and agent, with what is known of each share; and what was given."""

from dataclasses import dataclass
from datetime import date

from screenpop.money import Money
from screenpop.record.agent_figures import Hidden
from screenpop.record.estimates import Estimate
from screenpop.record.span import Span


@dataclass(frozen=True, slots=True)
class Fared:
    """How offers of one product, method, list or agent fared, each of a call as it was told last.

    Attributes:
        name: As the record calls it; "" is a method that nobody knows.
        title: What a product is called, where it was learnt.
        offered: Offered, and not answered.
        share: How many were accepted of those that were made.
    """

    name: str
    title: str | None = None
    offered: int = 0
    accepted: int = 0
    declined: int = 0
    share: Estimate | None = None

    @property
    def made(self) -> int:
        """How many offers were made."""
        return self.offered + self.accepted + self.declined


@dataclass(frozen=True, slots=True)
class Arm:
    """Answered calls whose card suggested something, or would have if its customer were not held out.

    Attributes:
        calls: One for each customer who was on it.
        customers: Who were on them.
        accepting: How many of these accepted an offer on such a call, whoever thought of it.
    """

    calls: int = 0
    customers: int = 0
    accepting: int = 0


@dataclass(frozen=True, slots=True)
class GesturesOfMonth:
    """How often a gesture was given in one month, by the viewer's calendar.

    Attributes:
        month: Its first day.
        worth: What that cost, by currency.
    """

    gesture: str
    month: date
    times: int
    worth: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """All of a span.

    Attributes:
        agent: Whose offers these are; None for everybody's.
        products: Those that were offered most.
        agents: As far as the site shows them; the reader always among them.
        hidden: Why others than the reader are missing, if they are.
        shown: Calls whose card suggested something.
        held_out: Calls whose card would have.
        uplift: By how much larger the share of accepting customers is where something was suggested; None where one
            group has nobody.
    """

    span: Span
    agent: str | None = None
    products: tuple[Fared, ...] = ()
    methods: tuple[Fared, ...] = ()
    lists: tuple[Fared, ...] = ()
    agents: tuple[Fared, ...] = ()
    hidden: Hidden | None = None
    smallest_group: int = 5
    shown: Arm = Arm()
    held_out: Arm = Arm()
    uplift: Estimate | None = None
    gestures: tuple[GesturesOfMonth, ...] = ()
