"""The directory as the desk asks it: who has this number, whom did the agents pick, who is called like this."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import randint

from connectors.directory import prospects
from connectors.directory.entries import Entry, is_active, is_person, person_of
from connectors.directory.file_store import FileStore
from connectors.directory.search import Search
from connectors.directory.store import Asked, Lent, Store
from connectors.directory.tables import LEFT, PERSON
from screenpop.customers import Candidates, Customer, Person, Prospect
from screenpop.errors import SourceUnavailable
from screenpop.phone_numbers import PhoneNumber

_CHOICE = "select customer_id, contact from choice where number = ?"
_BY_DIGITS = f"select {PERSON} from entry where digits = ? order by id"  # noqa: S608 # names of our own columns
_BY_EXTENSION = f"select {PERSON} from entry where digits = ? and extension = ? order by id"  # noqa: S608 # names of our own columns
_BY_MAIN = f"""select {PERSON} from entry where customer_id in (
                   select customer_id from entry where digits = ? and contact is null)
               order by id limit ?"""  # noqa: S608 # names of our own columns
_IS_TRUNK = "select 1 from entry where trunk = ? limit 1"
_BY_SHORT = f"select {PERSON} from entry where short = ? order by id"  # noqa: S608 # names of our own columns
_BY_TRUNK = f"""select {PERSON} from entry where customer_id in (
                    select customer_id from entry where trunk = (
                        select max(trunk) from entry where trunk in (?, ?, ?, ?, ?)))
                order by id"""  # noqa: S608 # names of our own columns
_BY_PERSON = f"select {PERSON} from entry where customer_id = ? and coalesce(contact, '') = ? limit 1"  # noqa: S608 # names of our own columns
_SAMPLES = f"""select {PERSON} from entry where id in
               (select min(id) from (
                    select id, customer_id from entry where active and short is null limit 1000) as of_some
                group by customer_id)
               order by id limit ?"""  # noqa: S608 # names of our own columns
_BY_CUSTOMER = f"select {PERSON} from entry where customer_id = ? limit 1"  # noqa: S608 # names of our own columns
_BY_ACCOUNT = f"select {PERSON} from entry where customer_id = ? order by id limit ?"  # noqa: S608 # names of our own columns
_CUSTOMERS = f"select {PERSON} from entry where id in (select min(id) from entry group by customer_id)"  # noqa: S608 # names of our own columns
_ASKED = f"""select {PERSON} from entry where marketing is not null and (active or not exists (
                 select 1 from entry as other where other.customer_id = entry.customer_id and other.active))"""  # noqa: S608 # names of our own columns
_ANYBODY = "select 1 from entry limit 1"
_KNOWN = "select 1 from entry where digits = ? limit 1"
_SIZE = f"select count(*) from (select {PERSON} from entry) as everybody"  # noqa: S608 # names of our own columns
_LAST_ACTIVE = "select max(id) from entry where id < ?"
_NEXT_NUMBER = "select digits from entry where id >= ? and digits is not null order by id limit 1"
_TAIL = 5
_ZEROS = 3
_MOST_PEOPLE = 200
_KEPT = """insert into choice (number, customer_id, contact, at) values (?, ?, ?, ?) on conflict (number)
           do update set customer_id = excluded.customer_id, contact = excluded.contact, at = excluded.at"""


class DirectoryIndex:
    """The directory. Safe to ask from several threads at once; a new import is seen at the next question."""

    def __init__(self, store: Path | Store, *, deadline: timedelta) -> None:
        """Open nothing yet.

        Args:
            store: Where it is kept; a path is that of `directory.db` in the data folder.
            deadline: How long the agent waits for it.
        """
        self._deadline = deadline
        self._store = FileStore(store) if isinstance(store, Path) else store

    @property
    def deadline(self) -> timedelta:
        """How long the agent waits for it."""
        return self._deadline

    @property
    def is_imported(self) -> bool:
        """Whether there is anything to ask."""
        try:
            with self._asked() as index:
                index.execute(_ANYBODY).fetchone()
                return True
        except SourceUnavailable:
            return False

    def candidates(self, number: PhoneNumber, /) -> Candidates:
        """Everybody who has this number; behind a company's main number, its people."""
        with self._store.lent() as opened:
            index = opened.index()
            choice = opened.state.execute(_CHOICE, (number.e164 or number.short or "",)).fetchone()
            entries, trunk = _with_number(index, number), False
            noted = prospects.with_number(opened.state, number.e164) if number.e164 and not entries else ()
            people = tuple(_as_it_is_known(index, person) for person in noted)
            if number.e164 and not people and _is_main_number(entries):
                entries, trunk = _behind_main_number(index, number.e164[1:], entries)
            people = people or tuple(map(person_of, entries))
            return Candidates(people, trunk, _last_choice(index, people, choice))

    def people_of(self, customer_id: str, /) -> tuple[Person, ...]:
        """Everybody who speaks for this customer, each as often as they have numbers."""
        with self._store.lent() as opened:
            index = opened.index()
            people = tuple(map(person_of, index.execute(_BY_ACCOUNT, (customer_id, _MOST_PEOPLE))))
            return people or prospects.of_customer(opened.state, customer_id)

    def marketing_of(self, customer_id: str, /) -> tuple[Person, ...]:
        """Everybody of this customer of whom it is known whether they may be approached."""
        with self._asked() as index:
            return tuple(map(person_of, index.execute(f"{_ASKED} and customer_id = ?", (customer_id,))))

    def remember(self, number: PhoneNumber, person: Person, /) -> None:
        """Keep whom the agent picked for this number."""
        picked = (
            number.e164 or number.short,
            person.customer.id,
            person.contact,
            datetime.now(UTC).isoformat(),
        )
        with self._store.lent() as opened:
            opened.state.execute(_KEPT, picked)

    def search(self, text: str, *, at_most: int) -> tuple[Person, ...]:
        """People and companies whose name, customer number or number fits the text, best first."""
        with self._store.lent() as opened:
            wanted = Search(opened.finder(), text, at_most)
            for prospect in prospects.all_of(opened.state):
                if prospect.customer_id:
                    continue  # the customer is found by what the source says of them
                words = prospects.words_of(prospect)
                if wanted.wants(words) and _is_still_one(prospect, opened):
                    wanted.consider(words, prospects.person_of(prospect))
            return wanted.best()

    def take_in(self, prospect: Prospect, /) -> Person:
        """Know somebody new by their number from now on, until the source itself knows the number."""
        with self._store.lent() as opened:
            prospects.keep(opened.state, prospect)
        return prospects.person_of(prospect)

    def prospects(self) -> Sequence[Prospect]:
        """All that were taken in, oldest first."""
        with self._store.lent() as opened:
            return tuple(prospects.all_of(opened.state))

    def samples(self, *, at_most: int) -> tuple[Customer, ...]:
        """Some customers whom the departments may know, to try their questions with."""
        with self._asked() as index:
            return tuple(person_of(entry).customer for entry in index.execute(_SAMPLES, (at_most,)))

    def any_number(self) -> str | None:
        """Somebody's number, each time somebody else's, to practise with; None if nobody has one."""
        with self._asked() as index:
            last = index.execute(_LAST_ACTIVE, (LEFT,)).fetchone()[0]
            if last is None:
                return None
            begin = randint(0, last)  # noqa: S311 # who it is need not be a secret
            entries = (index.execute(_NEXT_NUMBER, (at,)).fetchone() for at in (begin, 0))
            return next((f"+{entry[0]}" for entry in entries if entry), None)

    def customer(self, customer_id: str) -> Customer | None:
        """One customer; None if nobody has that number."""
        with self._asked() as index:
            entry = index.execute(_BY_CUSTOMER, (customer_id,)).fetchone()
            return person_of(entry).customer if entry else None

    def customers(self) -> Iterator[Customer]:
        """Every customer, once, to join what other systems know of them."""
        with self._asked() as index:
            for entry in index.execute(_CUSTOMERS):
                yield person_of(entry).customer

    def asked_of_marketing(self) -> Iterator[Person]:
        """Everybody of whom it is known whether they may be approached, as often as they have numbers."""
        with self._asked() as index:
            yield from map(person_of, index.execute(_ASKED))

    def size(self) -> int:
        """How many entries the index has."""
        with self._asked() as index:
            return int(index.execute(_SIZE).fetchone()[0])

    def close(self) -> None:
        """Let go of all files; a question that is being answered may end first."""
        self._store.close()

    @contextmanager
    def _asked(self) -> Iterator[Asked]:
        """The index that counts now."""
        with self._store.lent() as opened:
            yield opened.index()


