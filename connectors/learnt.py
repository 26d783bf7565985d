"""What `screenpop learn` found out: finished suggestions for each customer, in one small file.

Learning writes the file anew and puts it in the old one's place; everybody else only reads it. A reader opens it
for each question, so that it sees a new file at once and never holds up its replacement.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.errors import SourceUnavailable
from screenpop.sentences import Sentence, say

LEARNT_FILE = "learnt.db"
"""Its name in the data folder."""

_TABLES = """
create table about (as_of text not null, report text not null);
create table products (product text primary key, name text not null) without rowid;
create table offers (
    customer text not null, list text not null, place integer not null, product text not null, score real not null,
    reason text not null, primary key (customer, list, place)) without rowid;
"""
_OFFERS = """
select customer, list, product, coalesce(name, product), score, reason
from offers left join products using (product) where customer = ? order by list, place"""
_EVERYBODY = """
select customer, list, product, coalesce(name, product), score, reason
from offers left join products using (product) order by customer, list, place"""


@dataclass(frozen=True, slots=True)
class Learnt:
    """The file; it need not be there. Safe to ask from several threads at once."""

    path: Path

    def offers(self, customer: str) -> tuple[Offer, ...]:
        """What to offer, best first within each list; nothing before anything was learnt.

        Args:
            customer: The sales source's number for the customer.

        Raises:
            SourceUnavailable: The file is there and cannot be read.
        """
        return tuple(map(_offer, self._rows(_OFFERS, customer)))

    def everybody(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        """Everybody about whom something was learnt, with what to offer."""
        for customer, rows in groupby(self._rows(_EVERYBODY), key=itemgetter(0)):
            yield customer, tuple(map(_offer, rows))

    def as_of(self) -> date | None:
        """Only days before this one counted; None before anything was learnt."""
        return next((date.fromisoformat(row[0]) for row in self._rows("select as_of from about")), None)

    def _rows(self, question: str, *values: str) -> Sequence[tuple[Any, ...]]:
        if not self.path.exists():
            return ()
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as file:
                return file.execute(question, values).fetchall()
        except sqlite3.Error as error:
            raise SourceUnavailable(
                say("What was learnt cannot be read; “screenpop learn” makes it anew.")
            ) from error


def _offer(row: tuple[Any, ...]) -> Offer:
    _, offer_list, product, name, score, reason = row
    return Offer(OfferList(offer_list), product, name, score, sentence_of(json.loads(reason)))


def write_learnt(path: Path, as_of: date, report: str, offers: Iterable[tuple[str, Sequence[Offer]]]) -> None:
    """Put a new file in the old one's place; a failure leaves the old one as it was.

    Args:
        path: The file.
        as_of: Only days before this one counted.
        report: How good it is, as JSON.
        offers: For each customer, best first within each list; each customer once.
    """
    names: dict[str, str] = {}
    with _fresh(path) as file:
        file.executescript(_TABLES)
        file.execute("begin")
        file.execute("insert into about values (?, ?)", (as_of.isoformat(), report))
        file.executemany("insert into offers values (?, ?, ?, ?, ?, ?)", _rows(offers, names))
        file.executemany("insert into products values (?, ?)", names.items())
        file.execute("commit")


@contextmanager
def _fresh(path: Path) -> Iterator[sqlite3.Connection]:
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(beside, isolation_level=None)) as file:
            file.execute("pragma journal_mode = off")
            yield file
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _rows(
    offers: Iterable[tuple[str, Sequence[Offer]]], names: dict[str, str]
) -> Iterator[tuple[object, ...]]:
    encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
    for customer, suggested in offers:
        places = dict.fromkeys(OfferList, 0)
        for offer in suggested:
            places[offer.list] += 1
            names[offer.product] = offer.name
            reason = encoder.encode(as_plain(offer.reason))
            yield customer, offer.list.value, places[offer.list], offer.product, offer.score, reason


def as_plain(value: object) -> object:
    """A sentence, or a value of one, as JSON can hold it."""
    if not isinstance(value, Sentence):
        return value
    plain: dict[str, object] = {"say": value.template}
    if value.values:
        plain["values"] = {name: as_plain(each) for name, each in value.values.items()}
    if value.plural is not None:
        plain |= {"many": value.plural, "count": value.count}
    return plain


def sentence_of(plain: dict[str, Any]) -> Sentence:
    """The sentence that `as_plain` was given."""
    values = {
        name: sentence_of(each) if isinstance(each, dict) else each
        for name, each in plain.get("values", {}).items()
    }
    return Sentence(plain["say"], values, plain.get("many"), plain.get("count"))
