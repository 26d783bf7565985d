import pytest

from tests.faults.how_many import KILLS
from tests.faults.kills import kill_desks
from tests.faults.running import running
from tests.faults.shared import Outcome, Shared, shared_file, shared_server


@pytest.fixture(params=["file", "PostgreSQL"])
def where(request) -> str:
    return request.param


@pytest.fixture
def shared(request, where, tmp_path) -> Shared:
    if where == "file":
        return shared_file(tmp_path / "record.db")
    return shared_server(request.getfixturevalue("postgresql"))


def after_kills(spool, shared: Shared, kills: int, fault: str = "") -> Outcome:
    """What became of what was saved, once a desk that nobody kills has delivered the rest."""
    saved = kill_desks(spool, shared, kills, fault)
    assert shared.ask("select 1 from arrivals"), "nobody lived to deliver anything"
    with running() as desk:
        desk.open(spool)
        desk.ask("courier", shared.place, shared.password)
        state = desk.deliver(120 + kills)
        desk.ask("stop")
    assert state == {"waiting": 0, "oldest": None, "set_aside": 0, "trouble": None}
    return shared.outcome(saved)


def test_kills_lose_nothing_that_was_said_to_be_saved_and_double_nothing(tmp_path, shared, where, note):
    outcome = after_kills(tmp_path / "spool.db", shared, KILLS)

    note(f"{KILLS} kills, {where}: {outcome}")
    assert outcome.saved > KILLS
    assert (outcome.lost, outcome.doubled) == (frozenset(), frozenset())
    assert outcome.in_order


def test_the_kills_would_show_a_loss(tmp_path):
    outcome = after_kills(
        tmp_path / "spool.db", shared_file(tmp_path / "record.db"), 25, "says saved too early"
    )

    assert outcome.lost


def test_the_kills_would_show_a_doubled_entry(tmp_path):
    outcome = after_kills(
        tmp_path / "spool.db", shared_file(tmp_path / "record.db"), 8, "no ids of their own"
    )

    assert outcome.doubled
