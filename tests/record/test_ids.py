import threading
import time
from uuid import RFC_4122, UUID

from screenpop.record.ids import IdSequence, new_id, time_of


def test_an_id_is_a_uuid_version_7_that_tells_its_millisecond():
    before = time.time_ns() // 1_000_000
    made = IdSequence().next()
    after = time.time_ns() // 1_000_000

    assert made.version == 7
    assert made.variant == RFC_4122
    assert before <= made.int >> 80 <= after


def test_ids_only_grow_even_when_the_clock_is_set_back():
    clock = iter([1_000, 1_000, 400, 400, 1_001])
    ids = IdSequence(lambda: next(clock))

    made = [ids.next() for _ in range(5)]

    assert made == sorted(set(made))
    assert made[-1].int >> 80 == 1_001


def test_a_full_millisecond_borrows_from_the_next_one():
    ids = IdSequence(lambda: 7)
    ids._ms, ids._random = 7, (1 << 74) - 1

    assert ids.next().int >> 80 == 8


def test_threads_never_get_the_same_id():
    made: list[UUID] = []

    def work():
        own = [new_id() for _ in range(2_000)]
        assert own == sorted(own)
        made.extend(own)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 8_000


def test_ids_go_on_after_a_time_that_the_clock_has_not_reached_again():
    ids = IdSequence(lambda: 1_000)

    ids.begin_after(5_000)

    assert ids.next() < ids.next()
    assert time_of(ids.next()) == 5_000


def test_a_time_that_is_past_changes_nothing():
    ids = IdSequence(lambda: 9_000)
    first = ids.next()

    ids.begin_after(5_000)

    assert ids.next() > first
