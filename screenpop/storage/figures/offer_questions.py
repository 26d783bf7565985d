"""What is asked of the record about suggestions and gestures, in SQL."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, case, exists, func, select

from screenpop.offers import OfferOutcome
from screenpop.record.span import Span
from screenpop.storage import schema
from screenpop.storage.figures.day_runs import Run
from screenpop.storage.figures.figure_questions import Question, newest_offers, within
from screenpop.storage.figures.time_sums import quarter_of

_offer, _shown, _gesture = schema.offers_made.c, schema.offers_shown.c, schema.gestures_given.c


def fared(run: Run) -> Question:
    """Offers, each of a call and product as told last: the agent, list, product, method, outcome, how many."""
    by = (_offer.agent, _offer.list, _offer.product, _offer.method, _offer.outcome)
    return select(*by, func.count()).where(*newest_offers(run)).group_by(*by)


def carded(run: Run, agent: str | None) -> Question:
    """Cards that suggested something, or held it out: which of both, the customer, how many, whether one accepted."""
    accepted = exists().where(_offer.call == _shown.call, _offer.outcome == OfferOutcome.ACCEPTED.value)
    by = (_shown.held_out, _shown.customer_id)
    return (
        select(*by, func.count(), func.max(case((accepted, 1), else_=0)))
        .where(*within(_shown.at, run), *_by(_shown.agent, agent))
        .group_by(*by)
    )


def gestures(span: Span, agent: str | None) -> Question:
    """Gestures: which, in which quarter of an hour, the currency, what one was worth, how often."""
    by = (_gesture.gesture, quarter_of(_gesture.at).label("quarter"), _gesture.currency, _gesture.worth)
    return (
        select(*by, func.count())
        .where(_gesture.at >= span.since, _gesture.at < span.before, *_by(_gesture.agent, agent))
        .group_by(*by)
    )


def _by(whose: ColumnElement[str], agent: str | None) -> Iterator[ColumnElement[bool]]:
    if agent is not None:
        yield whose == agent
