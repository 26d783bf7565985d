"""Ports come one after the other, and none is lost."""

from tests.ui.scenes import FakeLog
from ui.attached import Attached


def test_what_is_built_later_takes_nothing_away() -> None:
    log, directory, drafts = FakeLog(), object(), object()
    first = Attached(call_log=log, drafts=drafts)  # type: ignore[arg-type] # nobody asks them
    both = first.with_more(Attached(directory=directory))  # type: ignore[arg-type] # as above

    assert both == Attached(call_log=log, directory=directory, drafts=drafts)  # type: ignore[arg-type] # as above
