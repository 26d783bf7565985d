"""What `screenpop learn` found out, in one small file: for a desk, or a team, whose record is a file too.

Learning writes the file anew and puts it in the old one's place; everybody else only reads it. A reader opens it
for each question, so that it sees a new file at once and never holds up its replacement.
"""

import json
import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.answers.value import Trend
from screenpop.errors import RecordUnavailable, SourceUnavailable
from screenpop.ports.learnt import Findings, Score, Worth
from screenpop.sentences import Sentence, as_plain, say, sentence_of

LEARNT_FILE = "learnt.db"
"""Its name in the data folder."""

_EDITION = 2
_TABLES = f"""
pragma user_version = {_EDITION};
create table about (as_of text not null, report text not null);
create table products (product text primary key, name text not null, category text) without rowid;
create table offers (
    customer text not null, list text not null, place integer not null, product text not null, score real not null,
    reason text not null, method text not null, primary key (customer, list, place)) without rowid;
create table worth (
    customer text primary key, segment text not null, since text not null, trend text, leaving integer not null,
    important integer not null, why text not null) without rowid;
create table scores (
    customer text primary key, segment text not null, recency integer not null, frequency integer not null,
    monetary integer not null, alive real, purchases real, value real, currency text) without rowid;
create table pairs (
    product text not null, partner text not null, share real not null, customers integer not null,
    closeness real not null, primary key (product, partner)) without rowid;
create table rhythms (
    customer text not null, product text not null, times integer not null, gap real, last text not null,
    usual real not null, primary key (customer, product)) without rowid;
"""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OFFER = """select customer, list, product, name, score, reason, method, category
            from offers join products using (product)"""
_OFFERS = f"{_OFFER} where customer = ? order by list, place"
_EVERYBODY = f"{_OFFER} order by customer, list, place"
_NAMES = "select product, name from products where product in (select value from json_each(?))"
_WORTH = "select segment, since, trend, leaving, important, why from worth where customer = ?"
_SCORES = """select customer, segment, recency, frequency, monetary, alive, purchases, value, currency
             from scores order by value desc nulls last, purchases desc, customer"""


@dataclass(frozen=True, slots=True)
class LearntFile:
    """The file; it need not be there. Reads and writes as `screenpop.ports.learnt` says."""

    path: Path

    def offers(self, customer: str) -> tuple[Offer, ...]:
        """What to offer, best first within each list; nothing before anything was learnt."""
        return tuple(map(_offer, self._rows(_OFFERS, customer)))

    def worth(self, customer: str) -> Worth | None:
        """What everybody may know of a customer's value."""
        return next(map(_worth, self._rows(_WORTH, customer)), None)

    def as_of(self) -> date | None:
        """Only days before this one counted; None before anything was learnt."""
        return next((date.fromisoformat(row[0]) for row in self._rows("select as_of from about")), None)

    def report(self) -> str | None:
        """What was learnt and how good it is, as JSON."""
        return next((row[0] for row in self._rows("select report from about")), None)

    def everybody(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        """Everybody about whom something was learnt, with what to offer."""
        for customer, rows in groupby(self._rows(_EVERYBODY), key=itemgetter(0)):
            yield customer, tuple(map(_offer, rows))

    def scores(self) -> Iterator[Score]:
        """Everybody's scores, the most valuable first. Whoever can read the file can read them."""
        return (Score(*row) for row in self._rows(_SCORES))

    def names(self, products: Collection[str]) -> Mapping[str, str]:
        """What these products are called, of those that were learnt."""
        return dict(self._rows(_NAMES, json.dumps(list(products))))

    def replace(self, findings: Findings) -> None:
        """Put a new file in the old one's place; a failure leaves the old one as it was."""
        try:
            with _fresh(self.path) as file:
                _write(file, findings)
        except (sqlite3.Error, OSError) as error:
            raise RecordUnavailable(
                say(
                    "What was learnt cannot be kept in {folder}: {why}.",
                    folder=self.path.parent,
                    why=str(error),
                )
            ) from error

    def _rows(self, question: str, *values: str) -> Iterator[tuple[Any, ...]]:
        """The answer's rows; none in a file that another version wrote, which is as good as none."""
        if not self.path.exists():
            return
        try:
            with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as file:
                if file.execute("pragma user_version").fetchone() == (_EDITION,):
                    yield from file.execute(question, values)
        except sqlite3.Error as error:
            raise SourceUnavailable(
                say("What was learnt cannot be read; “screenpop learn” makes it anew.")
            ) from error


def _offer(row: tuple[Any, ...]) -> Offer:
    _, offer_list, product, name, score, reason, method, category = row
    return Offer(
        OfferList(offer_list), product, name, score, sentence_of(json.loads(reason)), method, category
    )


def _worth(row: tuple[Any, ...]) -> Worth:
    segment, since, trend, leaving, important, why = row
    return Worth(
        segment=segment,
        since=date.fromisoformat(since),
        trend=Trend(trend) if trend else None,
        leaving=bool(leaving),
        important=bool(important),
        why=sentence_of(json.loads(why)),
    )


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


def _write(file: sqlite3.Connection, findings: Findings) -> None:
    file.executescript(_TABLES)
    file.execute("begin")
    file.execute("insert into about values (?, ?)", (findings.as_of.isoformat(), findings.report))
    products: dict[str, tuple[str, str | None]] = {}
    file.executemany("insert into offers values (?, ?, ?, ?, ?, ?, ?)", _offer_rows(findings, products))
    file.executemany(
        "insert into products values (?, ?, ?)", ((key, *told) for key, told in products.items())
    )
    for worth, score in findings.worth:
        file.execute("insert into worth values (?, ?, ?, ?, ?, ?, ?)", _worth_row(score.customer, worth))
        file.execute("insert into scores values (?, ?, ?, ?, ?, ?, ?, ?, ?)", _score_row(score))
    file.executemany(
        "insert into pairs values (?, ?, ?, ?, ?)",
        ((each.product, each.partner, each.share, each.customers, each.closeness) for each in findings.pairs),
    )
    file.executemany(
        "insert into rhythms values (?, ?, ?, ?, ?, ?)",
        (
            (each.customer, each.product, each.times, each.gap, each.last.isoformat(), each.usual)
            for each in findings.rhythms
        ),
    )
    file.execute("commit")


def _offer_rows(
    findings: Findings, products: dict[str, tuple[str, str | None]]
) -> Iterator[tuple[object, ...]]:
    for customer, place, offer in findings.placed():
        products[offer.product] = (offer.name, offer.category)
        reason = _as_json(offer.reason)
        yield customer, offer.list.value, place, offer.product, offer.score, reason, offer.method


def _worth_row(customer: str, worth: Worth) -> tuple[object, ...]:
    trend = worth.trend and worth.trend.value
    since, why = worth.since.isoformat(), _as_json(worth.why)
    return customer, worth.segment, since, trend, worth.leaving, worth.important, why


def _score_row(score: Score) -> tuple[object, ...]:
    expected = (score.alive, score.purchases, score.value, score.currency)
    return score.customer, score.segment, score.recency, score.frequency, score.monetary, *expected


def _as_json(sentence: Sentence) -> str:
    return _JSON.encode(as_plain(sentence))
