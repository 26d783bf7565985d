"""The service desk: singular tables, keys first, points in time in UTC."""

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from connectors.demo_company.databases.writing import decimals, write
from connectors.demo_company.hires import Hire
from connectors.demo_company.talk import Ticket

SCHEMA = """
create table ticket (
    id integer primary key, client text not null, opened_utc text not null, subject text not null,
    owner text not null, state text not null);
create table hire (
    id integer primary key, client text not null, machine text not null, out_on text not null,
    due_back text not null, deposit text not null, ccy text not null, state text not null, trouble text);
"""
INDEXES = """
create index ticket_client on ticket (client, opened_utc);
create index hire_client on hire (client, due_back);
"""


def write_service(file: Path, tickets: Sequence[Ticket], hires: Sequence[Hire]) -> None:
    """Tickets, and machines that are out."""
    write(file, SCHEMA, {"ticket": map(_ticket, tickets), "hire": map(_hire, hires)}, INDEXES)


def _ticket(ticket: Ticket) -> tuple[object, ...]:
    opened = ticket.opened.replace(tzinfo=UTC)
    client = ticket.account.number
    return (ticket.number, client, opened.isoformat(), ticket.subject, ticket.taken_by, ticket.state)


def _hire(hire: Hire) -> tuple[object, ...]:
    return (
        hire.number,
        hire.account.number,
        hire.machine,
        hire.since.isoformat(),
        hire.due_back.isoformat(),
        decimals(hire.deposit),
        hire.account.country.currency,
        hire.state,
        hire.trouble,
    )
