"""The learned ranker: LightGBM's LambdaMART, trained on what customers bought in earlier weeks of the same history.

From each of a few mornings in the past it sees what was known then, and what each customer bought in the weeks after:
on their next visit, later, or not at all. Nothing of the weeks that are to be foreseen is ever seen. The same history
gives the same ranker.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import lightgbm
import numpy as np
from numpy.typing import NDArray

from connectors.learning.candidates import Candidates, Known
from connectors.learning.history import History
from connectors.learning.past import DAYS, Numbers, Places, among, lengths, runs
from screenpop.answers.cross_sell import OfferList

_CUSTOMERS = 1_200
"""Of each morning: more make it slower, and hardly better."""

FORMAT = 2
"""Of what rankers look at: one that was trained on other features is not used again."""

_FEWEST = 60
"""Customers with something to learn from."""

_ROUNDS = 60
_ONE_IN = {OfferList.AGAIN: 1, OfferList.FITS: 4}
_PARAMETERS = {
    "objective": "lambdarank",
    "label_gain": [0, 1, 3],
    "lambdarank_truncation_level": 15,
    "learning_rate": 0.1,
    "num_leaves": 15,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one morning teaches: candidates of customers who bought one of them.

    Attributes:
        names: Of the features.
        rows: A candidate each.
        grade: How right it was: 2 on the next visit, 1 later, 0 not.
        groups: How many rows each customer has.
    """

    names: tuple[str, ...]
    rows: NDArray[np.float32]
    grade: NDArray[np.int32]
    groups: Places


class Ranker:
    """Scores candidates of one list."""

    def __init__(self, names: tuple[str, ...], model: lightgbm.Booster) -> None:
        """Take what was trained."""
        self._names = names
        self._model = model

    @classmethod
    def of_text(cls, text: str) -> "Ranker":
        """One that was trained before."""
        model = lightgbm.Booster(model_str=zlib.decompress(b64decode(text)).decode())
        return cls(tuple(model.feature_name()), model)

    @property
    def text(self) -> str:
        """All of it, to be kept until the next comparison."""
        return b64encode(zlib.compress(self._model.model_to_string().encode(), 9)).decode()

    def scores(self, candidates: Candidates) -> Numbers:
        """The higher, the sooner it will be bought."""
        if not len(candidates.customer):
            return np.zeros(0)
        return np.asarray(self._model.predict(candidates.matrix(self._names), num_threads=0))


def lessons_of(known: Known, history: History, days: int) -> Mapping[OfferList, Lesson]:
    """What happened in so many days after a morning, to those who came back.

    Args:
        known: As of that morning.
        history: All lines; those of later days are not looked at.
        days: How long after the morning is looked at.
    """
    past = known.past
    after = history.only((history.day >= past.day) & (history.day < past.day + days) & (history.quantity > 0))
    order = np.argsort(after.customer.astype(np.int64) * DAYS + after.day, kind="stable")
    customer, day = after.customer[order].astype(np.int64), after.day[order]
    first = runs(customer)
    next_visit = np.repeat(day[first], lengths(first, len(customer))) == day
    key = customer * past.products + after.product[order]
    back = np.intersect1d(customer[first], past.everybody)
    some = np.sort(back[np.argsort(_mixed(back), kind="stable")[:_CUSTOMERS]])
    came, soon = np.unique(key), np.unique(key[next_visit])
    taught: dict[OfferList, list[Lesson]] = {each: [] for each in OfferList}
    for few in known.candidates(OfferList, some):
        for offer_list, candidates in few.items():
            pair = candidates.customer * past.products + candidates.product
            grade = among(pair, came).astype(np.int32) + among(pair, soon)
            taught[offer_list].append(_taught(candidates, grade, _ONE_IN[offer_list]))
    return {each: together(lessons) for each, lessons in taught.items() if lessons}


def together(lessons: Sequence[Lesson]) -> Lesson:
    """All of them as one."""
    return Lesson(
        lessons[0].names,
        np.concatenate([each.rows for each in lessons]),
        np.concatenate([each.grade for each in lessons]),
        np.concatenate([each.groups for each in lessons]),
    )


def trained(lessons: Sequence[Lesson]) -> Ranker | None:
    """A ranker; None where there is too little to learn from."""
    if sum(len(each.groups) for each in lessons) < _FEWEST:
        return None
    lesson = together(lessons)
    parameters = _PARAMETERS | {"min_data_in_leaf": max(5, min(40, len(lesson.grade) // 500))}
    data = lightgbm.Dataset(
        lesson.rows,
        lesson.grade,
        group=lesson.groups,
        feature_name=list(lesson.names),
        params=parameters,
    )
    return Ranker(lesson.names, lightgbm.train(parameters, data, _ROUNDS))


def _taught(candidates: Candidates, grade: NDArray[np.int32], one_in: int) -> Lesson:
    telling = _telling(candidates, grade, one_in)
    names, whose = tuple(candidates.features), candidates.customer[telling]
    return Lesson(names, candidates.matrix(names, telling), grade[telling], lengths(runs(whose), len(whose)))


def _telling(candidates: Candidates, grade: NDArray[np.int32], one_in: int) -> Places:
    """The rows of customers who bought a candidate: all that were bought, and one in so many of the others."""
    right = np.bincount(candidates.customer, grade, minlength=1)
    some = _mixed(candidates.customer * 1_000_003 + candidates.product) % np.uint64(one_in) == 0
    return np.flatnonzero((right[candidates.customer] > 0) & ((grade > 0) | some))


def _mixed(values: Places) -> NDArray[np.uint64]:
    """As good as chance, and always the same."""
    mixed = values.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return mixed ^ (mixed >> np.uint64(29))
