"""The directory as the desk asks it: who has this number, whom did the agents pick, who is called like this."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors.directory.entries import Entry, person_of
from connectors.directory.search import search
from connectors.directory.tables import LAYOUT, PERSON, open_index, open_state
from screenpop.customers import Candidates, Customer, Person
from screenpop.errors import SourceUnavailable
from screenpop.phone_numbers import PhoneNumber
from screenpop.sentences import say

_CURRENT = f"""select file, customer_id, contact from current left join choice on number = ?
               where layout = {LAYOUT}"""  # noqa: S608 # a number of our own
_BY_DIGITS = f"select {PERSON} from entry where digits = ? order by id"  # noqa: S608 # names of our own columns, here and below
_BY_SHORT = f"select {PERSON} from entry where short = ? order by id"  # noqa: S608
_BY_TRUNK = f"""select {PERSON} from entry where customer_id in (
                    select customer_id from entry where trunk = (
                        select max(trunk) from entry where trunk in (?, ?, ?, ?, ?)))
                order by id"""  # noqa: S608
_BY_PERSON = f"select {PERSON} from entry where customer_id = ? and contact is ? limit 1"  # noqa: S608
_SAMPLES = f"""select {PERSON} from entry where id in
               (select min(id) from (select id, customer_id from entry where active and short is null limit 1000)
                group by customer_id)
               order by id limit ?"""  # noqa: S608
_BY_CUSTOMER = f"select {PERSON} from entry where customer_id = ? limit 1"  # noqa: S608
_CUSTOMERS = f"select {PERSON} from entry where id in (select min(id) from entry group by customer_id)"  # noqa: S608
_TAIL = 5
_KEPT = """insert into choice (number, customer_id, contact, at) values (?, ?, ?, ?) on conflict (number)
           do update set customer_id = excluded.customer_id, contact = excluded.contact, at = excluded.at"""


@dataclass(slots=True)
class _Opened:
    """One thread's connections."""

    state: sqlite3.Connection
    file: str | None = None
    index: sqlite3.Connection | None = None


