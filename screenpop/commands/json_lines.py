"""News, answers and people as JSON: the shapes that other programs rely on.

Amounts and quantities are strings, dates ISO 8601, points in time UTC with microseconds and `+00:00`.
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from screenpop.answers.credit import Standing
from screenpop.answers.value import Relationship
from screenpop.called import Called
from screenpop.customers import Person
from screenpop.events import news
from screenpop.events.calls import Direction, Facts
from screenpop.sentences import Sentence

_ANSWERS_WITH_NONE: Mapping[str, type[Standing | Relationship]] = {"credit": Standing, "value": Relationship}
"""Departments that may know nothing of a customer, and what they answer else."""


def as_line(value: Mapping[str, Any]) -> str:
    """One object on one line, readable in any script."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def time_as_json(at: datetime) -> str:
    """2026-11-21T08:15:00.000000+00:00."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def person_as_json(person: Person) -> dict[str, Any]:
    """One of the people a number may belong to."""
    return {
        "id": person.customer.id,
        "name": person.customer.name,
        "contact": person.contact,
        "active": person.active,
        "internal": person.internal,
        **({"prospect": True} if person.prospect else {}),
    }


def answer_as_json(value: Any) -> Any:
    """A department's answer, or any part of one."""
    match value:
        case Sentence():
            return str(value)
        case Enum():
            return value.value
        case Decimal():
            return format(value, "f")
        case datetime():
            return time_as_json(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [answer_as_json(each) for each in value]
        case Mapping():
            return {str(key): answer_as_json(each) for key, each in value.items()}
        case _ if dataclasses.is_dataclass(value):
            return {
                field.metadata.get("name", field.name): answer_as_json(getattr(value, field.name))
                for field in dataclasses.fields(value)
                if _is_told(field, getattr(value, field.name))
            }
    return value


def news_as_json(told: news.News) -> dict[str, Any] | None:
    """One piece of news as `screenpop watch` prints it; None for what is only for windows."""
    fields = _fields(told)
    if fields is None or isinstance(told, news.Dialled | news.SpoolTold | news.DayChanged):
        return None
    name, rest = fields
    if isinstance(told, news.LineUp | news.LineDown):
        return {"news": name, "at": time_as_json(told.at), **rest}
    return {"news": name, "call_id": told.call_id, "at": time_as_json(told.at), **rest}


def _fields(told: news.News) -> tuple[str, dict[str, Any]] | None:
    match told:
        case news.PopOpened():
            outgoing = {"direction": told.direction.value} if told.direction is Direction.OUT else {}
            by = {"transferred_by": told.transferred_by} if told.transferred_by else {}
            practice = {"practice": True} if told.practice else {}
            return "pop_opened", {**_presented(told), **by, **outgoing, **practice}
        case news.PartyChanged():
            return "party_changed", {**_presented(told), "transferred_by": told.transferred_by}
        case news.CallerIdentified(identity=identity):
            people = [person_as_json(person) for person in identity.people]
            return "caller_identified", {"match": identity.match.value, "customers": people}
        case news.PanelFilled(department=department, answer=answer, took_ms=took_ms, told_at=told_at):
            told_json = _of_nobody(department) if answer is None else answer_as_json(answer)
            filled = {"department": department, "answer": told_json, "took_ms": took_ms}
            return "panel_filled", {**filled, **_if_known("told_at", told_at)}
        case news.PanelFailed(department=department, reason=reason, took_ms=took_ms, since=since):
            failed = {"department": department, "reason": str(reason), "took_ms": took_ms}
            return "panel_failed", {**failed, **_if_known("since", since)}
        case news.PanelMasked(department=department):
            return "panel_masked", {"department": department}
        case news.CallAnswered():
            return "call_answered", {}
        case news.CallUpdated(did=did, name=name, facts=facts):
            late = {"queue": facts.queue, "did": did, "name": name}
            told_late = {key: value for key, value in late.items() if value is not None}
            return "call_updated", {**told_late, **_more_facts(facts), **_meaning(told.called)}
        case news.PopClosed(ending=ending):
            return "pop_closed", {"ending": ending.value}
        case news.LineUp(line=line):
            return "line_up", {"line": line, "reason": None}
        case news.LineDown(line=line, reason=reason):
            return "line_down", {"line": line, "reason": str(reason)}
    return None


def _if_known(name: str, at: datetime | None) -> dict[str, str]:
    return {} if at is None else {name: time_as_json(at)}


def _of_nobody(department: str) -> dict[str, Any]:
    """The answer of a department that knows nothing of the customer: its fields, and nothing in them."""
    answer = _ANSWERS_WITH_NONE.get(department)
    return (
        dict.fromkeys(field.name for field in dataclasses.fields(answer) if _is_told(field)) if answer else {}
    )


def _is_told(field: dataclasses.Field[Any], value: object = None) -> bool:
    """What ranked an offer is for figures alone; what need not be there is told where it says something."""
    match field.metadata.get("told", "always"):
        case "never":
            return False
        case "if_known":
            return value not in (None, False)
    return True


def _presented(told: news.PopOpened | news.PartyChanged) -> dict[str, Any]:
    caller = told.caller
    return {
        "number": caller.number,
        "presented": caller.presented,
        "name": caller.name,
        "withheld": caller.withheld,
        "internal": caller.internal,
        "did": told.did,
        "queue": told.facts.queue,
        "trust": caller.trust.value,
        **_more_facts(told.facts),
        **_meaning(told.called),
    }


def _meaning(called: Called | None) -> dict[str, str]:
    """What the site calls the number that was called."""
    return {"called": called.label} if called and called.label else {}


def _more_facts(facts: Facts) -> dict[str, Any]:
    """What few PBXs tell; only what is known."""
    waited = None if facts.waited is None else facts.waited.total_seconds()
    told = {"brand": facts.brand, "waited": waited, "keyed": facts.keyed}
    return {key: value for key, value in told.items() if value is not None}
