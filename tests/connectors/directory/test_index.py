"""Who has a number: the hard cases."""

import sqlite3
import sys
import threading
import time
from datetime import UTC, date, datetime
from uuid import uuid4

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from connectors.directory.index import DirectoryIndex
from screenpop.customers import Customer, Match, Person, Prospect
from screenpop.errors import SourceUnavailable
from screenpop.phone_numbers import NumberReader, PhoneNumber
from tests.connectors.directory.conftest import Office, row
from tests.phone_numbers.valid import valid_numbers, written


@pytest.mark.parametrize(
    "stored",
    [
        "+48 22 555 01 23",
        "0048225550123",
        "(0-22) 555 01 23",
        "22/555-01-23",
        "+48 (0)22 555 01 23",
        "22 555 01 23 wew. 12",
        "601 234 567, 22 555 01 23",
        "22\N{NO-BREAK SPACE}555.01.23",
        "٢٢٥٥٥٠١٢٣",
        225550123,
        225550123.0,
    ],
)
@pytest.mark.parametrize(
    "presented", ["+48225550123", "0048225550123", "0225550123", "22 555 01 23", "48225550123"]
)
def test_a_number_is_found_however_it_is_stored_and_presented(
    office: Office, stored: object, presented: str
) -> None:
    office.fill(row("22 555 01 24", "C9", "Ola"), row(stored), row("888", "C0", "Ewa"))

    identity = office.identify(presented)

    assert (identity.match, office.who(presented)) == (Match.EXACT, [("C1", "Anna")])


def test_everything_that_the_source_tells_of_a_person_is_there(office: Office) -> None:
    office.fill(
        row(
            "22 555 01 23",
            active="Y",
            since="2019-05-01",
            role="buyer",
            ref_accounting=77,
            ref_sales="",
            REF_CREDIT="K-9",
        )
    )

    person = office.identify("22 555 01 23").person

    assert person == Person(
        Customer("C1", "Firma C1", {"accounting": "77", "credit": "K-9"}, date(2019, 5, 1)),
        "Anna",
        role="buyer",
    )
    assert [person.customer.reference(of) for of in ("accounting", "sales", "cross_sell")] == [
        "77",
        "C1",
        "C1",
    ]


def test_a_short_number_is_found_only_as_a_whole(office: Office) -> None:
    office.fill(row("888", "C0", "Ola"), row("+33678885678", "C2", "Pierre"), row("8885", "C0", "Ewa"))

    assert office.who("888") == [("C0", "Ola")]
    assert office.identify("888").people[0].internal
    assert office.who("+33678885678") == office.who("33678885678") == [("C2", "Pierre")]
    assert not office.identify("+33678885678").people[0].internal
    assert office.who("88") == office.who("678") == office.who("85678") == office.who("0888") == []


def test_a_number_is_not_found_by_its_end(office: Office) -> None:
    office.fill(row("+48 22 555 01 23"))

    assert office.who("+44225550123") == office.who("+492255501230") == office.who("+4822555012") == []


def test_the_national_number_of_another_country_is_another_number(office: Office) -> None:
    office.fill(row("+44 20 7946 0018", "C1"), row("+36 1 234 5678", "C2"))

    assert office.who("+48 20 794 60 01") == []
    assert office.who("+36 1 234 5678") == [("C2", "Anna")]


def test_forty_people_behind_one_number_are_all_there_once(office: Office) -> None:
    rows = [row("22 555 01 23", "C1", f"P{n}") for n in range(40)]
    office.fill(*rows, *rows, row("22 555 01 23", "C1", None))

    identity = office.identify("22 555 01 23")

    assert identity.match is Match.SHARED
    assert [person.contact for person in identity.people] == [f"P{n}" for n in range(40)]
    assert identity.customer is not None
    assert identity.customer.id == "C1"


def test_one_number_of_two_customers_leaves_the_customer_open(office: Office) -> None:
    office.fill(row("601 234 567", "C1", "Anna"), row("+48601234567", "C2", "Jan"))

    identity = office.identify("601234567")

    assert (identity.match, identity.customer, len(identity.people)) == (Match.SHARED, None, 2)