def _is_still_one(prospect: Prospect, opened: Lent) -> bool:
    """The source does not know their number yet; a question of its own, so only asked of those who are wanted."""
    digits = int(prospect.number.lstrip("+") or 0) if prospect.number else None
    return digits is None or not opened.index().execute(_KNOWN, (digits,)).fetchone()


def _as_it_is_known(index: Asked, person: Person) -> Person:
    """All that the source tells of a customer whose number was noted."""
    if person.prospect:
        return person
    entry = index.execute(_BY_PERSON, (person.customer.id, person.contact or "")).fetchone()
    return person_of(tuple(entry)) if entry else person


def _with_number(index: Asked, number: PhoneNumber) -> Sequence[Entry]:
    """Everybody who has this very number; if it names an extension that somebody there has, only they."""
    if number.e164 is None:
        return index.execute(_BY_SHORT, (number.short,)).fetchall()
    digits = int(number.e164[1:])
    found = index.execute(_BY_EXTENSION, (digits, number.extension)).fetchall() if number.extension else ()
    return found or index.execute(_BY_DIGITS, (digits,)).fetchall()


def _is_main_number(entries: Sequence[Entry]) -> bool:
    """Whether these, who have a number, leave it to companies: no active person is among them."""
    named = [is_active(entry) for entry in entries if is_person(entry)]
    companies = [is_active(entry) for entry in entries if not is_person(entry)]
    return not any(named) and (any(companies) or not named)


