"""How long all departments together take to answer for one call: from the customer known to the last answer.

Of the demo company, or of any site whose settings are told with --config: its own databases, its own customers.
"""

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from screenpop.bench.figures import Figure, Reach, Sizes, median, quantile
from screenpop.bench.site import measured_site
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Customer, Person
from screenpop.desk.call_desk import CallDesk
from screenpop.desk.enquiries import CALLS_A_SECOND
from screenpop.desk.neighbours import Neighbours
from screenpop.errors import ConfigurationError
from screenpop.events import acts, calls, news
from screenpop.record.entries import Entry
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.settings.reading import read_settings

_NUMBERS = 5_000
_PATIENCE = 30.0


class _NoRecord:
    """Keeps nothing: what is measured is asked, not written."""

    def keep(self, entry: Entry, /) -> None:
        """Let go of it."""


def measure(sizes: Sizes) -> Iterator[Figure]:
    """The first call after the start apart, for it opens every connection."""
    with _site(sizes.config) as (settings, bar):
        customers = _customers(settings, sizes.calls)
        with _desk(settings) as (desk, told):
            took = [_asked(desk, told, f"call-{place}", each) for place, each in _paced(customers)]
    panels = len(settings.departments)
    yield Figure("panels", f"all {panels} departments have answered, first call", "ms", took[0][0])
    later = [milliseconds for milliseconds, _ in took[1:] or took]
    what = f"all {panels} departments have answered, {len(later)} more calls"
    yield Figure("panels", what, "ms", median(later), quantile(later, 0.95), reach=Reach(bar))
    failed = sum(failures for _, failures in took)
    yield Figure("panels", "departments that did not answer", "", failed, reach=Reach(0))


@contextmanager
def _site(config: Path | None) -> Iterator[tuple[Settings, float]]:
    if config is not None:
        yield read_settings(config, all_kinds()), 60.0
        return
    with measured_site(_NUMBERS) as site:
        yield site.settings, 30.0


def _customers(settings: Settings, wanted: int) -> Sequence[Customer]:
    directory = parts.directory_of(settings, parts.secrets_of(settings))
    if directory is not None:
        with closing(directory):
            if directory.is_imported and (customers := directory.samples(at_most=wanted)):
                return customers
    raise ConfigurationError(say("The directory holds nobody to ask about; import it first."))


@contextmanager
def _desk(settings: Settings) -> Iterator[tuple[CallDesk, "queue.SimpleQueue[news.News]"]]:
    told: queue.SimpleQueue[news.News] = queue.SimpleQueue()
    sources = parts.sources_of(settings, parts.secrets_of(settings))
    desk = CallDesk(
        Neighbours(
            directory=None,
            departments=parts.departments_of(settings, sources),
            record=_NoRecord(),
            reader=parts.reader_of(settings),
            agent=settings.agent,
            announce=told.put,
        ),
    )
    thread = threading.Thread(target=desk.run, name="desk")
    thread.start()
    try:
        yield desk, told
    finally:
        desk.stop()
        thread.join()
        for source in sources.values():
            source.close()


def _paced(customers: Sequence[Customer]) -> Iterator[tuple[int, Customer]]:
    """No more calls a second than the desk lets be asked about, or it is its pace that would be measured."""
    for place, customer in enumerate(customers):
        yield place, customer
        time.sleep(1.1 / CALLS_A_SECOND)


def _asked(
    desk: CallDesk, told: "queue.SimpleQueue[news.News]", call_id: str, customer: Customer
) -> tuple[float, int]:
    """Milliseconds until the last department has answered, and how many had none."""
    at = datetime.now(UTC)
    desk.post(calls.CallOffered("bench", call_id, at, calls.Presented(None, withheld=True)))
    while not isinstance(told.get(timeout=_PATIENCE), news.CallerIdentified):
        pass
    begin = time.perf_counter()
    desk.post(acts.PersonChosen(call_id, Person(customer, None)))
    waited: set[str] = set()
    failures = 0
    while True:
        match told.get(timeout=_PATIENCE):
            case news.CallerIdentified(asked=asked):
                waited = set(asked)
            case news.PanelFilled(department=name):
                waited.discard(name)
            case news.PanelFailed(department=name):
                waited.discard(name)
                failures += 1
            case _:
                continue
        if not waited:
            took = (time.perf_counter() - begin) * 1000
            desk.post(calls.CallEnded("bench", call_id, at, calls.Ending.ENDED))
            return took, failures
