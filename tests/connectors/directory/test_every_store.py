"""What a directory promises wherever it is kept: in files, on a team's server, on one without pg_trgm."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from connectors.directory import index as index_module
from connectors.directory.counts import Imported
from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from connectors.directory.shared import importing as shared_importing
from connectors.directory.shared.importing import import_shared
from connectors.directory.shared.server import Server
from screenpop.customers import Customer, Match, Person, Prospect
from screenpop.errors import (
    ConfigurationError,
    SourceDenied,
    SourceError,
    SourceUnavailable,
    UnreadableAnswer,
)
from screenpop.permission import Channel, Marketing
from screenpop.phone_numbers import NumberReader, PhoneNumber
from screenpop.ports.source import Row
from screenpop.rules.resolution import resolve
from screenpop.sentences import say
from tests.connectors.directory.conftest import Rows, row
from tests.connectors.directory.test_going_on import Telling
from tests.servers import PostgreSQL

SECOND = timedelta(seconds=1)
PATIENT = timedelta(seconds=10)
GRANTS = """
grant usage on schema screenpop_directory to reader;
grant select on all tables in schema screenpop_directory to reader;
grant insert, update on screenpop_directory.choice to reader;
grant insert on screenpop_directory.prospect to reader;
"""
NUMBER = PhoneNumber("+48601234567")


@dataclass
class Kept:
    """A directory, and the way to fill it."""

    index: DirectoryIndex
    take: Callable[..., Imported]
    reader: NumberReader = field(default_factory=lambda: NumberReader("PL", "0"))

    def fill(self, *rows: Row, failure: Exception | None = None) -> Imported:
        return self.take(Rows(rows, failure), "contacts", self.reader)

    def who(self, presented: str) -> list[tuple[str, str | None]]:
        number = self.reader.read(presented)
        assert number is not None
        people = resolve(number, self.index.candidates(number), withheld=False).people
        return [(person.customer.id, person.contact) for person in people]

    def found(self, text: str, at_most: int = 10) -> list[str]:
        return [person.customer.id for person in self.index.search(text, at_most=at_most)]


@pytest.fixture(params=["file", "server", "server without pg_trgm"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "file":
        file = tmp_path / "directory.db"
        index = DirectoryIndex(file, deadline=SECOND)
        yield Kept(index, lambda *a, **more: import_contacts(file, *a, **more))
        index.close()
        return
    postgresql: PostgreSQL = request.getfixturevalue("postgresql")
    database = postgresql.create_database()
    login = postgresql.administrator
    if request.param == "server without pg_trgm":
        postgresql.run_sql(
            f"""do $$ begin if not exists (select 1 from pg_roles where rolname = 'importer') then
                    create role importer login password '{postgresql.password()}'; end if; end $$;
                grant create on database {database} to importer;
                revoke create on schema public from public;""",
            database,
        )
        login = "importer"
        postgresql.run_sql(f"create schema screenpop_directory authorization {login}", database)
        # nobody but the administrator may install an extension into public
    importing = Server(postgresql.url(database, login=login), postgresql.password, deadline=PATIENT)
    index = DirectoryIndex(
        Server(postgresql.url(database), postgresql.password, deadline=PATIENT), deadline=PATIENT
    )

    def take(*arguments: Any, **more: Any) -> Imported:
        imported = import_shared(importing, *arguments, **more)
        postgresql.run_sql(GRANTS, database)
        return imported

    yield Kept(index, take)
    index.close()
    importing.close()


def test_before_an_import_it_says_so(kept: Kept) -> None:
    assert not kept.index.is_imported
    with pytest.raises(SourceUnavailable, match="never imported"):
        kept.index.candidates(NUMBER)


def test_everything_that_the_source_tells_of_a_person_is_there(kept: Kept) -> None:
    told = kept.fill(
        row("601 234 567", active="Y", since="2019-05-01", role="buyer", ref_sales=7), row("garbage", "C2")
    )

    assert (told.read, told.kept, told.unreadable, told.changed) == (2, 1, 1, 2)
    assert kept.index.is_imported
    assert kept.index.candidates(NUMBER).people == (
        Person(Customer("C1", "Firma C1", {"sales": "7"}, date(2019, 5, 1)), "Anna", role="buyer"),
    )


def test_numbers_are_found_by_whole_equality_main_number_and_extension(kept: Kept) -> None:
    kept.fill(
        row("888", "C0", "Ola"),
        row("+33 6 78 88 56 78", "C2", "Pierre"),
        row("22 777 01-0", "C3", None),
        row("22 777 01 11", "C3", "Ewa", active=0),
        row("601 234 567, 601 234 568", "C4", "Jan"),
        row("601 234 567", "C5", "Zofia", active=0),
        row("22 555 70 10 wew. 11", "C6", "Adam"),
        row("22 555 70 10 wew. 12", "C6", "Beata"),
    )

    assert kept.who("888") == [("C0", "Ola")]
    assert kept.who("33678885678") == [("C2", "Pierre")]
    assert kept.who("601234567") == [("C4", "Jan"), ("C5", "Zofia")]
    assert kept.who("601234568") == [("C4", "Jan")]
    assert kept.who("227770199") == [("C3", None), ("C3", "Ewa")]
    assert kept.who("tel:+48225557010;ext=12") == [("C6", "Beata")]
    assert kept.who("227880199") == []


def test_choices_are_remembered_over_imports(kept: Kept) -> None:
    rows = [row("601234567", "C1"), row("601234567", "C2", "Jan"), row("601234567", "C3", None)]
    kept.fill(*rows)
    for place in (0, 1):
        kept.index.remember(NUMBER, kept.index.candidates(NUMBER).people[place])

    kept.fill(*rows, row("601234568", "C4"))

    assert kept.index.candidates(NUMBER).last_choice == kept.index.candidates(NUMBER).people[1]
    assert kept.who("601234567")[0] == ("C2", "Jan")


def test_prospects_count_until_the_source_knows_their_number(kept: Kept) -> None:
    kept.fill(row("601234568", "C1"))
    at = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    noted = Prospect(UUID(int=7), "+48601234567", "Ewa Żak", "Nowa Łódź", "calls again", "anna", at)
    nameless = Prospect(UUID(int=8), None, "", "Bez numeru", "", "anna", at + SECOND)

    person = kept.index.take_in(noted)
    kept.index.take_in(noted)
    kept.index.take_in(nameless)

    assert person.prospect
    assert kept.index.candidates(NUMBER).people == (person,)
    assert kept.index.people_of(person.customer.id) == (person,)
    assert kept.index.search("lodz nowa", at_most=5) == kept.index.search("zak", at_most=5) == (person,)
    assert kept.index.search("4860123456", at_most=5)[:2].count(person) == 1
    assert list(kept.index.prospects()) == [noted, nameless]

    kept.fill(row("601234568", "C1"), row("601234567", "C9", "Ewa Żak"))

    assert kept.who("601234567") == [("C9", "Ewa Żak")]
    assert kept.found("zak") == ["C9"]
    assert kept.found("bez numeru") == [f"prospect-{UUID(int=8)}"]
    assert list(kept.index.prospects()) == [noted, nameless]


def test_a_search_asks_only_about_prospects_who_fit(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.fill(row("601234568", "C1"))
    at = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    for number in range(9):
        noted = Prospect(UUID(int=number), f"+4860123457{number}", "", f"Firma nr {number}x", "", "anna", at)
        kept.index.take_in(noted)
    asked: list[Prospect] = []
    is_still_one = index_module._is_still_one
    monkeypatch.setattr(
        index_module,
        "_is_still_one",
        lambda prospect, opened: (asked.append(prospect), is_still_one(prospect, opened))[1],
    )

    assert kept.found("7x") == [f"prospect-{UUID(int=7)}"]
    assert [prospect.id for prospect in asked] == [UUID(int=7)]


def test_a_customers_new_number_is_theirs_until_the_source_says_whose_it_is(kept: Kept) -> None:
    kept.fill(row("601234568", "C1", "Ewa Żak"), row("601234569", "C2", "Jan"))
    at = datetime(2026, 5, 4, 12, 30, tzinfo=UTC)
    proposed = Prospect(UUID(int=7), "+48601234567", "Ewa Żak", "Firma", "", "anna", at, "C1")

    kept.index.take_in(proposed)
    kept.index.take_in(replace(proposed, id=UUID(int=8)))

    (person,) = kept.index.candidates(NUMBER).people
    assert (person.customer.id, person.contact, person.prospect) == ("C1", "Ewa Żak", False)
    assert person == kept.index.people_of("C1")[0]
    assert list(kept.index.prospects()) == [proposed]
    assert kept.found("zak") == ["C1"]

    kept.fill(row("601234568", "C1", "Ewa Żak"), row("601234567", "C2", "Jan"))

    assert kept.who("601234567") == [("C2", "Jan")]


def test_somebody_to_practise_with_is_an_active_person_with_a_whole_number(kept: Kept) -> None:
    kept.fill(row("105", "C1"), row("", "C2"), row("601234567", "C3"), row("601234568", "C4", active=False))

    assert {kept.index.any_number() for _ in range(10)} == {"+48601234567"}


def test_where_nobody_has_a_number_there_is_nobody_to_practise_with(kept: Kept) -> None:
    kept.fill(row("105", "C1"))

    assert kept.index.any_number() is None


def test_people_have_a_language_and_may_hear_of_money_or_not(kept: Kept) -> None:
    kept.fill(
        row("601234567", "C1", "Ewa", language="pl_PL", finance="no"),
        row("601234568", "C1", "Jan", language="hu", finance=1, role="buyer"),
        row("601234569", "C1", "Ola", language="", finance=""),
        row("601234570", "C1", "Iza", language="Polish, we think", finance="perhaps"),
    )

    told = {
        person.contact: (person.language, person.may_hear_finance, person.role)
        for person in kept.index.people_of("C1")
    }
    assert told == {
        "Ewa": ("pl", False, None),
        "Jan": ("hu", True, "buyer"),
        "Ola": (None, None, None),
        "Iza": (None, False, None),  # who may hear of money must be sure
    }


def test_who_may_hear_of_money_changes_with_the_source(kept: Kept) -> None:
    kept.fill(row("601234567", "C1", "Ewa"))
    assert kept.index.people_of("C1")[0].may_hear_finance is None

    kept.fill(row("601234567", "C1", "Ewa", finance=False))
    assert kept.index.people_of("C1")[0].may_hear_finance is False


def test_people_may_be_approached_or_not_on_each_channel(kept: Kept) -> None:
    kept.fill(
        row("601234567", "C1", "Ewa", marketing_ok="no", marketing_phone="", marketing_email=None),
        row("601234568", "C1", "Jan", marketing_ok=True, MARKETING_PHONE=0, marketing_message="y"),
        row("601234569", "C1", "Ola", marketing_ok="we do not know", marketing_post="1.0"),
        row("601234570", "C1", "Iza", marketing_ok=" "),
    )

    told = {person.contact: person.marketing.allowed for person in kept.index.people_of("C1")}
    assert told == {
        "Ewa": {Channel.ALL: False},
        "Jan": {Channel.ALL: True, Channel.PHONE: False, Channel.MESSAGE: True},
        "Ola": {Channel.ALL: False, Channel.POST: True},  # who is to be approached must be sure
        "Iza": {},
    }
    assert kept.index.candidates(NUMBER).people[0].marketing == Marketing({Channel.ALL: False})
    assert [person.contact for person in kept.index.search("Ewa", at_most=1)] == ["Ewa"]


def test_whether_somebody_may_be_approached_changes_with_the_source(kept: Kept) -> None:
    kept.fill(row("601234567", "C1", "Ewa"))
    assert kept.index.marketing_of("C1") == ()

    kept.fill(row("601234567", "C1", "Ewa", marketing_ok=0))
    assert [each.marketing.allowed for each in kept.index.marketing_of("C1")] == [{Channel.ALL: False}]

    kept.fill(row("601234567", "C1", "Ewa", marketing_ok=None))
    assert kept.index.marketing_of("C1") == ()


def test_a_row_that_is_no_plain_text_is_asked_for_marketing_too(kept: Kept) -> None:
    kept.fill(row(601234567, "C1", "Ewa", marketing_ok=0))

    assert kept.index.candidates(NUMBER).people[0].marketing.allowed == {Channel.ALL: False}


def test_of_whom_it_is_known_who_may_be_approached_only_those_are_told_who_still_speak(kept: Kept) -> None:
    kept.fill(
        row("601234567", "C1", "Ewa", marketing_ok=0),
        row("601234568", "C1", "Jan"),
        row("601234569", "C1", "Ola", marketing_ok=0, active=0),
        row("601234570", "C2", "Iza", marketing_ok=0, active=0),
        row("601234571", "C3", "Leo", marketing_phone=1),
    )

    assert [each.contact for each in kept.index.marketing_of("C1")] == ["Ewa"]
    assert [each.contact for each in kept.index.marketing_of("C2")] == ["Iza"]
    assert sorted(each.contact or "" for each in kept.index.asked_of_marketing()) == ["Ewa", "Iza", "Leo"]


def test_a_server_that_an_earlier_version_filled_says_how_it_is_made_anew(postgresql: PostgreSQL) -> None:
    database = postgresql.create_database()
    server = Server(
        postgresql.url(database, login=postgresql.administrator), postgresql.password, deadline=PATIENT
    )
    index = DirectoryIndex(server, deadline=PATIENT)
    reader = NumberReader("PL", "0")
    import_shared(server, Rows([row("601234567")]), "contacts", reader)
    postgresql.run_sql(
        """alter table screenpop_directory.entry drop column language, drop column finance;
           alter table screenpop_directory.prospect drop column customer_id;
           update screenpop_directory.about set value = '1' where name = 'layout'""",
        database,
    )

    for asked in (lambda: index.candidates(NUMBER), index.size):
        with pytest.raises(SourceUnavailable, match="screenpop directory import"):
            asked()

    import_shared(server, Rows([row("601234567", finance="no")]), "contacts", reader)
    assert index.candidates(NUMBER).people[0].may_hear_finance is False
    assert list(index.prospects()) == []
    index.close()


def test_what_agents_noted_in_an_earlier_version_stays(tmp_path: Path) -> None:
    file = tmp_path / "directory.db"
    with closing(sqlite3.connect(file)) as state:
        state.executescript(
            """create table prospect (id text primary key, number text, name text not null, company text not null,
                   note text not null, agent text not null, at text not null) without rowid;
               insert into prospect values ('00000000-0000-0000-0000-000000000007', '+48601234567', 'Ewa', '', '',
                   'anna', '2026-05-04T12:30:00+00:00');"""
        )
    import_contacts(file, Rows([row("601234568")]), "contacts", NumberReader("PL", "0"))
    index = DirectoryIndex(file, deadline=SECOND)

    assert [person.customer.name for person in index.candidates(NUMBER).people] == ["Ewa"]
    index.close()


def test_an_import_of_many_compares_no_row_with_all_others(postgresql: PostgreSQL) -> None:
    database = postgresql.create_database(
        """create table entry (customer_id text, contact text, hash bigint not null);
           insert into entry select g, 'x', g from generate_series(1, 300000) g;
           create table incoming as select * from entry;
           analyze;"""
    )

    for question in (shared_importing._GONE, shared_importing._FORGET):
        plan = postgresql.run_sql("explain " + question.format(scope="true"), database)

        assert "SubPlan" not in "".join(line for (line,) in plan)


@pytest.mark.parametrize(
    ("typed", "customers"),
    [
        ("lodz", ["K-1047"]),
        ("HURT", ["K-1047"]),
        ("hurt-bud", ["K-1047"]),
        ("bud", ["K-1047"]),
        ("anna lo", ["K-1047"]),
        ("K-1047", ["K-1047"]),
        ("k1", ["K-1047"]),
        ("0048 22 555", ["K-1047"]),
        ("+48 22 555 01 23", ["K-1047"]),
        ("z", ["L1", "L2"]),
        ("an", ["K-1047", "L2"]),
        ("nobody", []),
    ],
)
def test_search_finds_words_by_how_they_begin(kept: Kept, typed: str, customers: list[str]) -> None:
    kept.fill(
        row("+48 22 555 01 23", "K-1047", "Anna Wąs", customer="Hurt-Bud Łódź"),
        row("601234567", "L1", "Zofia", customer="Piach"),
        row("601234567", "L2", "Anna Nowak", customer="Żwir", active=0),
    )

    assert kept.found(typed) == customers


@pytest.mark.parametrize(
    "text",
    [
        "' OR 1=1 --",
        "%",
        "_",
        "\\",
        '"',
        "a%",
        "NEAR(a b)",
        "*",
        "a*",
        "folded:a",
        "%s",
        "?",
        "\0",
        "\ud800",
        ";",
    ],
)
def test_text_from_outside_is_only_ever_data(kept: Kept, text: str) -> None:
    kept.fill(
        row("601234567", "C1", "Bela"), row(text, f"x{text}", text, customer=f"x{text}", ref_sales=text)
    )

    assert "C1" not in kept.found(text)
    kept.index.take_in(Prospect(UUID(int=1), text, text, text, text, text, datetime(2026, 1, 1, tzinfo=UTC)))
    text = text.encode("utf-8", "replace").decode()
    assert kept.index.people_of(text) == ()
    assert kept.index.candidates(PhoneNumber(short=text)).people == ()
    kept.index.remember(PhoneNumber(short=text), Person(Customer(text, text), text))
    assert kept.who("601234567") == [("C1", "Bela")]
    assert len(kept.index.prospects()) == 1


@pytest.mark.parametrize("presented", ["' OR 1=1 --", "%", "_", "\\", '"; DROP TABLE entry; --'])
def test_a_number_that_is_an_attack_finds_nobody_and_harms_nobody(kept: Kept, presented: str) -> None:
    """B34."""
    kept.fill(row("+48 22 555 01 23", "C1"))
    number = kept.reader.read(presented) or PhoneNumber(short=presented)

    assert kept.index.candidates(number).people == ()
    assert kept.found(presented) == []
    assert kept.who("225550123") == [("C1", "Anna")]


def test_a_number_that_two_customers_share_is_nobodys_until_one_is_picked(kept: Kept) -> None:
    """B36."""
    kept.fill(row("601234567", "C1"), row("601234567", "C2", "Jan"))

    shared = resolve(NUMBER, kept.index.candidates(NUMBER), withheld=False)
    assert (shared.match, shared.customer, shared.person) == (Match.SHARED, None, None)

    kept.fill(
        row("601234568", "C1"), row("601234567", "C2", "Jan")
    )  # it was ported: one of them has it no more
    assert resolve(NUMBER, kept.index.candidates(NUMBER), withheld=False).match is Match.EXACT


def test_only_what_differs_is_changed_and_what_is_gone_goes(kept: Kept) -> None:
    kept.fill(row("601234567", "C1"), row("601234568", "C2"), row("601234569", "C3"))

    told = kept.fill(row("601234567", "C1"), row("601230000", "C2"), row("601234560", "C4"))

    assert (told.changed, told.deleted) == (2, 1)
    assert kept.who("601234568") == kept.who("601234569") == []
    assert kept.who("601230000") == [("C2", "Anna")]
    assert kept.found("c3") == []
    assert kept.index.size() == 3


def test_changes_alone_may_be_asked_for(kept: Kept) -> None:
    source = Telling(
        [row("601234567", "C1"), row("601234568", "C1", "Jan"), row("601234569", "C2", row_id=9)]
    )
    kept.take(source, "contacts", kept.reader, changes="changes")
    source.changes = [row("601230000", "C1"), row(None, "C2", row_id=9, deleted=1), row("601234561", "C5")]

    told = kept.take(source, "contacts", kept.reader, changes="changes")

    assert source.asked[1][0] == "changes"
    assert (told.changed, told.deleted) == (2, 2)
    assert kept.who("601230000") == [("C1", "Anna")]
    assert kept.who("601234567") == kept.who("601234568") == kept.who("601234569") == []
    assert kept.who("601234561") == [("C5", "Anna")]


def test_changes_that_are_nothing_but_deletions_are_changes(kept: Kept) -> None:
    source = Telling([row("601234567", "C1", row_id=1), row("601234569", "C2", row_id=9)])
    kept.take(source, "contacts", kept.reader, changes="changes")
    source.changes = [row(None, "C2", row_id=9, deleted=1)]

    assert kept.take(source, "contacts", kept.reader, changes="changes").deleted == 1
    assert kept.who("601234569") == []
    assert kept.who("601234567") == [("C1", "Anna")]


def test_a_source_that_is_empty_for_the_moment_empties_no_directory(kept: Kept) -> None:
    assert kept.fill().read == 0
    kept.fill(row("601234567", "C1"))

    with pytest.raises(UnreadableAnswer, match="gives no rows; the directory stays as it was"):
        kept.fill()

    assert kept.who("601234567") == [("C1", "Anna")]


@pytest.mark.parametrize("failure", [SourceUnavailable(say("gone"))])
def test_an_import_that_breaks_off_changes_nothing(kept: Kept, failure: SourceError) -> None:
    kept.fill(row("601234567", "C1"))

    with pytest.raises(SourceUnavailable, match="gone"):
        kept.fill(*(row(f"60{n:07}", "C2") for n in range(3000)), failure=failure)

    assert kept.who("601234567") == [("C1", "Anna")]
    assert kept.who("600000007") == []


def test_one_import_at_a_time_and_everybody_is_answered_meanwhile(kept: Kept) -> None:
    kept.fill(row("601234567", "C1"))
    told: list[object] = []

    class Meanwhile(Rows):
        def stream(self, question: str, parameters: Any) -> Iterator[Row]:
            yield from super().stream(question, parameters)
            told.append(kept.who("601234567"))
            with pytest.raises(SourceUnavailable, match="Another import"):
                kept.fill(row("1", "C3"))

    kept.take(Meanwhile([row("601234567", "C2")]), "contacts", kept.reader)

    assert told == [[("C1", "Anna")]]
    assert kept.who("601234567") == [("C2", "Anna")]


def test_customers_and_samples_are_given_each_once(kept: Kept) -> None:
    kept.fill(row("601234567", "C1"), row("601234568", "C1", "Jan"), row("888", "C0"), row("601234569", "C2"))

    assert {each.id for each in kept.index.customers()} == {"C0", "C1", "C2"}
    assert [each.id for each in kept.index.samples(at_most=5)] == ["C1", "C2"]
    assert kept.index.customer("C2") == Customer("C2", "Firma C2")
    assert kept.index.customer("C9") is None
    assert [person.contact for person in kept.index.people_of("C1")] == ["Anna", "Jan"]


def test_many_threads_ask_at_once(kept: Kept) -> None:
    kept.fill(*(row(f"60123{n:04}", f"C{n}") for n in range(50)))
    wrong: list[int] = []

    def ask() -> None:
        wrong.extend(n for n in range(50) if kept.who(f"60123{n:04}") != [(f"C{n}", "Anna")])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def test_a_closed_directory_answers_nobody(kept: Kept) -> None:
    kept.fill(row("601234567"))
    kept.index.close()

    with pytest.raises(SourceUnavailable, match="closed"):
        kept.who("601234567")


def test_an_inactive_match_stays_and_comes_last(kept: Kept) -> None:
    kept.fill(row("601234567", "C1", active=0), row("601234567", "C2", "Jan"))

    identity = resolve(NUMBER, kept.index.candidates(NUMBER), withheld=False)

    assert identity.match is Match.EXACT
    assert [person.customer.id for person in identity.people] == ["C2", "C1"]


class TestAServer:
    def test_one_that_is_away_is_an_error_within_the_deadline(self) -> None:
        index = DirectoryIndex(
            Server("postgresql+psycopg://a@127.0.0.1:1/b", lambda: "", deadline=SECOND), deadline=SECOND
        )

        with pytest.raises(SourceUnavailable, match="cannot be asked"):
            index.candidates(NUMBER)
        index.close()

    def test_a_wrong_password_is_denied_and_not_shown(self, postgresql: PostgreSQL) -> None:
        server = Server(postgresql.url("postgres"), lambda: "wr0ng", deadline=PATIENT)
        index = DirectoryIndex(server, deadline=PATIENT)

        with pytest.raises(SourceError) as caught:
            index.candidates(NUMBER)
        index.close()
        assert "wr0ng" not in str(caught.value)

    def test_a_question_that_takes_too_long_is_broken_off(self, postgresql: PostgreSQL) -> None:
        server = Server(postgresql.url("postgres"), postgresql.password, deadline=timedelta(milliseconds=200))

        with pytest.raises(SourceUnavailable, match="in time"), server.lent() as lent:
            lent.execute("select pg_sleep(20)")
        server.close()

    def test_a_login_that_may_not_write_does_not_import(self, postgresql: PostgreSQL) -> None:
        database = postgresql.create_database()
        server = Server(postgresql.url(database), postgresql.password, deadline=PATIENT)

        with pytest.raises(SourceDenied):
            import_shared(server, Rows([row("601234567")]), "contacts", NumberReader("PL"))
        server.close()

    @pytest.mark.parametrize(
        "url", ["", "sqlite:///x", "postgresql+psycopg://a:secret@b/c", "not an address"]
    )
    def test_an_address_that_cannot_be_says_so_and_shows_no_password(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match=r"directory\.store") as caught:
            Server(url, lambda: None, deadline=SECOND)
        assert "secret@" not in str(caught.value)
