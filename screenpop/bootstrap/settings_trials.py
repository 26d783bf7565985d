"""Tries settings that a window is changing, as `screenpop check` tries those that are saved."""

import queue
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from itertools import islice
from time import monotonic

from connectors.directory.checking import check_directory, first_customers
from connectors.directory.index import DirectoryIndex
from connectors.directory.rows import ContactRow, read_contacts
from screenpop.bootstrap import bell, parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.learnt import learnt_of
from screenpop.bootstrap.record_check import check_record
from screenpop.bootstrap.shared_database import database_of
from screenpop.customers import Customer
from screenpop.diagnostics.line_report import lines_told
from screenpop.diagnostics.site_check import BuiltDepartment, BuiltSource, check_site
from screenpop.errors import SourceError
from screenpop.events.calls import CallOffered, Direction, LineDown, LineEvent, LineUp
from screenpop.phone_numbers import NumberReader, PhoneNumber
from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineSettings, LineSurroundings
from screenpop.ports.source import Source
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings
from screenpop.storage.colleagues.memory import DatabaseMemory

_SAMPLES = 20
_ROWS_LOOKED_AT = 20_000

_RINGS_WITHIN = 30

Heard = queue.SimpleQueue[LineEvent | None]
Standing = Callable[[str], Check | None]
"""How a line of the running program stands; None for one that it does not have."""


class SiteTrials:
    """Builds what is to be tried, tries it and lets go of it; see `screenpop.settings.trying.Trials`.

    Args:
        in_use: The settings of the program that runs here; None where nothing does, or nobody knows.
        standing: How its lines stand, where that can be told.
    """

    def __init__(self, in_use: Settings | None = None, standing: Standing = lambda _: None) -> None:
        self._in_use = in_use
        self._standing = standing
        self._waiting: set[Heard] = set()

    def line(self, settings: Settings, name: str, /) -> Iterator[Check]:
        """Sign on and off. A line that is in use is left alone while it works: some PBXs let nobody sign on twice."""
        line = next(line for line in settings.lines if line.name == name)
        if (used := self._used(line)) is not None:
            yield used
            report = bell.ask(settings.data, "lines", None)
            known = report.get(line.name) if report is not None and "error" not in report else None
            yield from lines_told({line.name: known}) if known else ()
            return
        kind = next(kind for kind in all_kinds().lines if kind.name == line.kind)
        password = parts.password_of(line, settings, parts.secrets_of(settings))
        yield from kind.examine(line, LineSurroundings(lambda _: None, password, settings.file.parent))

    def rings(self, settings: Settings, name: str, /) -> Iterator[Check]:
        """Sign on, and wait for a call. A line that is in use shows its card, and is left alone."""
        line = next(line for line in settings.lines if line.name == name)
        subject = f"line {name}"
        if (used := self._used(line)) is not None:
            yield used
            yield Check(subject, passed=True, told=say("Call it now: its card must come."))
            return
        heard: Heard = queue.SimpleQueue()
        kind = next(kind for kind in all_kinds().lines if kind.name == line.kind)
        password = parts.password_of(line, settings, parts.secrets_of(settings))
        built = kind.build(line, LineSurroundings(heard.put, password, settings.file.parent))
        self._waiting.add(heard)
        built.start()
        try:
            yield from _until_it_rings(heard, subject)
        finally:
            self._waiting.discard(heard)
            built.stop()

    def source(self, settings: Settings, name: str, /) -> Iterator[Check]:
        """Connect."""
        kind = next(kind for kind in all_kinds().sources if kind.name == settings.sources[name].kind)
        with _built(settings, (name,)) as sources:
            yield from kind.examine(sources[name])

    def department(self, settings: Settings, name: str, customer: str, /) -> Iterator[Check]:
        """Put its questions for this customer, or for some that the directory knows."""
        table = settings.departments[name]
        kinds = all_kinds()
        kind = next(kind for kind in kinds.departments if kind.name == (table.kind or name))
        source_kinds = {kind.name: kind for kind in kinds.sources}
        secrets = parts.secrets_of(settings)
        with (
            closing(database_of(settings, secrets)) as database,
            _built(settings, settings.sources) as sources,
        ):
            memory = DatabaseMemory(database, settings.agent)
            departments = parts.departments_of(
                settings, sources, memory, learnt=learnt_of(settings, database)
            )
            department = next(each for each in departments if each.name == name)
            samples = _customers(settings, sources, customer)
            asked = [
                BuiltSource(source_kinds[settings.sources[each].kind], sources[each])
                for each in dict.fromkeys(table.named_sources)
            ]
            yield from check_site(
                asked, [BuiltDepartment(name, kind, table, department, settings.agent)], samples
            )

    def directory(self, settings: Settings, wanted: str, /) -> Iterator[Check]:
        """Read the first contacts, and look a number up."""
        if settings.directory is None:
            yield Check("", passed=False, told=say("It needs a source or an address book first."))
            return
        reader = parts.reader_of(settings)
        with ExitStack() as held:
            sources = held.enter_context(_built(settings, filter(None, (settings.directory.source,))))
            index = parts.directory_of(settings, parts.secrets_of(settings))
            if index is None:
                return
            held.callback(index.close)
            feed = parts.feed_of_directory(settings, sources)
            yield from check_directory(index, feed.source, feed.contacts, reader)
            if wanted:
                yield _looked_up(index, feed.source, feed.contacts, reader, wanted)

    def record(self, settings: Settings, /) -> Iterator[Check]:
        """Reach the database."""
        parts.make_data_folder(settings)
        yield from check_record(settings, parts.secrets_of(settings))

    def close(self) -> None:
        """Let nobody wait for a call any more."""
        for heard in tuple(self._waiting):
            heard.put(None)

    def _used(self, line: LineSettings) -> Check | None:
        if self._in_use is None or _place(line) not in [_place(each) for each in self._in_use.lines]:
            return None
        standing = self._standing(line.name)
        return standing if standing is not None and standing.passed else None


