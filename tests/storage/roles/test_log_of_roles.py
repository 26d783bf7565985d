"""The call log asked by people whom row level security limits: right, and from indices all the same."""

from contextlib import closing

import pytest
from sqlalchemy.dialects import postgresql

from screenpop.events.calls import Ending
from screenpop.record.filters import LogFilter
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.log_questions import question_for
from screenpop.storage.rare_text import rare_places
from tests.storage.made_entries import finished, started
from tests.storage.roles.company import Company
from tests.storage.roles.conftest import Office

EVERYTHING = LogFilter()


def agents(company: Company, who: str, wanted: LogFilter) -> list[str]:
    with closing(company.database(who)) as database:
        log = DatabaseCallLog(database)
        rows = list(log.all(wanted))
        assert rows == list(log.page(wanted, at_most=50))
    return sorted(row.agent for row in rows)


@pytest.mark.parametrize(
    ("who", "wanted", "expected"),
    [
        ("sven", EVERYTHING, ["anna", "ola", "ola"]),
        ("paul", EVERYTHING, ["anna", "ola", "ola"]),
        ("anna", EVERYTHING, ["anna", "ola"]),
        ("anna", LogFilter(agent="anna"), ["anna"]),
        ("anna", LogFilter(customer_id="K-2"), []),
        ("anna", LogFilter(text="customer k-2"), []),
        ("anna", LogFilter(text="customer k-1"), ["anna", "ola"]),
        ("sven", LogFilter(text="customer k-2"), ["ola"]),
        ("sven", LogFilter(agent="ola", text="customer k-2"), ["ola"]),
    ],
)
def test_everybody_is_shown_what_is_theirs_to_see_and_supervisors_all(office: Office, who, wanted, expected):
    assert agents(office.company, who, wanted) == expected


@pytest.mark.parametrize(("who", "may"), [("sven", True), ("paul", True), ("anna", False)])
def test_only_who_reads_all_calls_has_text_looked_up_in_the_index(office: Office, who, may):
    """Whether a text stands in a call that is hidden is nothing to be found out."""
    with closing(office.company.database(who)) as database, database.reading() as connection:
        assert (rare_places(connection, "customer k-2") is not None) is may


def test_whom_nobody_has_reached_is_looked_up_in_an_index_by_supervisors_too(company: Company):
    call = started("missed", agent="anna")
    company.deliver("anna", call, finished(call.id, Ending.MISSED))
    wanted = LogFilter(lost=True, not_reached_since=True)
    said = question_for(wanted).compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})

    assert agents(company, "sven", wanted) == ["anna"]
    with company.connected("sven") as connection:
        connection.execute("set search_path = screenpop")
        connection.execute("set enable_seqscan = off")  # it is a small table
        plan = [row[0].strip() for row in connection.execute(f"explain {said}")]
    assert [step for step in plan if step.startswith("Index Cond: (caller = CASE")]
    assert [step for step in plan if step.startswith("Index Cond: (number = call_log")]
