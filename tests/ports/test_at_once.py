import threading

import pytest

from screenpop.errors import SourceDenied
from screenpop.ports.at_once import begin
from screenpop.sentences import say


def test_work_goes_on_beside_its_beginner_and_what_comes_of_it_is_kept():
    let_go = threading.Event()

    coming = begin(lambda: let_go.wait(5), "work")

    assert not coming.done()
    let_go.set()
    assert coming.result(5) is True


def test_what_the_work_raises_is_raised_where_its_result_is_read():
    def refuse():
        raise SourceDenied(say("not you"))

    coming = begin(refuse, "work")

    with pytest.raises(SourceDenied, match="not you"):
        coming.result(5)


def test_the_thread_bears_the_name_and_holds_up_no_ending():
    seen = begin(lambda: (threading.current_thread().name, threading.current_thread().daemon), "crm")

    assert seen.result(5) == ("crm", True)
