"""Imports: what they take, what they refuse, and that a failed one changes nothing."""

import os
import threading
import time
from pathlib import Path

import pytest

from connectors.directory.counts import Imported
from connectors.directory.index import DirectoryIndex
from screenpop.customers import Match
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.phone_numbers import PhoneNumber
from screenpop.sentences import say
from tests.connectors.directory.conftest import Office, row


def index_files(office: Office) -> list[Path]:
    return list(office.path.parent.glob("directory-*.db"))


def test_rows_are_counted(office: Office) -> None:
    imported = office.fill(
        row("22 555 01 23"),
        row("22 555 01 24, 601 234 567"),
        row(None, contact="no number"),
        row("garbage", contact="no such number"),
        row("22 555 01 25", customer_id=None),
    )

    assert (imported.read, imported.kept, imported.unreadable) == (5, 3, 2)
    assert [(each.customer, str(each.why)) for each in imported.examples] == [
        ("C1", "no telephone number can be read in what stands for one"),
        (None, "“contacts”, row 5: the column “customer_id” is empty."),
    ]


def test_a_row_without_a_number_makes_the_customer_searchable(office: Office) -> None:
    office.fill(row(None, "C7", "Zofia"), row("", "C8", "Zenon"), row("garbage", "C9", "Zdzisław"))

    assert [
        p.customer.id for z in ("zofia", "zenon", "zdzislaw") for p in office.index.search(z, at_most=2)
    ] == [
        "C7",
        "C8",
        "C9",
    ]


def test_only_three_columns_are_needed(office: Office) -> None:
    assert office.fill({"NUMBER": "601234567", "Customer_ID": 5, "customer": "Hurt-Bud"}) == Imported(
        1, 1, 0, changed=1
    )

    person = office.identify("601234567").person

    assert person is not None
    assert (person.customer.id, person.contact, person.active) == ("5", None, True)
    assert person.customer.reference("accounting") == "5"


@pytest.mark.parametrize("missing", ["number", "customer_id", "customer"])
def test_a_missing_column_is_named_and_nothing_changes(office: Office, missing: str) -> None:
    office.fill(row("601234567"))
    without = {name: value for name, value in row("601234568").items() if name != missing}

    with pytest.raises(UnreadableAnswer, match=missing):
        office.fill(without)

    assert office.who("601234567") == [("C1", "Anna")]


@pytest.mark.parametrize(
    ("active", "expected"),
    [
        (1, True),
        ("Y", True),
        (True, True),
        (None, True),
        ("", True),
        (0, False),
        ("false", False),
        ("N", False),
    ],
)
def test_active_is_read_and_nobody_has_left_of_whom_nothing_is_said(
    office: Office, active: object, expected: bool
) -> None:
    office.fill(row("601234567", active=active))

    assert office.identify("601234567").people[0].active is expected


def test_one_bad_row_costs_only_itself(office: Office) -> None:
    imported = office.fill(
        row("601234567", active="perhaps"), row("601234568", active="ask"), row("601234569", "C3")
    )

    assert (imported.read, imported.kept, imported.unreadable) == (3, 1, 2)
    assert office.who("601234569") == [("C3", "Anna")]


@pytest.mark.parametrize("since", ["long ago", "2018", "2018-13-45", 2018])
def test_whoever_calls_is_found_even_if_nobody_can_read_since_when(office: Office, since: object) -> None:
    imported = office.fill(row("601234567", since=since))

    assert (imported.kept, imported.unreadable) == (1, 0)
    assert office.who("601234567") == [("C1", "Anna")]


def test_rows_that_are_all_bad_are_an_error_and_nothing_changes(office: Office) -> None:
    office.fill(row("601234567"))

    with pytest.raises(UnreadableAnswer, match="active"):
        office.fill(row("601234568", active="perhaps"))

    assert office.who("601234567") == [("C1", "Anna")]