def test_people_who_left_come_last_and_do_not_count(office: Office) -> None:
    office.fill(row("601234567", "C2", "Ewa", active=0), row("601234567", "C1", "Anna", active=1))

    identity = office.identify("601234567")

    assert (identity.match, office.who("601234567")) == (Match.EXACT, [("C1", "Anna"), ("C2", "Ewa")])


class TestBehindAMainNumber:
    def test_a_tail_that_nobody_has_is_the_companys_people(self, office: Office) -> None:
        office.fill(
            row("+48 22 555 01-0", "C1", None),
            row("601 234 567", "C1", "Anna"),
            row("+48 22 555 02 22", "C2", "Jan"),
        )

        identity = office.identify("+48225550177")

        assert (identity.match, office.who("+48225550177")) == (Match.SHARED, [("C1", "Anna")])
        assert identity.customer is not None

    def test_a_tail_that_somebody_has_is_theirs(self, office: Office) -> None:
        office.fill(
            row("22 555 01-0", "C1", None),
            row("22 555 01 23", "C1", "Anna"),
            row("22 555 01 24", "C1", "Jan"),
        )

        assert office.identify("+48225550123").match is Match.EXACT
        assert office.who("+48225550123") == [("C1", "Anna")]

    def test_a_company_without_people_is_one_entry(self, office: Office) -> None:
        office.fill(row("22 555 01-0", "C1", None))

        assert office.identify("+48225550199").match is Match.SHARED
        assert office.who("+48225550199") == [("C1", None)]

    def test_the_longest_stem_wins(self, office: Office) -> None:
        office.fill(row("+49 711 123-0", "C1", None), row("+49 711 1234-0", "C2", None))

        assert office.who("+4971112345") == [("C2", None)]
        assert office.who("+4971112300") == [("C1", None)]

    def test_the_stem_itself_and_strangers_are_unknown(self, office: Office) -> None:
        office.fill(row("+49 711 1234-0", "C1", None))

        assert office.who("+497111234") == office.who("+4971112") == office.who("+48711123415") == []

    def test_the_main_number_itself_which_no_person_has_is_anybodys_there(self, office: Office) -> None:
        office.fill(
            row("+49 711 1234-0", "C1", None),
            row("+49 711 1234-5", "C1", "Anna"),
            row("0048 601 234 567", "C1", "Jan"),
            row("+49 711 5678-0", "C2", None),
        )

        assert office.identify("+4971112340").match is office.identify("+4971156780").match is Match.SHARED
        assert office.who("+4971112340") == [("C1", "Anna"), ("C1", "Jan")]
        assert office.who("+4971156780") == [("C2", None)]

    def test_a_companys_number_is_its_peoples_whether_or_not_it_ends_in_a_dash_and_0(
        self, office: Office
    ) -> None:
        office.fill(row("22 555 01 00", "C1", None), row("601 234 567", "C1", "Anna"))

        assert office.identify("225550100").match is Match.SHARED
        assert office.who("225550100") == [("C1", "Anna")]

    @pytest.mark.parametrize("nobody", [None, "", " "])
    def test_a_row_without_a_name_is_the_company_however_the_source_leaves_it_out(
        self, office: Office, nobody: str | None
    ) -> None:
        office.fill(row("22 555 01 00", "C1", nobody))

        assert office.who("225550100") == [("C1", None)]

    def test_people_who_have_left_do_not_answer_for_the_company(self, office: Office) -> None:
        office.fill(row("22 555 01 00", "C1", None), row("601 234 567", "C1", "Anna", active=False))

        assert office.identify("225550100").match is Match.EXACT
        assert office.who("225550100") == [("C1", None), ("C1", "Anna")]

    def test_somebody_noted_there_stands_behind_whom_the_source_knows(self, office: Office) -> None:
        office.fill(row("22 555 01 00", "C1", None))
        office.index.take_in(
            Prospect(uuid4(), "+48225550100", "Ewa", "", "", "anna", datetime(2026, 5, 4, tzinfo=UTC))
        )

        assert office.who("225550100") == [("C1", None)]

    def test_a_short_number_never_lies_behind_one(self, office: Office) -> None:
        office.fill(row("22 555 01-0", "C1", None))

        assert office.who("482") == office.who("48225") == []


