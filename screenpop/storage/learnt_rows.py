"""What was learnt, as rows of the server's tables: a batch at a time, so that nothing of it need fit into memory."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from screenpop.answers.cross_sell import Offer, OfferList
from screenpop.answers.value import Trend
from screenpop.ports.learnt import Findings, Worth
from screenpop.sentences import Sentence, as_plain, sentence_of
from screenpop.storage.spool.keepable import UNKEEPABLE

_AT_ONCE = 20_000

COLUMNS = {
    "learnt_offers": {
        "customer": "text",
        "list": "text",
        "place": "integer",
        "product": "text",
        "score": "double precision",
        "reason": "text",
        "method": "text",
    },
    "learnt_products": {"product": "text", "name": "text", "category": "text"},
    "learnt_worth": {
        "customer": "text",
        "segment": "text",
        "since": "date",
        "trend": "text",
        "leaving": "boolean",
        "important": "boolean",
        "why": "text",
    },
    "learnt_scores": {
        "customer": "text",
        "segment": "text",
        "recency": "integer",
        "frequency": "integer",
        "monetary": "integer",
        "alive": "double precision",
        "purchases": "double precision",
        "value": "double precision",
        "currency": "text",
    },
    "learnt_pairs": {
        "product": "text",
        "partner": "text",
        "share": "double precision",
        "customers": "integer",
        "closeness": "double precision",
    },
    "learnt_rhythms": {
        "customer": "text",
        "product": "text",
        "times": "integer",
        "gap": "double precision",
        "last": "date",
        "usual": "double precision",
    },
}
"""Each table's columns but the run, with their types."""

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table."""

    table: str
    rows: Sequence[Row]


def batches(findings: Findings) -> Iterator[Batch]:
    """All of it, in batches."""
    products: dict[str, Row] = {}
    yield from _of("learnt_offers", _offer_rows(findings, products))
    yield from _of("learnt_products", products.values())
    worth = iter(findings.worth)
    while some := list(islice(worth, _AT_ONCE)):
        yield Batch("learnt_worth", [_worth_row(score.customer, each) for each, score in some])
        yield Batch("learnt_scores", [_row(score, "learnt_scores") for _, score in some])
    yield from _of("learnt_pairs", (_row(pair, "learnt_pairs") for pair in findings.pairs))
    yield from _of("learnt_rhythms", (_row(rhythm, "learnt_rhythms") for rhythm in findings.rhythms))


def _of(table: str, rows: Iterable[Row]) -> Iterator[Batch]:
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        yield Batch(table, some)


def _offer_rows(findings: Findings, products: dict[str, Row]) -> Iterator[Row]:
    for customer, place, offer in findings.placed():
        product = keepable(offer.product)
        products.setdefault(product, (product, keepable(offer.name), _text(offer.category)))
        yield (
            keepable(customer),
            offer.list.value,
            place,
            product,
            offer.score,
            _written(offer.reason),
            offer.method,
        )


def _worth_row(customer: str, worth: Worth) -> Row:
    trend = None if worth.trend is None else worth.trend.value
    return (
        keepable(customer),
        worth.segment,
        worth.since,
        trend,
        worth.leaving,
        worth.important,
        _written(worth.why),
    )


def _row(found: object, table: str) -> Row:
    """The columns are the fields."""
    return tuple(_text(getattr(found, column)) for column in COLUMNS[table])


def offer_of(row: Any) -> Offer:
    """An offer, of its row with the product's name and category."""
    reason = _read(row.reason)
    return Offer(OfferList(row.list), row.product, row.name, row.score, reason, row.method, row.category)


def worth_of(row: Any) -> Worth:
    """A customer's worth, of its row."""
    trend = None if row.trend is None else Trend(row.trend)
    return Worth(row.segment, row.since, trend, row.leaving, row.important, _read(row.why))


def keepable(text: str) -> str:
    """Text of a company's data as a database keeps it."""
    return UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _text(value: object) -> object:
    return keepable(value) if isinstance(value, str) else value


def _written(sentence: Sentence) -> str:
    return keepable(json.dumps(as_plain(sentence), ensure_ascii=False, separators=(",", ":")))


def _read(written: str) -> Sentence:
    return sentence_of(json.loads(written))