def _until_it_rings(heard: Heard, subject: str) -> Iterator[Check]:
    """What a line tells until a call comes, or half a minute is over."""
    until = monotonic() + _RINGS_WITHIN
    while True:
        try:
            event = heard.get(timeout=max(0.0, until - monotonic()))
        except queue.Empty:
            told = say("No call came within {seconds} seconds.", seconds=_RINGS_WITHIN)
            yield Check(subject, passed=False, told=told)
            return
        match event:
            case LineUp():
                told = say("It is ready: call it now, within {seconds} seconds.", seconds=_RINGS_WITHIN)
                yield Check(subject, passed=True, told=told)
            case LineDown(reason=reason, tries_again=tries_again):
                yield Check(subject, passed=False, told=reason)
                if not tries_again:
                    return
            case CallOffered(caller=presented, direction=Direction.IN):
                caller = presented.number or say("somebody who withholds the number")
                yield Check(subject, passed=True, told=say("It rings: {caller}.", caller=caller))
                return
            case None:
                return


@contextmanager
def _built(settings: Settings, names: Iterable[str]) -> Iterator[Mapping[str, Source]]:
    """Some of a site's sources, for as long as they are needed."""
    wanted = {name: table for name, table in settings.sources.items() if name in set(names)}
    sources = parts.sources_of(replace(settings, sources=wanted), parts.secrets_of(settings))
    try:
        yield sources
    finally:
        for source in sources.values():
            source.close()


def _place(line: LineSettings) -> tuple[object, ...]:
    """Whom a line is at which PBX."""
    return tuple(getattr(line, key, None) for key in ("kind", "server", "extension"))


def _customers(settings: Settings, sources: Mapping[str, Source], wanted: str) -> Sequence[Customer]:
    """The customer of this number with what departments call it; some of the directory's where none is named."""
    if settings.directory is None:
        return (Customer(wanted, ""),) if wanted else ()
    index = parts.directory_of(settings, parts.secrets_of(settings))
    if index is not None:
        with closing(index):
            if index.is_imported:
                known = index.customer(wanted) if wanted else None
                return (known or Customer(wanted, ""),) if wanted else index.samples(at_most=_SAMPLES)
    feed = parts.feed_of_directory(settings, sources)
    first = first_customers(feed.source, feed.contacts, at_most=_ROWS_LOOKED_AT if wanted else _SAMPLES)
    if wanted:
        return (next((each for each in first if each.id == wanted), Customer(wanted, "")),)
    return first


def _looked_up(
    index: DirectoryIndex, source: Source, contacts: str, reader: NumberReader, wanted: str
) -> Check:
    """Who has the number: by the index, or among the source's first rows where nothing was imported yet."""
    number = reader.read(wanted)
    if number is None:
        return Check(wanted, passed=False, told=say("That is no number."))
    try:
        if index.is_imported:
            found = [_called(each.customer.name, each.contact) for each in index.candidates(number).people]
        else:
            found = [
                _called(row.customer, row.contact)
                for row in read_contacts(islice(source.stream(contacts, {}), _ROWS_LOOKED_AT))
                if isinstance(row, ContactRow) and _has(row, number, reader)
            ]
    except SourceError as error:
        return Check(wanted, passed=False, told=error.sentence)
    told: Sentence = say("{people}", people=", ".join(found[:5])) if found else say("Nobody has this number.")
    return Check(number.e164 or wanted, passed=bool(found), told=told)


def _has(row: ContactRow, number: PhoneNumber, reader: NumberReader) -> bool:
    stored = reader.read_stored(row.number) if row.number else None
    return stored is not None and number in stored.numbers


def _called(customer: str, contact: str | None) -> str:
    return f"{contact} ({customer})" if contact else customer
