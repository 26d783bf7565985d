import sqlite3
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from screenpop.errors import RecordUnavailable, UnknownCall
from screenpop.events.calls import Ending
from screenpop.record.entries import CallDetailed
from screenpop.record.filters import LogFilter
from screenpop.record.ids import new_id
from screenpop.storage.call_log import LocalCallLog
from tests.storage.made_entries import NOON, found, keep_call, wrapped_up

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


def ids(log: LocalCallLog, **wanted: object) -> list[str]:
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


def test_what_was_corrected_is_found_no_more(record, call_log):
    call = keep_call(record, customer_id="K-1", customer="Wrong Ltd", note="mistyped")
    record.keep(found(call.id, "K-2", "Right Ltd"))
    record.keep(wrapped_up(call.id, "mended"))
    record.keep(CallDetailed(new_id(), call.id, NOON, number="+48600100200", name="Other Party"))

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


def test_the_log_cannot_change_anything(record, call_log):
    keep_call(record)
    call_log.open()

    with (
        call_log._engine.connect() as connection,
        pytest.raises(Exception, match="attempt to write a readonly database"),
    ):
        connection.exec_driver_sql("delete from calls")


def test_a_damaged_log_is_told(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database " * 1_000)

    with pytest.raises(RecordUnavailable, match="damaged"):
        LocalCallLog(path).page(EVERYTHING, at_most=1)


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


def test_an_unfinished_reading_lets_go_of_the_file(record, call_log):
    for number in range(3):
        keep_call(record, f"call-{number}")
    reading = call_log.all(EVERYTHING)
    next(reading)
    reading.close()

    assert call_log._engine.pool.checkedout() == 0


def test_pages_of_a_long_log_are_read_from_the_index(record, call_log, path):
    keep_call(record)
    question = "explain query plan select * from call_log where {} order by offered_at desc, id desc limit 50"

    with closing(sqlite3.connect(path)) as file:
        for condition in ("true", "offered_at <= '2026'", "ending = 'missed'", "agent = 'anna'"):
            plan = " ".join(row[3] for row in file.execute(question.format(condition)))
            assert "TEMP B-TREE FOR ORDER BY" not in plan, condition
