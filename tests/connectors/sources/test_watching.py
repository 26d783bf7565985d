"""A question that its database does not end in time is cut off, and nothing else is."""

import threading

from connectors.sources.watching import Watched, watching


def test_a_question_that_takes_too_long_is_cut_off() -> None:
    cut = threading.Event()
    with watching(lambda driver: cut.set() if driver == "driver" else None, 0.001) as watched:
        watched.at("driver")

        assert cut.wait(10)
        assert watched.late


def test_a_connection_that_was_given_back_is_not_cut_off() -> None:
    cut: list[object] = []
    watched = Watched(cut.append)
    watched.at("driver")
    watched.done()

    watched.end()

    assert watched.late
    assert cut == []


def test_a_connection_is_not_given_back_while_it_is_being_cut_off() -> None:
    cutting, go_on, given_back = threading.Event(), threading.Event(), threading.Event()

    def cut(_driver: object) -> None:
        cutting.set()
        go_on.wait(10)

    watched = Watched(cut)
    watched.at("driver")
    timer = threading.Thread(target=watched.end)
    timer.start()
    assert cutting.wait(10)
    asker = threading.Thread(target=lambda: (watched.done(), given_back.set()))
    asker.start()

    assert not given_back.wait(0.05)
    go_on.set()
    assert given_back.wait(10)
    for thread in (timer, asker):
        thread.join()
