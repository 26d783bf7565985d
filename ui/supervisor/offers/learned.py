"""What `screenpop learn` last reported, read from its JSON; what is missing is not told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a method was in the company's own last weeks.

    Attributes:
        hit: The share of customers who bought one of its first five.
        recall: What part of what they bought was among its ten.
        ndcg: The same, the higher up the better; 1 is perfect.
    """

    method: str
    hit: float
    recall: float
    ndcg: float
    customers: int


@dataclass(frozen=True, slots=True)
class LearnedList:
    """One list: what fills it, and what was measured of what could."""

    name: str
    chosen: str
    methods: tuple[Quality, ...] = ()

    @property
    def quality(self) -> Quality | None:
        """Of the method that was chosen, where it was measured."""
        return next((each for each in self.methods if each.method == self.chosen), None)


@dataclass(frozen=True, slots=True)
class Learned:
    """All of it; only days before `at` counted."""

    at: date | None
    customers: int | None
    products: int | None
    lists: tuple[LearnedList, ...]


def learned(report: str | None) -> Learned | None:
    """Read the report; None where there is none, or nothing of it can be read."""
    try:
        told = json.loads(report or "null")
        return _learned(told) if isinstance(told, Mapping) else None
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _learned(told: Mapping[str, Any]) -> Learned:
    at = told.get("at")
    lists = tuple(
        LearnedList(name, str(each.get("chosen", "")), _methods(each.get("methods") or {}))
        for name, each in (told.get("lists") or {}).items()
    )
    return Learned(
        date.fromisoformat(at) if at else None,
        told.get("customers"),
        told.get("products"),
        lists,
    )


def _methods(told: Mapping[str, Any]) -> tuple[Quality, ...]:
    return tuple(
        Quality(
            name,
            float(each["hit@5"]),
            float(each["recall@10"]),
            float(each["ndcg@10"]),
            int(each["customers"]),
        )
        for name, each in told.items()
        if each
    )