@pytest.mark.parametrize("failure", [SourceUnavailable(say("gone")), UnreadableAnswer(say("gone"))])
def test_an_import_that_breaks_off_leaves_the_old_index_serving(office: Office, failure: Exception) -> None:
    office.fill(row("601234567", "C1"))
    before = index_files(office)

    with pytest.raises(type(failure), match="gone"):
        office.fill(*(row(f"60{n:07}", "C2") for n in range(5000)), failure=failure)

    assert office.who("601234567") == [("C1", "Anna")]
    assert office.who("600000007") == []
    assert index_files(office) == before


def test_a_first_import_that_breaks_off_leaves_nothing(office: Office) -> None:
    with pytest.raises(KeyboardInterrupt):
        office.fill(row("601234567"), failure=KeyboardInterrupt())

    assert index_files(office) == []
    assert not office.index.is_imported


def test_readers_see_a_new_import_without_a_restart(office: Office) -> None:
    office.fill(row("601234567", "C1"))
    assert office.who("601234567") == [("C1", "Anna")]

    office.fill(row("601234567", "C2"), row("601234568", "C3"))

    assert office.who("601234567") == [("C2", "Anna")]
    assert [p.customer.id for p in office.index.search("anna", at_most=5)] == ["C2", "C3"]
    assert len(index_files(office)) == 1


def test_readers_are_answered_all_through_imports(office: Office) -> None:
    office.fill(row("601234567", "C0"))
    over, seen, wrong = threading.Event(), set[str](), list[object]()

    def ask() -> None:
        while not over.is_set():
            people = office.index.candidates(PhoneNumber("+48601234567")).people
            if len(people) == 1:
                seen.add(people[0].customer.id)
            else:
                wrong.append(people)

    reader = threading.Thread(target=ask)
    reader.start()
    try:
        for n in range(1, 8):
            office.fill(row("601234567", f"C{n}"), *(row(f"60{m:07}", "Z") for m in range(50)))
    finally:
        over.set()
        reader.join()

    assert wrong == []
    assert seen <= {f"C{n}" for n in range(8)}
    assert office.who("601234567") == [("C7", "Anna")]


def test_an_import_of_nothing_is_an_empty_directory(office: Office) -> None:
    assert office.fill() == Imported(0, 0, 0)
    assert office.index.is_imported
    assert office.identify("601234567").match is Match.UNKNOWN


def test_what_a_killed_import_left_behind_is_cleared_away_later(office: Office) -> None:
    left, at_work = office.path.with_name("directory-killed.db"), office.path.with_name("directory-other.db")
    left.write_bytes(b"half")
    at_work.write_bytes(b"half")
    os.utime(left, (time.time() - 7200,) * 2)

    office.fill(row("601234567"))

    assert not left.exists()
    assert at_work.exists()


def test_an_index_of_another_layout_counts_as_never_imported(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.directory.index_files.LAYOUT", 0)
    office.fill(row("601234567"))

    assert not office.index.is_imported


def test_a_state_file_that_is_broken_is_made_anew_by_an_import(office: Office) -> None:
    office.path.write_bytes(b"not a database" * 1000)

    office.fill(row("601234567"))

    assert office.who("601234567") == [("C1", "Anna")]


def test_progress_is_told(office: Office) -> None:
    told: list[int] = []

    office.fill(*(row(f"60{n:07}") for n in range(4500)), progress=told.append)

    assert told == [2000, 4000, 4500]


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX's")
def test_the_files_are_for_this_user_alone(office: Office) -> None:
    office.fill(row("601234567"))
    office.index.remember(PhoneNumber("+48601234567"), office.identify("601234567").people[0])

    for file in office.path.parent.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file


def test_a_folder_that_is_not_there_is_an_error_that_says_why(office: Office) -> None:
    office.path = office.path.parent / "nowhere" / "directory.db"

    with pytest.raises(SourceUnavailable, match="No such file"):
        office.fill(row("601234567"))


def test_a_path_with_every_sign_works(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "a b?c#d%20é"
    folder.mkdir()
    office.path = folder / "directory.db"
    office.fill(row("601234567"))

    index = DirectoryIndex(office.path, deadline=office.index.deadline)
    assert len(index.candidates(PhoneNumber("+48601234567")).people) == 1
    index.close()
