"""What the spool still knows of a call that it let go of."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from screenpop.record.entries import Entry
from screenpop.storage.spool.spool import Spool
from tests.storage.made_entries import started, wrapped_up


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with closing(Spool(tmp_path / "spool.db")) as spool:
        yield spool


def deliver(spool: Spool, *entries: Entry) -> None:
    for entry in entries:
        spool.keep(entry)
    spool.delivered([waits.place for waits in spool.next(100)])


def test_a_delivered_call_is_found_by_its_call_id(spool):
    first, again = started("call-1"), started("call-1")
    deliver(spool, first, started("call-2"), again)

    assert spool.delivered_call("call-1").id == again.id
    assert spool.delivered_call("call-3") is None


def test_what_its_latest_wrap_up_fills_in_is_known_delivered_or_not(spool):
    call = started("call-1")
    deliver(spool, call, wrapped_up(call.id, "a note", reason="Invoice"))
    assert {"reason", "note"} <= spool.delivered_call("call-1").filled

    spool.keep(wrapped_up(call.id, "another", reason=""))

    assert "reason" not in spool.delivered_call("call-1").filled


def test_neither_number_nor_name_nor_note_stays(spool, tmp_path):
    call = started("call-1", number="+48771234567", name="Zenobia")
    deliver(spool, call, wrapped_up(call.id, "very private"))
    assert spool.delivered_call("call-1").id == call.id

    held = b"".join(file.read_bytes() for file in tmp_path.glob("spool.db*"))

    assert b"call-1" in held
    assert not any(word in held for word in (b"+48771234567", b"Zenobia", b"very private"))


def test_a_call_id_that_is_no_text_holds_up_nothing(spool):
    deliver(spool, started("call-\ud800"))

    assert spool.state().waiting == 0
    assert spool.delivered_call("call-\ud800") is not None


def test_only_the_last_calls_are_remembered(spool, monkeypatch):
    monkeypatch.setattr("screenpop.storage.spool.delivered_calls._MOST", 2)
    deliver(spool, *(started(f"call-{number}") for number in range(4)))

    assert [bool(spool.delivered_call(f"call-{number}")) for number in range(4)] == [False, False, True, True]
