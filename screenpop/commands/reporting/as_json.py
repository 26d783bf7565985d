"""A report for other programs."""

import json
from collections.abc import Mapping
from typing import Any

from screenpop.commands.json_lines import time_as_json
from screenpop.commands.reporting.report import Report
from screenpop.record.agent_figures import AgentFigures
from screenpop.record.figures import Counts, Figures, OfferCounts, Spread
from screenpop.record.rows import LoggedCall


def report_as_json(report: Report) -> str:
    """One object; times in seconds, moments in UTC."""
    told = {
        "made_at": time_as_json(report.made_at),
        "from": report.figures.span.first.isoformat(),
        "to": report.figures.span.last.isoformat(),
        **_figures(report.figures),
        "before": _figures(report.before),
        "not_called_back": [_call(call) for call in report.waiting],
        "more_not_called_back": report.more_waiting,
        "people": [_person(each) for each in report.people.people],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _figures(figures: Figures) -> Mapping[str, Any]:
    return {
        "calls": _counts(figures.counts),
        "by_day": {day.isoformat(): _counts(counts) for day, counts in sorted(figures.by_day.items())},
        "by_weekday_and_hour": [
            {"weekday": weekday, "hour": hour, "calls": calls}
            for (weekday, hour), calls in sorted(figures.by_hour.items())
        ],
        "time_to_answer": _spread(figures.answer),
        "talk": _spread(figures.talk),
        "wrap_up": _spread(figures.wrap_up),
        "dispositions": dict(figures.dispositions),
        "repeat_callers": figures.repeats.callers,
        "repeat_calls": figures.repeats.calls,
        "offers": [_offers(each) for each in figures.offers],
        "outgoing": figures.outgoing.calls,
        "outgoing_reached": figures.outgoing.reached,
    }


def _counts(counts: Counts) -> Mapping[str, int]:
    return {
        "total": counts.total,
        "answered": counts.answered,
        "answered_elsewhere": counts.elsewhere,
        "missed": counts.missed,
        "lost": counts.lost,
    }


def _spread(spread: Spread) -> Mapping[str, Any]:
    median, most = spread.median, spread.nine_of_ten
    return {
        "calls": spread.count,
        "median": median and median.total_seconds(),
        "nine_of_ten": most and most.total_seconds(),
    }


def _offers(counts: OfferCounts) -> Mapping[str, Any]:
    return {
        "list": counts.list,
        "made": counts.made,
        "accepted": counts.accepted,
        "declined": counts.declined,
    }


def _person(person: AgentFigures) -> Mapping[str, Any]:
    return {
        "agent": person.agent,
        "rang": person.rang,
        "answered": person.answered,
        "talk": _spread(person.talk),
        "wrap_up": _spread(person.wrap_up),
        "offers": person.offers and _offers(person.offers),
    }


def _call(call: LoggedCall) -> Mapping[str, Any]:
    return {
        "call_id": call.call_id,
        "offered_at": time_as_json(call.offered_at),
        "number": call.number or call.presented,
        "customer": call.customer,
        "contact": call.contact or call.name,
        "queue": call.queue,
    }
