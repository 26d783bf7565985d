"""What a simulated caller does to our side: one ring."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ring:
    """A call to be simulated.

    Attributes:
        number: The caller's number; it stays unsaid if `withheld`.
        name: The display name that comes with it.
        did: The number of ours that was dialled; None for the extension itself.
        withheld: The caller asks not to be known.
        transferred_by: The colleague's number who passes the call on.
        practice: It is there to practise with.
    """

    number: str
    name: str | None = None
    did: str | None = None
    withheld: bool = False
    transferred_by: str | None = None
    practice: bool = False
