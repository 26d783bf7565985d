"""Crews: threads kept for one duty, which end when they are told to, or are left behind."""

import threading
import time

from screenpop.desk.crew import ThreadCrew


def test_what_was_taken_is_finished_before_the_crew_ends() -> None:
    done: list[int] = []
    crew = ThreadCrew("books", 1)
    for number in range(100):
        crew.take(lambda number=number: done.append(number))

    assert crew.dismiss(2)
    assert done == list(range(100))


def test_two_jobs_go_on_side_by_side() -> None:
    meeting = threading.Barrier(2, timeout=2)
    crew = ThreadCrew("books", 2)
    crew.take(meeting.wait)
    crew.take(meeting.wait)

    assert crew.dismiss(3)
    assert not meeting.broken


def test_one_that_hangs_is_left_behind_in_time() -> None:
    released = threading.Event()
    crew = ThreadCrew("books", 1)
    crew.take(lambda: released.wait(10) and None)

    began = time.monotonic()
    assert not crew.dismiss(0.05)
    assert time.monotonic() - began < 1
    released.set()
    assert crew.dismiss(2)