class TestTheAgentsChoice:
    def test_it_comes_first_the_next_time(self, office: Office) -> None:
        office.fill(row("601234567", "C1", "Anna"), row("601234567", "C2", "Jan"))
        number = PhoneNumber("+48601234567")

        office.index.remember(number, office.identify("601234567").people[1])

        assert office.who("601234567") == [("C2", "Jan"), ("C1", "Anna")]
        assert office.identify("601234567").match is Match.SHARED

    def test_the_newest_counts(self, office: Office) -> None:
        office.fill(row("601234567", "C1", "Anna"), row("601234567", "C2", None))
        number = PhoneNumber("+48601234567")
        anna, company = office.identify("601234567").people

        office.index.remember(number, company)
        office.index.remember(number, anna)
        office.index.remember(number, company)

        assert office.index.candidates(number).last_choice == company

    def test_it_survives_an_import_and_a_restart(self, office: Office) -> None:
        office.fill(row("601234567", "C1", "Anna"), row("601234567", "C2", "Jan"))
        office.index.remember(PhoneNumber("+48601234567"), office.identify("601234567").people[1])

        office.fill(
            row("601234567", "C1", "Anna"), row("601234567", "C2", "Jan"), row("601234567", "C3", "Ewa")
        )
        assert office.who("601234567")[0] == ("C2", "Jan")

        index = DirectoryIndex(office.path, deadline=office.index.deadline)
        assert index.candidates(PhoneNumber("+48601234567")).last_choice is not None
        index.close()

    def test_somebody_who_does_not_have_the_number_is_known_but_not_offered(self, office: Office) -> None:
        office.fill(row("601234567", "C1", "Anna"))
        number = PhoneNumber("+48600000000")
        office.index.remember(number, office.identify("601234567").people[0])

        candidates = office.index.candidates(number)

        assert candidates.people == ()
        assert candidates.last_choice == office.identify("601234567").people[0]
        assert office.identify("600000000").match is Match.UNKNOWN

    def test_it_is_forgotten_with_the_person(self, office: Office) -> None:
        office.fill(row("601234567", "C1", "Anna"))
        office.index.remember(PhoneNumber("+48601234567"), office.identify("601234567").people[0])
        office.fill(row("601234567", "C2", "Jan"))

        assert office.index.candidates(PhoneNumber("+48601234567")).last_choice is None


def test_text_from_outside_is_only_ever_data(office: Office) -> None:
    evil = "'; drop table entry; --"
    office.fill(row("601234567", evil, evil, ref_sales=evil))

    assert office.who("601234567") == [(evil, evil)]
    office.index.remember(PhoneNumber(short="' or 1=1"), office.identify("601234567").people[0])
    assert office.index.candidates(PhoneNumber(short="' or 1=1 --")).people == ()
    assert office.who("601234567") == [(evil, evil)]


def test_many_threads_ask_at_once(office: Office) -> None:
    office.fill(*(row(f"60123{n:04}", f"C{n}", "Anna") for n in range(200)))
    wrong: list[str] = []

    def ask() -> None:
        wrong.extend(f"60123{n:04}" for n in range(200) if office.who(f"60123{n:04}") != [(f"C{n}", "Anna")])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_threads_that_come_and_go_leave_no_file_open(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.fill(row("601234567"))
    opened: list[str] = []
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: opened.append(str(a[0])) or connect(*a, **k))

    for _ in range(5):
        thread = threading.Thread(target=office.index.search, args=("anna",), kwargs={"at_most": 3})
        thread.start()
        thread.join()

    assert len(opened) == 2  # `directory.db` and the index


def test_a_question_that_is_under_way_is_answered_though_the_directory_closes(office: Office) -> None:
    office.fill(row("601234567", "C1"), row("601234568", "C2"))
    customers = office.index.customers()
    first = next(customers)

    office.index.close()

    assert {first.id, *(customer.id for customer in customers)} == {"C1", "C2"}


def test_a_directory_that_was_never_imported_says_so(office: Office) -> None:
    assert not office.index.is_imported
    for ask in (
        lambda: office.index.candidates(PhoneNumber("+48601234567")),
        lambda: office.index.search("anna", at_most=5),
        lambda: office.index.samples(at_most=1),
        office.index.size,
    ):
        with pytest.raises(SourceUnavailable, match="never imported"):
            ask()


