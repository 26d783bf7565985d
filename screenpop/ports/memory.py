"""How the desk asks our own record about a customer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from screenpop.gestures import Given, Spent
from screenpop.memory import Answered, Fact, Noted
from screenpop.permission import Permission
from screenpop.promises import Promised


@dataclass(frozen=True, slots=True)
class Offered:
    """What was offered and given to a customer, and what they allow; each the newest first.

    Attributes:
        answered: How offers of the last 200 days fared, each product as it was told last.
        given: Every gesture.
        permissions: Each contact and channel as it was said last.
    """

    answered: tuple[Answered, ...] = ()
    given: tuple[Given, ...] = ()
    permissions: tuple[Permission, ...] = ()


class Memory(Protocol):
    """What agents wrote down and learnt. Blocks; called on a pool of its own.

    Attributes:
        deadline: How long an answer may take.
    """

    deadline: timedelta

    def noted(self, customer_id: str, *, at_most: int = 20) -> tuple[Noted, ...]:
        """What was noted of this customer by anybody, the newest first, with what colleagues are writing now.

        Raises:
            RecordUnavailable: It cannot be asked.
        """

    def promises(self, customer_id: str) -> tuple[Promised, ...]:
        """What is still owed to this customer, the most urgent first.

        Raises:
            RecordUnavailable: It cannot be asked.
        """

    def offered(self, customer_id: str) -> Offered:
        """What was offered and given to this customer, and what they allow, with what is not delivered yet.

        Raises:
            RecordUnavailable: It cannot be asked, and nothing of this customer is known here.
        """

    def spent(self, since: datetime, currency: str | None = None) -> tuple[Spent, ...]:
        """What gestures have cost since then, all agents together.

        Args:
            since: When the budget's span began.
            currency: What was worth something in another one counts as given, and adds nothing; None adds up all.

        Raises:
            RecordUnavailable: It cannot be asked.
        """

    def facts(self, customer_id: str) -> tuple[Fact, ...]:
        """What is known of this customer, each fact as it was told last; "" was taken back, or asked for in vain.

        Raises:
            RecordUnavailable: It cannot be asked.
        """
