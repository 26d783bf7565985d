import sqlite3
import threading
from contextlib import closing
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from screenpop.errors import RecordUnavailable, UnknownCall
from screenpop.events.calls import Direction, Ending
from screenpop.record.filters import LogFilter
from screenpop.record.rows import LoggedCall
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.database import Database
from screenpop.storage.log_questions import question_for
from tests.storage.made_entries import NOON, finished, found, keep_call, picked_up, replaced, wrapped_up

EVERYTHING = LogFilter()


@pytest.fixture
def some_calls(record):
    keep_call(
        record,
        "monday",
        at=NOON - timedelta(days=1),
        customer_id="K-1",
        customer="Łódzka Hurtownia Żółw",
        contact="Świątkowska",
        ending=Ending.ENDED,
        note="Prosi o fakturę 50% rabatu_A",
    )
    keep_call(
        record,
        "tuesday",
        agent="béla",
        number="+3612345678",
        presented="003612345678",
        name="Őze Árpád",
        customer_id="K-2",
        customer="Tetőbolt Kft.",
        ending=Ending.MISSED,
    )
    keep_call(
        record,
        "wednesday",
        at=NOON + timedelta(days=1),
        number=None,
        presented="101",
        name=None,
        ending=Ending.NO_ANSWER,
        note="ลูกค้าต้องการใบเสนอราคา",
    )


def ids(log: DatabaseCallLog, **wanted: object) -> list[str]:
    found = [row.call_id for row in log.all(LogFilter(**wanted))]
    assert found == [row.call_id for row in log.page(LogFilter(**wanted), at_most=100)]
    return found


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, ["wednesday", "tuesday", "monday"]),
        ({"since": NOON}, ["wednesday", "tuesday"]),
        ({"before": NOON}, ["monday"]),
        ({"since": NOON, "before": NOON + timedelta(microseconds=1)}, ["tuesday"]),
        ({"agent": "béla"}, ["tuesday"]),
        ({"agent": "nobody"}, []),
        ({"number": "+48225550123"}, ["monday"]),
        ({"number": "022 555-01-23"}, ["monday"]),
        ({"number": "101"}, ["wednesday"]),
        ({"number": "' OR 1=1 --"}, []),
        ({"number": "%"}, []),
        ({"endings": {Ending.MISSED}}, ["tuesday"]),
        ({"endings": {Ending.MISSED, Ending.NO_ANSWER}}, ["wednesday", "tuesday"]),
        ({"customer_id": "K-2"}, ["tuesday"]),
        ({"customer_id": "K-2", "endings": {Ending.ENDED}}, []),
        ({"text": "lodzka hurtownia"}, ["monday"]),
        ({"text": "ŻÓŁW"}, ["monday"]),
        ({"text": "swiatkowska"}, ["monday"]),
        ({"text": "  tetobolt "}, ["tuesday"]),
        ({"text": "oze arpad"}, ["tuesday"]),
        ({"text": "50%"}, ["monday"]),
        ({"text": "rabatu_a"}, ["monday"]),
        ({"text": "rabatu-a"}, []),
        ({"text": "%"}, ["monday"]),
        ({"text": "\\"}, []),
        ({"text": "'; drop table calls; --"}, []),
        ({"text": "ใบเสนอราคา"}, ["wednesday"]),
        ({"text": "ต้องการ"}, ["wednesday"]),
        ({"text": "ตองการ"}, []),
        ({"text": "12 345-678"}, ["tuesday"]),
        ({"text": "solved"}, ["wednesday", "monday"]),
        ({"text": "fakturę", "agent": "béla"}, []),
        ({"text": " "}, ["wednesday", "tuesday", "monday"]),
    ],
    ids=str,
)
def test_the_log_gives_the_calls_that_fit_newest_first(some_calls, call_log, wanted, expected):
    assert ids(call_log, **wanted) == expected


MISSED = {"endings": frozenset({Ending.MISSED}), "direction": Direction.IN, "not_reached_since": True}


def answer(record, call):
    record.keep(picked_up(call.id))
    record.keep(finished(call.id))


@pytest.fixture
def missed(record):
    """A call that nobody took."""
    return keep_call(record, "missed", ending=Ending.MISSED)


@pytest.mark.parametrize("direction", Direction)
def test_a_caller_whom_somebody_talked_with_later_is_missed_no_more(record, call_log, missed, direction):
    later = keep_call(record, "later", at=NOON + timedelta(hours=1), direction=direction, presented="222")
    assert ids(call_log, **MISSED) == ["missed"]

    answer(record, later)

    assert ids(call_log, **MISSED) == []
    assert "missed" in ids(call_log, endings=MISSED["endings"])


