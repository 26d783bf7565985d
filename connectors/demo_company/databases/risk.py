"""The credit department's file: few tables, short words, amounts as text."""

from collections.abc import Sequence
from pathlib import Path

from connectors.demo_company.databases.writing import decimals, write
from connectors.demo_company.risk import Rating

SCHEMA = """
create table limits (
    account_ref text primary key, credit_limit text, exposure text not null, ccy text not null,
    terms_code text not null, risk_class text not null, past_due text not null);
create table terms (code text primary key, net_days integer not null, disc_pct text, disc_days integer,
    wording text not null);
create table holds (account_ref text not null, held_from text not null, released text, why text not null);
create table proposals (account_ref text primary key, terms_code text not null, valid_to text not null,
    why text not null);
"""
INDEXES = """
create index holds_of on holds (account_ref);
"""


def write_risk(file: Path, ratings: Sequence[Rating]) -> None:
    """Limits, terms, holds, and better terms that may be offered."""
    agreed = [rating.terms for rating in ratings]
    proposed = [rating.proposal.terms for rating in ratings if rating.proposal]
    terms = {terms.code: terms for terms in (*agreed, *proposed)}
    rows = {
        "limits": map(_limit, ratings),
        "terms": ((t.code, t.net_days, t.discount, t.discount_days, t.text) for t in terms.values()),
        "holds": (
            (rating.account.credit, rating.hold.since.isoformat(), None, rating.hold.reason)
            for rating in ratings
            if rating.hold
        ),
        "proposals": (
            (rating.account.credit, offer.terms.code, offer.until.isoformat(), offer.reason)
            for rating in ratings
            if (offer := rating.proposal)
        ),
    }
    write(file, SCHEMA, rows, INDEXES)


def _limit(rating: Rating) -> tuple[object, ...]:
    limit = None if rating.limit is None else decimals(rating.limit)
    currency = rating.account.country.currency
    return (
        rating.account.credit,
        limit,
        decimals(rating.exposure),
        currency,
        rating.terms.code,
        rating.grade,
        decimals(rating.overdue),
    )