def test_a_file_that_is_no_database_is_an_error_that_says_what_to_do(office: Office) -> None:
    office.path.write_bytes(b"not a database" * 1000)

    with pytest.raises(SourceUnavailable, match="import"):
        office.index.candidates(PhoneNumber("+48601234567"))


def test_an_index_that_was_damaged_is_an_error_that_says_what_to_do(office: Office) -> None:
    office.fill(row("601234567"))
    for file in office.path.parent.glob("directory-*.db"):
        file.write_bytes(b"\0" * file.stat().st_size)

    with pytest.raises(SourceUnavailable, match="import"):
        office.index.candidates(PhoneNumber("+48601234567"))


def test_a_closed_directory_answers_nobody(office: Office) -> None:
    office.fill(row("601234567"))
    office.who("601234567")

    office.index.close()

    with pytest.raises(SourceUnavailable, match="closed"):
        office.index.candidates(PhoneNumber("+48601234567"))


def test_samples_are_active_customers_each_once(office: Office) -> None:
    office.fill(
        row("601234567", "C1", "Ewa", active=0),
        row("601234568", "C2", "Anna"),
        row("601234569", "C2", "Jan"),
        row("101", "C0", "Ola"),
        row("601234560", "C3", None),
    )

    assert [customer.id for customer in office.index.samples(at_most=9)] == ["C2", "C3"]
    assert len(office.index.samples(at_most=1)) == 1


def test_everybody_who_speaks_for_a_customer_is_found_by_its_number(office: Office) -> None:
    office.fill(row("601234567", "C1", "Ewa"), row("601234568", "C1", "Jan"), row("601234569", "C2", "Anna"))

    assert [person.contact for person in office.index.people_of("C1")] == ["Ewa", "Jan"]
    assert office.index.people_of("C' or 1=1 --") == ()


def test_answers_stay_quick_with_a_hundred_thousand_numbers(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.perf_counter()
    office.fill(
        *(row(f"+48 60{n // 100_000} {n % 100_000:05} 1", f"C{n // 3}", f"P{n}") for n in range(100_000))
    )
    filled = time.perf_counter() - began
    numbers = [PhoneNumber(f"+48600{n:05}1") for n in range(0, 100_000, 97)]

    times = []
    for number in numbers:
        began = time.perf_counter()
        assert len(office.index.candidates(number).people) == 1
        times.append((time.perf_counter() - began) * 1000)

    times.sort()
    with capsys.disabled():
        sys.stdout.write(
            f"\n100,000 numbers: {100_000 / filled:,.0f} a second imported; "
            f"looked up in {times[len(times) // 2]:.3f} ms (median), {times[int(len(times) * 0.99)]:.3f} ms (p99)\n"
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(valid_numbers("PL", "HU", "TH", "GB", "DE", "US"), min_size=1, max_size=6),
    data=st.data(),
)
def test_exactly_the_people_with_a_number_are_found(
    office: Office, numbers: list[phonenumbers.PhoneNumber], data: st.DataObject
) -> None:
    e164s = [phonenumbers.format_number(number, PhoneNumberFormat.E164) for number in numbers]
    office.reader = NumberReader("PL")
    cells = [data.draw(written(number, "PL")) for number in numbers]
    office.fill(*(row(cell, f"C{n}", f"P{n}") for n, cell in enumerate(cells)))

    for wanted, number in zip(e164s, numbers, strict=True):
        expected = [(f"C{n}", f"P{n}") for n, e164 in enumerate(e164s) if e164 == wanted]
        assert sorted(office.who(data.draw(written(number, "PL")))) == expected


def test_the_index_is_not_written_to(office: Office) -> None:
    office.fill(row("601234567"))
    file = next(office.path.parent.glob("directory-*.db"))
    before = file.read_bytes()
    office.index.remember(PhoneNumber("+48601234567"), office.identify("601234567").people[0])
    office.index.search("anna", at_most=3)

    assert file.read_bytes() == before
    with sqlite3.connect(office.path) as state:
        assert state.execute("select count(*) from choice").fetchone() == (1,)
    state.close()
