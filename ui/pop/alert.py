"""The one line of warning on a card: the worst that is known, or that nothing speaks against serving."""

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from screenpop.answers.accounting import Balance, Receivables
from screenpop.answers.credit import Standing
from screenpop.customers import Match
from screenpop.money import Money
from screenpop.sentences import Sentence, say, say_many
from screenpop.trust import Trust
from ui.components.outside import harmless
from ui.pop.call import Call, Filled, Waiting

A = TypeVar("A")


class Level(Enum):
    """How loud the line is."""

    ALARM = "alarm"
    CAUTION = "caution"
    ASK = "ask"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Alert:
    """What the line says."""

    level: Level
    told: Sentence


def worst(call: Call) -> Alert | None:
    """The worst alert; None while nothing is known yet."""
    standing, receivables = _answer(call, Standing), _answer(call, Receivables)
    overdue = _most_overdue(receivables)
    if standing is not None and standing.hold:
        return Alert(Level.ALARM, _hold(standing, overdue))
    if overdue is not None:
        return Alert(Level.ALARM if overdue.oldest_days > 30 else Level.CAUTION, _overdue(overdue))
    if call.caller.trust is Trust.FAILED:
        return Alert(Level.CAUTION, say("The caller's number may be forged"))
    if standing is not None and standing.available is not None and standing.available < 0:
        return Alert(Level.CAUTION, _over_limit(standing))
    if _inactive(call):
        return Alert(Level.CAUTION, say("No longer active"))
    return _quiet(call, standing, receivables)


def _quiet(call: Call, standing: Standing | None, receivables: Receivables | None) -> Alert | None:
    identity = call.identity
    if call.caller.withheld and (identity is None or identity.customer is None):
        return Alert(Level.ASK, say("Ask who is calling"))
    if identity is None:
        return None
    if identity.person is not None and identity.person.prospect:
        return Alert(Level.ASK, say("A prospect, not a customer yet"))
    if identity.match is Match.UNKNOWN and identity.customer is None:
        return Alert(Level.ASK, say("Nobody in the directory has this number"))
    if identity.match is Match.SHARED and identity.customer is None:
        return Alert(
            Level.ASK,
            say_many(
                "{count} person has this number", "{count} people share this number", len(identity.people)
            ),
        )
    if any(isinstance(state, Waiting) for state in call.panels.values()):
        return None
    if standing is not None and receivables is not None:
        return Alert(Level.GOOD, say("Nothing overdue, no hold"))
    if receivables is not None:
        return Alert(Level.GOOD, say("Nothing overdue"))
    return Alert(Level.GOOD, say("No hold")) if standing is not None else None


def _answer(call: Call, kind: type[A]) -> A | None:
    for state in call.panels.values():
        if isinstance(state, Filled) and isinstance(state.answer, kind):
            return state.answer
    return None


def _most_overdue(receivables: Receivables | None) -> Balance | None:
    late = [balance for balance in receivables.balances if balance.overdue > 0] if receivables else []
    return max(late, key=lambda balance: balance.oldest_days, default=None)


def _overdue(balance: Balance) -> Sentence:
    return say_many(
        "Overdue {amount}, {count} day",
        "Overdue {amount}, {count} days",
        balance.oldest_days,
        amount=Money(balance.overdue, balance.currency),
    )


def _hold(standing: Standing, overdue: Balance | None) -> Sentence:
    if overdue is not None:
        return say_many(
            "Credit hold · overdue {amount}, {count} day",
            "Credit hold · overdue {amount}, {count} days",
            overdue.oldest_days,
            amount=Money(overdue.overdue, overdue.currency),
        )
    reason = harmless(standing.hold_reason)
    return say("Credit hold · {reason}", reason=reason) if reason else say("Credit hold")


def _over_limit(standing: Standing) -> Sentence:
    if standing.available is None or standing.currency is None:
        return say("Over the credit limit")
    return say("Over the credit limit by {amount}", amount=Money(-standing.available, standing.currency))


def _inactive(call: Call) -> bool:
    person = call.identity.person if call.identity else None
    return person is not None and not person.active
