"""What the log holds to choose from, for filters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogChoices:
    """What stands in the newest calls: agents, queues, our numbers, outcomes, each in order."""

    agents: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    dids: tuple[str, ...] = ()
    dispositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer of the log, as they were called last."""

    customer_id: str
    customer: str