@pytest.mark.usefixtures("missed")
@pytest.mark.parametrize(
    "other",
    [
        {"at": NOON - timedelta(hours=1)},
        {"at": NOON},
        {"at": NOON + timedelta(hours=1), "number": "+48225550199"},
        {"at": NOON + timedelta(hours=1), "number": None},
        {"at": NOON + timedelta(hours=1), "number": None, "presented": None, "withheld": True},
    ],
    ids=["earlier", "at the same time", "another number", "a short number that looks alike", "withheld"],
)
def test_a_caller_stays_missed_whatever_else_is_talked(record, call_log, other):
    answer(record, keep_call(record, "other", **other))

    assert ids(call_log, **MISSED) == ["missed"]


@pytest.mark.usefixtures("missed")
@pytest.mark.parametrize("ending", [Ending.MISSED, Ending.ANSWERED_ELSEWHERE, Ending.NO_ANSWER, None])
def test_a_later_call_that_nobody_answered_here_reaches_nobody(record, call_log, ending):
    keep_call(record, "later", at=NOON + timedelta(hours=1), direction=Direction.OUT, ending=ending)

    assert "missed" in ids(call_log, **MISSED)


def test_a_colleague_is_reached_at_the_short_number(record, call_log):
    colleague = {"number": None, "presented": "104"}
    keep_call(record, "missed", ending=Ending.MISSED, **colleague)
    later = keep_call(record, "later", at=NOON + timedelta(hours=1), direction=Direction.OUT, **colleague)
    assert ids(call_log, **MISSED) == ["missed"]

    answer(record, later)

    assert ids(call_log, **MISSED) == []


def test_a_withheld_caller_stays_missed_because_nobody_can_tell(record, call_log):
    nobody = {"number": None, "presented": None, "name": None, "withheld": True}
    keep_call(record, "missed", ending=Ending.MISSED, **nobody)
    answer(record, keep_call(record, "later", at=NOON + timedelta(hours=1), **nobody))

    assert ids(call_log, **MISSED) == ["missed"]


def test_who_came_onto_an_answered_call_by_a_transfer_is_reached(record, call_log, missed):
    later = keep_call(record, "later", at=NOON + timedelta(hours=1), number=None, presented="104")
    record.keep(replaced(later.id, number=missed.number))
    assert ids(call_log, **MISSED) == ["missed"]

    answer(record, later)

    assert ids(call_log, **MISSED) == []


def test_outgoing_calls_are_told_from_incoming_ones(record, call_log):
    keep_call(record, "in")
    keep_call(record, "out", direction=Direction.OUT, ending=Ending.MISSED)

    assert ids(call_log, direction=Direction.OUT) == ["out"]
    assert ids(call_log, **MISSED) == []


@pytest.mark.parametrize("database", ["file"], indirect=True)
def test_whether_a_caller_was_reached_is_read_from_the_index_of_one_number(record, path):
    keep_call(record)
    question = str(question_for(LogFilter(**MISSED)).compile(compile_kwargs={"literal_binds": True}))

    plan = plan_of(path, question)

    assert not [step for step in plan if "TEMP B-TREE" in step or step.startswith("SCAN")]
    assert any("ix_legs_caller_offered_at (caller=?)" in step for step in plan)
    assert any("ix_legs_number_offered_at (number=?)" in step for step in plan)


@pytest.mark.parametrize("few", [1, 3, 3_000])
def test_text_is_found_alike_whether_it_is_rare_or_common(record, call_log, monkeypatch, few):
    monkeypatch.setattr("screenpop.storage.rare_text._FEW", few)
    for number, note in enumerate(
        ["Żółta farba", 'a "zolta" one', "żół", "50% OR _zolt\\a", "zlot", "7-777 77"]
    ):
        keep_call(
            record,
            f"call-{number}",
            at=NOON + timedelta(minutes=number),
            number=None,
            presented=f"10{number}",
        )
        keep_call(
            record, f"other-{number}", at=NOON, agent=f"b{number}", number=f"+4860010020{number}", note=note
        )

    for text, expected in {
        "żółt": {0, 1, 3},
        "ZOL": {0, 1, 2, 3},
        "zolta": {0, 1},
        '"zolta"': {1},
        "lt\\": {3},
        "% or _": {3},
        "zo": {0, 1, 2, 3},
        "777 7": {5},
        "oltazol": set(),
        "600 100 204": {4},
    }.items():
        assert {int(call_id[-1]) for call_id in ids(call_log, text=text) if "other" in call_id} == expected, (
            text
        )
        one = next(iter(expected), 0)
        assert ids(call_log, text=text, agent=f"b{one}") == [f"other-{one}"] * (one in expected), text


def test_what_was_corrected_is_found_no_more(record, call_log):
    call = keep_call(record, customer_id="K-1", customer="Wrong Ltd", note="mistyped")
    record.keep(replaced(call.id, number="+48600100200", name="Other Party"))
    record.keep(found(call.id, "K-2", "Right Ltd"))
    record.keep(wrapped_up(call.id, "mended"))

    for gone in (
        {"text": "wrong"},
        {"text": "mistyped"},
        {"text": "świątkowska"},
        {"customer_id": "K-1"},
        {"number": "+48225550123"},
    ):
        assert ids(call_log, **gone) == []
    for there in (
        {"text": "right"},
        {"text": "mended"},
        {"text": "other party"},
        {"text": "600 100 200"},
        {"customer_id": "K-2"},
        {"number": "+48600100200"},
    ):
        assert ids(call_log, **there) == ["call-1"]


