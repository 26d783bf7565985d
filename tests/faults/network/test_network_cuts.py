import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.ports.record import SharedRecord, SpoolState
from tests.faults.desk import Desk, shared_record
from tests.faults.how_many import NETWORK_CUTS
from tests.faults.network.cutter import Cut, Cutter
from tests.faults.shared import Outcome, Shared
from tests.faults.without_ids import WithoutIdsOfTheirOwn


@pytest.fixture
def other_end(shared, far_place) -> Iterator[SharedRecord]:
    with closing(shared_record(far_place, shared.password)) as other_end:
        yield other_end


def some_cuts(number: int) -> Iterator[Cut]:
    """A third of them swallow the answer to a COMMIT, the others come at random moments."""
    chance = random.Random(20260331)
    for turn in range(number):
        match turn % 6:
            case 0 | 3:
                yield Cut("answer to commit")
            case 1:
                yield Cut("commit")
            case 2 | 5:
                yield Cut("bytes of the server", after=chance.randrange(1, 1_500))
            case 4:
                yield Cut("bytes of the desk", after=chance.randrange(1, 4_000))


def after(
    cuts: Sequence[Cut], cutter: Cutter, tmp_path: Path, shared: Shared, other_end: SharedRecord
) -> Outcome:
    """What became of what a desk kept while the network was cut so often."""
    desk = Desk(tmp_path / "spool.db")
    desk.deliver_to(other_end)
    desk.deliver(60)  # it looks once whether the database fits; cuts are for what is delivered
    try:
        for turn, cut in enumerate(cuts):
            is_cut = cutter.cut(cut)
            for number in range(1_000):
                desk.keep(turn, number, 1)
                desk.deliver(0)
                if is_cut.is_set():
                    break
            assert is_cut.is_set(), cut
        assert desk.deliver(60) == SpoolState(0, None)
    finally:
        desk.stop()
    return shared.outcome(desk.saved)


def test_network_cuts_lose_nothing_that_was_saved_and_double_nothing(
    cutter, tmp_path, shared, other_end, note
):
    outcome = after(list(some_cuts(NETWORK_CUTS)), cutter, tmp_path, shared, other_end)

    assert sum(cutter.happened.values()) == NETWORK_CUTS
    note(
        f"{NETWORK_CUTS} network cuts, {cutter.happened['answer to commit']} of them after a COMMIT: {outcome}"
    )
    assert outcome.saved >= 2 * NETWORK_CUTS
    assert outcome == Outcome(outcome.saved, frozenset(), frozenset(), in_order=True)


def test_the_network_cuts_would_show_a_doubled_entry(cutter, tmp_path, shared, other_end):
    cuts = [Cut("answer to commit")] * 3

    outcome = after(cuts, cutter, tmp_path, shared, WithoutIdsOfTheirOwn(other_end))

    assert outcome.doubled
