"""What is held back of a call's customer, and how far the caller is verified."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from screenpop.customers import Person
from screenpop.events import news
from screenpop.rules.masking import Seen, Standing
from screenpop.verification import Checking


@dataclass(slots=True)
class Guarded:
    """One party of one call, as to one customer.

    Attributes:
        party: Who is on the call.
        told: Who it is, as the directory or the agent has it.
        by_hand: Whom the agent found by searching.
        right, wrong: The checks that were answered so.
        failures: Wrong answers that other desks, or this one before it was started, heard; None while nobody has told.
        answers: What is right; None while nobody has told, or nobody can.
        verified: Enough were right.
        locked: Too many were wrong.
        over: The call is wrapped up.
        revealed: What the agent has had shown, on record.
        panels: What each department said last.
        recalled: What our own record said last.
        seen: Who it is, as was announced.
        stand_for: Everybody who was announced shortened while this party was on the call, and whom they stand for.
        masked: What was announced of the departments that are masked.
        notes_shown: What our own record knows was announced as it is.
        checking: What was announced last of the verification.
    """

    party: object
    told: news.CallerIdentified
    by_hand: Person | None = None
    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    failures: int | None = None
    answers: Mapping[str, str] | None = None
    verified: bool = False
    locked: bool = False
    over: bool = False
    revealed: set[str] = field(default_factory=set)
    panels: dict[str, news.PanelFilled | news.PanelFailed] = field(default_factory=dict)
    recalled: news.Recalled | None = None
    seen: Seen | None = None
    stand_for: list[tuple[Person, Person]] = field(default_factory=list)
    masked: dict[str, news.PanelMasked] = field(default_factory=dict)
    notes_shown: bool = False
    checking: Checking | None = None

    @property
    def standing(self) -> Standing:
        """What the rules judge by."""
        return Standing(
            verified=self.verified,
            locked=self.locked,
            over=self.over,
            revealed=frozenset(self.revealed),
            by_hand=self.by_hand,
        )