class DirectoryIndex:
    """The local index. Each thread has connections of its own; a new import is seen at the next question."""

    def __init__(self, path: Path, *, deadline: timedelta) -> None:
        """Open nothing yet.

        Args:
            path: `directory.db` in the data folder.
            deadline: How long the agent waits for it.
        """
        self._path = path
        self._deadline = deadline
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._all: list[_Opened] = []
        self._closed = False

    @property
    def deadline(self) -> timedelta:
        """How long the agent waits for it."""
        return self._deadline

    @property
    def is_imported(self) -> bool:
        """Whether there is anything to ask."""
        try:
            self._asked(None)
        except SourceUnavailable:
            return False
        return True

    def candidates(self, number: PhoneNumber, /) -> Candidates:
        """Everybody who has this number; behind a company's main number, its people."""
        written = number.e164 or number.short or ""
        index, choice = self._asked(written)
        try:
            entries, trunk = _entries(index, number)
            people = tuple(map(person_of, entries))
            return Candidates(people, trunk, _last_choice(index, people, choice))
        except (sqlite3.Error, ValueError) as error:
            raise _unusable() from error

    def remember(self, number: PhoneNumber, person: Person, /) -> None:
        """Keep whom the agent picked for this number."""
        picked = (
            number.e164 or number.short,
            person.customer.id,
            person.contact,
            datetime.now(UTC).isoformat(),
        )
        try:
            self._opened().state.execute(_KEPT, picked)
        except sqlite3.Error as error:
            raise _unusable() from error

    def search(self, text: str, *, at_most: int) -> tuple[Person, ...]:
        """People and companies whose name, customer number or number fits the text, best first."""
        index, _ = self._asked(None)
        try:
            return search(index, text, at_most)
        except (sqlite3.Error, ValueError) as error:
            raise _unusable() from error

    def samples(self, *, at_most: int) -> tuple[Customer, ...]:
        """Some customers whom the departments may know, to try their questions with."""
        index, _ = self._asked(None)
        try:
            return tuple(person_of(entry).customer for entry in index.execute(_SAMPLES, (at_most,)))
        except (sqlite3.Error, ValueError) as error:
            raise _unusable() from error

    def customer(self, customer_id: str) -> Customer | None:
        """One customer; None if nobody has that number."""
        index, _ = self._asked(None)
        try:
            entry = index.execute(_BY_CUSTOMER, (customer_id,)).fetchone()
            return person_of(entry).customer if entry else None
        except (sqlite3.Error, ValueError) as error:
            raise _unusable() from error

    def customers(self) -> Iterator[Customer]:
        """Every customer, once, to join what other systems know of them."""
        index, _ = self._asked(None)
        try:
            for entry in index.execute(_CUSTOMERS):
                yield person_of(entry).customer
        except (sqlite3.Error, ValueError) as error:
            raise _unusable() from error

    def size(self) -> int:
        """How many entries the index has."""
        index, _ = self._asked(None)
        try:
            return int(index.execute("select coalesce(max(id), 0) from entry").fetchone()[0])
        except sqlite3.Error as error:
            raise _unusable() from error

    def close(self) -> None:
        """Let go of all files. Nobody may be asking any more."""
        with self._lock:
            self._closed = True
            for opened in self._all:
                opened.state.close()
                if opened.index:
                    opened.index.close()
            self._all.clear()

    def _asked(self, number: str | None) -> tuple[sqlite3.Connection, Entry]:
        """The index that counts now, and whom the agents picked for a number."""
        opened = self._opened()
        for last_try in (False, True):
            try:
                row = opened.state.execute(_CURRENT, (number,)).fetchone()
                if row is None:
                    raise SourceUnavailable(say("The directory was never imported."))
                return self._index(opened, row[0]), row[1:]
            except sqlite3.Error as error:
                if last_try:  # the first time, an import may have put another index in its place meanwhile
                    raise _unusable() from error
        raise AssertionError

    def _opened(self) -> _Opened:
        opened: _Opened | None = getattr(self._mine, "opened", None)
        if opened is None or self._closed:
            with self._lock:
                if self._closed:
                    raise SourceUnavailable(say("The directory is closed."))
                try:
                    opened = _Opened(open_state(self._path))
                except (sqlite3.Error, OSError) as error:
                    raise _unusable() from error
                self._all.append(opened)
            self._mine.opened = opened
        return opened

    def _index(self, opened: _Opened, file: str) -> sqlite3.Connection:
        if opened.index is None or opened.file != file:
            index = open_index(self._path.with_name(file))
            if opened.index:
                opened.index.close()
            opened.index, opened.file = index, file
        return opened.index


def _entries(index: sqlite3.Connection, number: PhoneNumber) -> tuple[Sequence[Entry], bool]:
    if number.e164 is None:
        return index.execute(_BY_SHORT, (number.short,)).fetchall(), False
    digits = number.e164[1:]
    entries = index.execute(_BY_DIGITS, (int(digits),)).fetchall()
    if entries:
        return entries, False
    stems = [int(digits[:-tail] or 0) for tail in range(1, _TAIL + 1)]
    entries = index.execute(_BY_TRUNK, stems).fetchall()
    return entries, bool(entries)


def _last_choice(index: sqlite3.Connection, people: Sequence[Person], choice: Entry) -> Person | None:
    customer_id, contact = choice
    if customer_id is None:
        return None
    for person in people:
        if person.customer.id == customer_id and person.contact == contact:
            return person
    entry = index.execute(_BY_PERSON, (customer_id, contact)).fetchone()
    return person_of(entry) if entry else None


def _unusable() -> SourceUnavailable:
    return SourceUnavailable(
        say("The directory’s file cannot be used; “screenpop directory import” makes it anew.")
    )
