"""The playbook and the judgement of its rules, as lines for a terminal and as JSON."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from screenpop.commands.asked_card import Asked
from screenpop.commands.call_table import fitting, plain, width
from screenpop.commands.json_lines import answer_as_json
from screenpop.money import Money
from screenpop.rules.conditions import Unmet
from screenpop.rules.measure import with_unit
from screenpop.rules.playbook import Judged, Playbook, Rule, Verdict
from screenpop.sentences import Sentence, say

_WIDEST = 60
_SAYS = say("says")
_WHY = say("why")
_SERVE_FIRST = say("serve first")
_SWITCHED_OFF = say("switched off")
_BUDGET_OF_A_MONTH = say("budget of a month")
_GESTURE = say("gesture")
_CAMPAIGN = say("campaign")


def in_english(value: object) -> str:
    """What a sentence, or a value of one, says on a terminal: amounts with their currency."""
    match value:
        case Sentence():
            values = {name: in_english(each) for name, each in value.values.items()}
            return str(Sentence(value.template, values, value.plural, value.count))
        case Money(amount, currency):
            return f"{amount} {currency}"
    return plain(str(value))


def explained(customer: str, now: datetime, asked: Asked, judged: Judged) -> Iterator[str]:
    """What is said, and each rule: that it fired, or why it did not."""
    winner = judged.winner.saying if judged.winner else None
    yield f"{_name(asked)} ({plain(customer)}), {now:%Y-%m-%d}"
    if winner:
        yield f"{_SAYS}: {in_english(winner.say)}"
        yield f"{_WHY}:  {in_english(winner.why)}"
    else:
        yield str(say("Nothing is said."))
    if judged.serve_first:
        yield f"{_SERVE_FIRST}: {in_english(judged.serve_first)}"
    for department, why in asked.masked.items():
        yield f"{plain(department)}: {in_english(why)}"
    yield ""
    yield from _columns(
        (verdict.rule.name, _outcome(verdict, judged), _because(verdict, asked.masked))
        for verdict in judged.verdicts
    )


def explained_as_json(customer: str, now: datetime, asked: Asked, judged: Judged) -> dict[str, Any]:
    """The same as one object."""
    winner = judged.winner.saying if judged.winner else None
    return {
        "customer": customer,
        "name": _name(asked),
        "at": now.date().isoformat(),
        "says": {
            "rule": winner.rule,
            "say": in_english(winner.say),
            "why": in_english(winner.why),
            "offer": winner.offer.product if winner.offer else None,
            "gesture": winner.gesture.name if winner.gesture else None,
        }
        if winner
        else None,
        "serve_first": in_english(judged.serve_first) if judged.serve_first else None,
        "masked": sorted(asked.masked),
        "failed": {name: str(why) for name, why in asked.failed.items()},
        "rules": [_verdict_as_json(verdict, judged) for verdict in judged.verdicts],
    }


def listed(playbook: Playbook) -> Iterator[str]:
    """All rules in their order, gestures and campaigns."""
    yield from _columns((rule.name, _origin(rule), _when(rule)) for rule in playbook.rules)
    for name in playbook.off:
        yield f"{name}: {_SWITCHED_OFF}"
    for giving in playbook.givings.values():
        gesture = giving.gesture
        worth = f", {in_english(gesture.worth)}" if gesture.worth else ""
        budget = f", {_BUDGET_OF_A_MONTH}: {giving.budget}" if giving.budget is not None else ""
        yield f"{_GESTURE} {gesture.name}: {plain(gesture.label)}{worth}{budget}"
    for campaign in playbook.campaigns:
        since, until = campaign.since or "…", campaign.until or "…"
        yield f"{_CAMPAIGN} {campaign.name}: {plain(campaign.label)}, {since} – {until}"


def listed_as_json(playbook: Playbook) -> Iterator[dict[str, Any]]:
    """The rules alone, an object each."""
    for rule in playbook.rules:
        yield {
            "rule": rule.name,
            "on": True,
            "origin": rule.origin or "shipped",
            "ships": rule.ships,
            "when": [condition.text for condition in rule.when],
            "serves_first": bool(rule.serve_first),
            "sells": rule.sells,
            "offers": rule.offers or None,
            "gesture": rule.gesture or None,
            "campaign": rule.campaign or None,
        }
    for name in playbook.off:
        yield {"rule": name, "on": False}


def _name(asked: Asked) -> str:
    identity = asked.situation.identity
    return plain(identity.customer.name) if identity and identity.customer else "–"


def _outcome(verdict: Verdict, judged: Judged) -> str:
    if verdict is judged.winner:
        return str(say("said"))
    return str(say("fired") if verdict.fired else say("no"))


def _because(verdict: Verdict, masked: Container[str]) -> str:
    if verdict.unmet:
        return f"{verdict.unmet.condition.text}: {_actual(verdict.unmet, masked)}"
    if verdict.because:
        return in_english(verdict.because)
    if verdict.saying:
        return in_english(verdict.saying.say)
    return in_english(verdict.serve_first) if verdict.serve_first else ""


def _actual(unmet: Unmet, masked: Container[str]) -> str:
    if unmet.value is None:
        department = unmet.condition.measure.name.partition(".")[0]
        return str(say("masked") if department in masked else say("not known"))
    return str(say("it is {value}", value=in_english(with_unit(unmet.condition.measure.kind, unmet.value))))


def _verdict_as_json(verdict: Verdict, judged: Judged) -> Mapping[str, Any]:
    unmet = verdict.unmet
    because = in_english(verdict.because) if verdict.because else None
    return {
        "rule": verdict.rule.name,
        "origin": verdict.rule.origin or "shipped",
        "fired": verdict.fired,
        "said": verdict is judged.winner,
        "condition": unmet.condition.text if unmet else None,
        "measure": unmet.condition.measure.name if unmet else None,
        "value": answer_as_json(unmet.value) if unmet else None,
        "because": because,
    }


def _origin(rule: Rule) -> str:
    if not rule.origin:
        return str(say("shipped"))
    if rule.ships:
        return str(say("changed in {file}", file=plain(rule.origin)))
    return plain(rule.origin)


def _when(rule: Rule) -> str:
    conditions = [condition.text for condition in rule.when]
    more = (("campaign", rule.campaign), ("offers", rule.offers), ("gesture", rule.gesture))
    return ", ".join([*conditions, *(f"{key} = {value}" for key, value in more if value)])


def _columns(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max((min(width(row[column]), _WIDEST) for row in cells), default=0) for column in (0, 1)]
    for first, second, third in cells:
        yield f"{fitting(first, widths[0])}  {fitting(second, widths[1])}  {third}".rstrip()
