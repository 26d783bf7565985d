"""Imports that take over what is there: unchanged rows, changes alone, and what a killed import has left."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from connectors.directory import full_reading
from connectors.directory.counts import Imported
from connectors.directory.importing import import_contacts
from screenpop.errors import SourceUnavailable
from screenpop.phone_numbers import NumberReader
from screenpop.ports.source import Row
from screenpop.sentences import say
from tests.connectors.directory.conftest import Office, Rows, row

MANY = 9_000
SAFE = 4_000


def numbered(count: int) -> Iterator[Row]:
    return (row(f"60{n:07}", f"C{n}", f"P{n}") for n in range(count))


def imported(told: Imported) -> tuple[int, int, int]:
    return told.kept, told.changed, told.deleted


@dataclass
class Telling(Rows):
    """A source that can tell what has changed."""

    changes: Sequence[Row] = ()
    asked: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        self.asked.append((question, dict(parameters)))
        yield from self.changes if question == "changes" else self.rows_to_give


class TestAFullReading:
    def test_only_what_differs_is_written(self, office: Office) -> None:
        people = [row(f"60123{n:04}", f"C{n}", "Anna") for n in range(100)]
        assert imported(office.fill(*people)) == (100, 100, 0)

        again = office.fill(
            *people[:50], row("601239999", "C50", "Anna"), *people[60:], row("601238888", "N")
        )

        assert imported(again) == (92, 2, 9)
        assert office.who("601230050") == office.who("601230055") == []
        assert office.who("601239999") == [("C50", "Anna")]
        assert office.who("601230099") == [("C99", "Anna")]
        assert [person.customer.id for person in office.index.search("601238888", at_most=5)] == ["N"]
        assert office.index.search("601230055", at_most=5) == ()

    def test_the_order_of_rows_and_other_columns_change_nothing(self, office: Office) -> None:
        office.fill(row("601234567", "C1", seen=1), row("601234568", "C2", seen=1))

        assert imported(office.fill(row("601234568", "C2", seen=2), row("601234567", "C1", seen=2))) == (
            2,
            0,
            0,
        )

    def test_a_number_that_cannot_be_read_is_counted_every_time(self, office: Office) -> None:
        for _ in range(2):
            told = office.fill(row("601234567"), row("garbage", "C2"))
            assert (told.kept, told.unreadable, [each.customer for each in told.examples]) == (1, 1, ["C2"])

    def test_at_most_five_examples_are_given_and_no_names_in_them(self, office: Office) -> None:
        told = office.fill(row("601234567"), *(row("garbage", f"C{n}", "Secret Name") for n in range(9)))

        assert [each.customer for each in told.examples] == [f"C{n}" for n in range(5)]
        assert not any("Secret" in str(each.why) or "garbage" in str(each.why) for each in told.examples)

    def test_other_words_for_the_same_rows_after_many_have_gone(self, office: Office) -> None:
        office.fill(*(row(f"60123{n:04}", f"C{n}", "Anna") for n in range(100)))
        office.fill(*(row(f"60123{n:04}", f"C{n}", "Anna") for n in range(10)))

        assert len(office.index.search("anna", at_most=100)) == 10
        assert office.index.search("c55", at_most=9) == ()

    def test_numbers_read_by_other_rules_are_all_read_anew(self, office: Office) -> None:
        people = (row("06012345678", "C1"), row("+48601234567", "C2"))
        office.fill(*people)
        office.reader = NumberReader("HU")

        assert office.fill(*people).changed == 2


class TestChanges:
    def test_they_alone_are_asked_for_and_everything_else_stays(self, office: Office) -> None:
        source = Telling(
            [row("601234567", "C1"), row("601234568", "C1", "Jan"), row("601234569", "C2", "Ewa")]
        )
        self.fill(office, source)
        source.changes = [
            row("601230000", "C1", "Anna"),
            row("601234560", "C3", "Nowa"),
            row(None, "C2", deleted=1),
        ]

        told = self.fill(office, source)

        assert source.asked[1][0] == "changes"
        assert imported(told) == (2, 2, 2)  # Jan is no longer at C1, and all of C2 is gone
        assert office.who("601230000") == [("C1", "Anna")]
        assert office.who("601234567") == office.who("601234568") == office.who("601234569") == []
        assert office.who("601234560") == [("C3", "Nowa")]
        assert office.index.search("ewa", at_most=3) == ()

    def test_a_row_with_a_name_of_its_own_is_changed_alone(self, office: Office) -> None:
        source = Telling([row("601234567", "C1", row_id=1), row("601234568", "C1", "Jan", row_id=2)])
        self.fill(office, source)
        source.changes = [row("601230000", "C1", row_id=1)]

        assert imported(self.fill(office, source)) == (1, 1, 0)
        assert office.who("601230000") == [("C1", "Anna")]
        assert office.who("601234568") == [("C1", "Jan")]

    def test_since_is_the_sources_own_word_where_it_has_one(self, office: Office) -> None:
        source = Telling(
            [row("1", changed_at="2026-01-02 03:04:05"), row("2", changed_at="2026-01-01 00:00:00")]
        )
        self.fill(office, source)
        source.changes = [row("3", "C3", changed_at="2026-02-02 03:04:05")]
        self.fill(office, source)
        self.fill(office, source)

        assert [parameters.get("since") for _, parameters in source.asked] == [
            None,
            "2026-01-02 03:04:05",
            "2026-02-02 03:04:05",
        ]

    def test_nothing_new_changes_nothing(self, office: Office) -> None:
        source = Telling([row("601234567", "C1", ref_sales="S")])
        self.fill(office, source)
        source.changes = list(source.rows_to_give)

        assert imported(self.fill(office, source)) == (1, 0, 0)
        source.changes = ()
        assert imported(self.fill(office, source)) == (0, 0, 0)
        assert office.who("601234567") == [("C1", "Anna")]

    def test_a_full_reading_may_be_asked_for(self, office: Office) -> None:
        source = Telling([row("601234567", "C1")])
        self.fill(office, source)

        self.fill(office, source, full=True)

        assert [question for question, _ in source.asked] == ["contacts", "contacts"]

    def test_another_question_is_answered_in_full(self, office: Office) -> None:
        source = Telling([row("601234567", "C1")])
        self.fill(office, source)

        import_contacts(office.path, source, "other contacts", office.reader, changes="changes")

        assert source.asked[-1][0] == "other contacts"

    def test_changes_that_break_off_change_nothing(self, office: Office) -> None:
        source = Telling([row("601234567", "C1")])
        self.fill(office, source)
        source.changes = [{"number": "1", "customer": "no id"}]

        with pytest.raises(Exception, match="customer_id"):
            self.fill(office, source)

        assert office.who("601234567") == [("C1", "Anna")]
        assert not list(office.path.parent.glob("*.partial*"))

    @staticmethod
    def fill(office: Office, source: Telling, *, full: bool = False) -> Imported:
        return import_contacts(office.path, source, "contacts", office.reader, changes="changes", full=full)


@dataclass
class Killing(Rows):
    """A source in whose middle the program is killed, as by the system."""

    rows_to_give: Sequence[Row] = ()

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        for place, each in enumerate(numbered(MANY)):
            if place == MANY - 1:
                os.kill(os.getpid(), signal.SIGKILL)
            yield each


@pytest.fixture
def often_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_reading, "_SAFE_EVERY", SAFE)


def _be_killed(path: Path) -> None:
    full_reading._SAFE_EVERY = SAFE
    import_contacts(path, Killing(), "contacts", NumberReader("PL", "0"))


@pytest.mark.usefixtures("often_safe")
class TestGoingOn:
    @pytest.mark.skipif(os.name == "nt", reason="nothing kills like SIGKILL there")
    def test_an_import_that_was_killed_goes_on_in_whatever_order_rows_come(self, office: Office) -> None:
        killed = multiprocessing.get_context("spawn").Process(target=_be_killed, args=(office.path,))
        killed.start()
        killed.join()
        assert killed.exitcode == -signal.SIGKILL
        assert not office.index.is_imported
        backwards = [*numbered(MANY)][::-1]

        told = office.fill(*backwards, row("22 555 01 23", "new"))

        assert told.kept == MANY + 1
        assert told.changed == MANY + 1 - 2 * SAFE  # the rest was there already
        assert office.who("600000000") == [("C0", "P0")]
        assert office.who("600008999") == [("C8999", "P8999")]
        assert office.who("225550123") == [("new", "Anna")]
        assert len(office.index.search("p8999", at_most=3)) == 1
        assert not list(office.path.parent.glob("*.partial*"))

    def test_a_source_that_breaks_off_after_much_was_read_is_gone_on_with(self, office: Office) -> None:
        gone = SourceUnavailable(say("gone"))
        with pytest.raises(SourceUnavailable, match="gone"):
            import_contacts(office.path, Rows([*numbered(5_000)], gone), "contacts", office.reader)

        told = import_contacts(office.path, Rows([*numbered(5_000)]), "contacts", office.reader)

        assert (told.read, told.changed) == (5_000, 1_000)

    def test_what_was_left_by_a_killed_import_and_is_broken_is_begun_anew(self, office: Office) -> None:
        office.fill(row("601234567", "C1"))
        with pytest.raises(SourceUnavailable, match="gone"):
            import_contacts(
                office.path,
                Rows([*numbered(4_001)], SourceUnavailable(say("gone"))),
                "contacts",
                office.reader,
            )
        (left,) = office.path.parent.glob("*.partial")
        left.write_bytes(b"broken" * 1000)

        assert office.fill(row("601234567", "C1"), row("601234568", "C2")).kept == 2
        assert office.who("601234568") == [("C2", "Anna")]


def test_a_second_import_at_the_same_time_says_so_and_disturbs_nothing(office: Office) -> None:
    inside: list[str] = []

    class Meanwhile(Rows):
        def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
            with pytest.raises(SourceUnavailable, match="Another import"):
                office.fill(row("601234568", "C2"))
            inside.append("tried")
            yield from super().stream(question, parameters)

    import_contacts(office.path, Meanwhile([row("601234567", "C1")]), "contacts", office.reader)

    assert inside == ["tried"]
    assert office.who("601234567") == [("C1", "Anna")]


def test_a_copy_of_the_index_keeps_what_agents_picked_and_noted(office: Office) -> None:
    office.fill(row("601234567", "C1"), row("601234567", "C2", "Jan"))
    number = office.reader.read("601234567")
    assert number
    office.index.remember(number, office.index.candidates(number).people[1])

    office.fill(row("601234567", "C1"), row("601234567", "C2", "Jan"), row("601234568", "C3"))

    assert office.who("601234567")[0] == ("C2", "Jan")
    with sqlite3.connect(office.path) as state:
        assert state.execute("select count(*) from choice").fetchone() == (1,)
    state.close()
