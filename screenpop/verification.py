"""What must be asked before a customer's data is shown, and how far that has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

VERIFICATION = "verification"
"""What `AskedAgain` names to have the failures counted, and the right answers asked for, once more."""

Policy = Literal["show", "amounts", "verify"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a caller may be asked.

    Attributes:
        name: What the record calls it.
        ask: How the agent asks for it, in the site's own words.
    """

    name: str
    ask: str


@dataclass(frozen=True, slots=True)
class VerificationPolicy:
    """What a site shows before it is known who is calling.

    Attributes:
        policy: "show" shows everything; "amounts" masks departments; "verify" masks who it is, too.
        needed: So many checks must be right.
        wrong: After so many wrong answers within a day the customer is locked; 0 never locks.
        open: Departments that are shown to everybody who is not locked.
        reveal: The agent may see what is masked all the same, on record.
        finance: Departments of which a contact is not told who may not hear of finance.
        notes: Departments that hold what colleagues noted: what our own record knows is masked as they are.
    """

    policy: Policy = "show"
    checks: tuple[Check, ...] = ()
    needed: int = 2
    wrong: int = 3
    open: frozenset[str] = frozenset()
    reveal: bool = True
    finance: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checking:
    """How far the verification of a caller has come.

    Attributes:
        checks: What may be asked, in the order in which this call asks it; nothing while nobody talks.
        answers: What is right, by the name of the check, where the site has it; of what is asked now and no more.
        needed: So many must be right.
        right, wrong: Which were, by name.
        verified: Enough were right, or the site shows everything.
        locked: Too many were wrong, by any agent: nothing is shown any more until a supervisor has seen to it.
        hidden: The departments whose answers are masked now.
        may_reveal: The agent may see one of them all the same, and that is on record.
        is_who_hidden: Who it is, is masked too.
    """

    checks: tuple[Check, ...] = ()
    needed: int = 0
    right: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    verified: bool = True
    locked: bool = False
    hidden: frozenset[str] = frozenset()
    may_reveal: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    is_who_hidden: bool = False

    @property
    def asked(self) -> tuple[Check, ...]:
        """Those that were answered, and as many more as are needed: nobody reads ahead what might be asked."""
        left = self.needed
        asked: list[Check] = []
        for check in self.checks:
            if check.name in self.wrong:
                asked.append(check)
            elif left:
                asked.append(check)
                left -= 1
        return tuple(asked)

    @property
    def can_be_passed(self) -> bool:
        """Enough checks are left that may turn out right."""
        left = [check for check in self.checks if check.name not in self.wrong]
        return len(left) >= self.needed
