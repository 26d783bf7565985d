from datetime import UTC, date, datetime

from connectors.demo_company.cast import Caller, Callers
from connectors.demo_company.owed import owed
from connectors.demo_company.words import read_telephony
from screenpop.record.entries import PromiseMade, PromiseTaken

TODAY = date(2026, 3, 31)
CAST = Callers(*(Caller(f"+4822{place}", f"C-{place}", "Company", "Person") for place in range(11)))


def test_something_is_overdue_something_is_due_today_tomorrow_and_later_and_one_is_a_colleagues():
    entries = list(owed(read_telephony().promises, CAST, TODAY))
    made = {entry.id: entry for entry in entries if isinstance(entry, PromiseMade)}
    taken = {entry.promise: entry.taken_by for entry in entries if isinstance(entry, PromiseTaken)}

    days = {(promise.due.astimezone().date() - TODAY).days for promise in made.values()}
    assert {-1, 0, 1} < days
    has = {id_: taken.get(id_, promise.taken_by) for id_, promise in made.items()}
    assert {"anna", None} < set(has.values())
    assert all(entry.at < datetime(2026, 3, 30, tzinfo=UTC) for entry in entries)
    assert [entry.id for entry in entries] == sorted({entry.id for entry in entries})
