"""The one line of warning: the worst that is known of a call, or that nothing speaks against serving."""

from screenpop.answers.accounting import Balance, Receivables
from screenpop.answers.advice import Alert, Level
from screenpop.answers.credit import Standing
from screenpop.customers import Identity, Match
from screenpop.money import Money
from screenpop.rules.situation import Situation
from screenpop.sentences import Sentence, say, say_many
from screenpop.trust import Trust

_ALARMS_AFTER = 30
"""Days overdue."""


def worst(situation: Situation) -> Alert | None:
    """The worst alert; None while nothing is known yet."""
    standing, overdue = situation.answer(Standing), most_overdue(situation)
    if standing is not None and standing.hold:
        return Alert(Level.ALARM, _hold(standing, overdue))
    if overdue is not None:
        return Alert(Level.ALARM if overdue.oldest_days > _ALARMS_AFTER else Level.CAUTION, _overdue(overdue))
    if situation.caller.trust is Trust.FAILED:
        return Alert(Level.CAUTION, say("The caller's number may be forged"))
    if standing is not None and standing.available is not None and standing.available < 0:
        return Alert(Level.CAUTION, _over_limit(standing))
    if situation.person is not None and not situation.person.active:
        return Alert(Level.CAUTION, say("No longer active"))
    return _to_ask(situation) or _nothing_against(situation)


def most_overdue(situation: Situation) -> Balance | None:
    """The balance of which something has been overdue the longest; None if nothing is."""
    receivables = situation.answer(Receivables)
    late = [balance for balance in receivables.balances if balance.overdue > 0] if receivables else []
    return max(late, key=lambda balance: balance.oldest_days, default=None)


def _to_ask(situation: Situation) -> Alert | None:
    identity = situation.identity
    certain = identity is not None and identity.customer is not None
    if situation.caller.withheld and not certain:
        return Alert(Level.ASK, say("Ask who is calling"))
    if identity is None:
        return None
    if situation.person is not None and situation.person.prospect:
        return Alert(Level.ASK, say("A prospect, not a customer yet"))
    return None if certain else _who_of(identity)


def _who_of(identity: Identity) -> Alert | None:
    if identity.match is Match.UNKNOWN:
        return Alert(Level.ASK, say("Nobody in the directory has this number"))
    if identity.match is Match.SHARED:
        count = len(identity.people)
        shared = say_many("{count} person has this number", "{count} people share this number", count)
        return Alert(Level.ASK, shared)
    return None


def _nothing_against(situation: Situation) -> Alert | None:
    if situation.identity is None or situation.waiting:
        return None
    asked_credit = situation.answer(Standing) is not None
    if situation.answer(Receivables) is not None:
        told = say("Nothing overdue, no hold") if asked_credit else say("Nothing overdue")
        return Alert(Level.GOOD, told)
    return Alert(Level.GOOD, say("No hold")) if asked_credit else None


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
    reason = (standing.hold_reason or "").strip()
    return say("Credit hold · {reason}", reason=reason) if reason else say("Credit hold")


def _over_limit(standing: Standing) -> Sentence:
    if standing.available is None or standing.currency is None:
        return say("Over the credit limit")
    return say("Over the credit limit by {amount}", amount=Money(-standing.available, standing.currency))
