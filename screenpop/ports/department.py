"""A department that can be asked about a customer."""

from datetime import timedelta
from typing import Protocol

from screenpop.answers.any import Answer
from screenpop.customers import Customer


class Department(Protocol):
    """Somebody who can be asked, and who may take a while to answer.

    `ask` is called on a thread kept for this department, so it may block; the answer is wanted within
    `deadline` and thrown away afterwards.
    """

    @property
    def name(self) -> str:
        """What the settings and the panels call it: accounting, sales."""

    @property
    def deadline(self) -> timedelta:
        """How long the agent waits for it."""

    def ask(self, customer: Customer, /) -> Answer | None:
        """Return the answer, or None if there is nothing to tell of this customer.

        Raises:
            SourceError: The source could not answer.
        """