def _behind_main_number(index: Asked, digits: str, own: Sequence[Entry]) -> tuple[Sequence[Entry], bool]:
    """The people of the companies whose main number this is, or behind whose main number it lies.

    Args:
        index: To be asked.
        digits: Of the number.
        own: Who has it.

    Returns:
        The people, and whether that is all there is to say: whoever calls may be any of them.
    """
    if not own:
        stems = [int(digits[:-tail] or 0) for tail in range(1, _TAIL + 1)]
        entries = index.execute(_BY_TRUNK, stems).fetchall()
        return entries, bool(entries)
    of_companies = index.execute(_BY_MAIN, (int(digits), _MOST_PEOPLE)).fetchall()
    entries = [*of_companies, *filter(is_person, own)]
    if any(is_person(entry) and is_active(entry) for entry in entries):
        return entries, True
    zeros = len(digits) - len(digits.rstrip("0"))
    stems = [int(digits[:-each]) for each in range(1, min(zeros, _ZEROS) + 1)]
    return entries, any(index.execute(_IS_TRUNK, (stem,)).fetchone() for stem in stems)


def _last_choice(
    index: Asked, people: Sequence[Person], choice: tuple[str, str | None] | None
) -> Person | None:
    if choice is None:
        return None
    customer_id, contact = choice
    for person in people:
        if person.customer.id == customer_id and person.contact == contact:
            return person
    entry = index.execute(_BY_PERSON, (customer_id, contact or "")).fetchone()
    return person_of(tuple(entry)) if entry else None