def test_after_a_transfer_nothing_is_left_of_the_earlier_party(record, call_log):
    call = keep_call(record, customer_id="K-1", customer="Colleague Ltd", contact="Marek")
    record.keep(replaced(call.id))

    (row,) = call_log.all(EVERYTHING)
    assert (row.number, row.presented, row.name) == (None, None, None)
    assert (row.customer_id, row.customer, row.contact) == (None, None, None)
    for gone in ({"text": "colleague"}, {"text": "świątkowska"}, {"number": "+48225550123"}):
        assert ids(call_log, **gone) == []


def test_pages_meet_without_gap_or_overlap_though_calls_share_an_instant(record, call_log):
    for number in range(25):
        keep_call(record, f"call-{number}", at=NOON + timedelta(seconds=number // 10))
    everything = [row.call_id for row in call_log.all(EVERYTHING)]

    paged, last = [], None
    while page := call_log.page(EVERYTHING, at_most=4, older_than=last):
        paged += [row.call_id for row in page]
        last = page[-1]

    assert paged == everything
    assert len(set(paged)) == 25


def test_a_call_that_comes_while_paging_moves_nothing(record, call_log):
    for number in range(6):
        keep_call(record, f"call-{number}", at=NOON + timedelta(seconds=number))
    first = call_log.page(EVERYTHING, at_most=3)

    keep_call(record, "new", at=NOON + timedelta(hours=1))

    second = call_log.page(EVERYTHING, at_most=3, older_than=first[-1])
    assert [row.call_id for row in (*first, *second)] == [f"call-{number}" for number in (5, 4, 3, 2, 1, 0)]


def test_the_latest_of_several_calls_with_one_call_id_is_given(record, call_log):
    keep_call(record, "again", at=NOON, note="old")
    keep_call(record, "again", at=NOON + timedelta(hours=1), note="new")

    assert call_log.latest("again").note == "new"


def test_an_unknown_call_is_said_to_be_unknown(call_log):
    with pytest.raises(UnknownCall, match="no call “nobody”"):
        call_log.latest("nobody")


def test_the_log_of_a_fresh_installation_is_empty(call_log):
    assert call_log.page(EVERYTHING, at_most=10) == []


def test_the_log_cannot_change_anything(record, database):
    keep_call(record)

    with (
        pytest.raises(RecordUnavailable, match=r"may not be written|takes nothing new"),
        database.reading() as connection,
    ):
        connection.exec_driver_sql("delete from calls")


def test_a_damaged_log_is_told(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database " * 1_000)

    with pytest.raises(RecordUnavailable, match="damaged"):
        DatabaseCallLog(Database(path)).page(EVERYTHING, at_most=1)


def test_several_threads_may_ask_while_one_writes(record, call_log):
    keep_call(record, "first")
    answers = []

    def ask():
        answers.extend(len(call_log.page(EVERYTHING, at_most=100)) for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(20):
        keep_call(record, f"call-{number}")
    for thread in threads:
        thread.join()

    assert len(answers) == 80
    assert all(1 <= answer <= 21 for answer in answers)


def test_an_unfinished_reading_lets_go_of_its_connection(record, call_log, database):
    for number in range(3):
        keep_call(record, f"call-{number}")
    reading = call_log.all(EVERYTHING)
    next(reading)
    reading.close()

    assert database._engines[1].pool.checkedout() == 0


@pytest.mark.parametrize("database", ["file"], indirect=True)
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "ix_call_log_offered_at_id"),
        ({"agent": "anna"}, "ix_legs_agent_offered_at_id"),
        ({"queue": "sales"}, "ix_call_log_queue_offered_at_id"),
        ({"did": "+48225550100"}, "ix_call_log_did_offered_at_id"),
        ({"endings": {Ending.BUSY}}, "ix_call_log_ending_offered_at_id"),
        ({"dispositions": {"Complaint"}}, "ix_call_log_disposition_offered_at_id"),
    ],
    ids=str,
)
def test_pages_of_a_long_log_are_read_from_an_index(record, path, wanted, index):
    row = keep_call(record)
    keep_call(record, at=NOON + timedelta(days=1))
    older = LoggedCall(
        **dict.fromkeys([field.name for field in fields(LoggedCall)]) | {"id": row.id, "offered_at": NOON}
    )
    question = question_for(LogFilter(**wanted), older_than=older).limit(50)

    plan = plan_of(path, str(question.compile(compile_kwargs={"literal_binds": True})))

    assert [step for step in plan if index in step]
    assert not [step for step in plan if "TEMP B-TREE" in step]


def plan_of(path: Path, question: str) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [row[3] for row in file.execute(f"explain query plan {question}")]
