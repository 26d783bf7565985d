from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

import pytest

from connectors.value.connector import Value
from connectors.value.kind import KIND
from screenpop.answers.value import SEGMENTS, Relationship, Trend
from screenpop.customers import Customer
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.ports.learnt import NothingLearnt, Score, Worth
from screenpop.ports.source import NoSource
from screenpop.sentences import say
from tests.connectors.databases import make_source

CUSTOMER = Customer("C1", "Hurt-Bud", {"value": "V7", "sales": "S9"}, since=date(2018, 5, 1))
SCHEMA = "create table worth (no, since, segment, turnover, previous_turnover, currency, manager, important);"
QUESTION = "select * from worth where no = :ref"
NOTHING = NothingLearnt()
WHY = say("orders every 3 weeks, last 11 weeks ago")
FALLING = Worth("at_risk", date(2016, 2, 1), Trend.FALLING, leaving=True, important=True, why=WHY)


class Learnt(NothingLearnt):
    """What was learnt of one customer, by sales' number; or what cannot be read."""

    def __init__(self, worth=FALLING, *, of="S9", failure=None):
        self.known = {of: worth}
        self.failure = failure

    def worth(self, customer):
        if self.failure:
            raise self.failure
        return self.known.get(customer)


def value(folder, *rows, question=QUESTION, learnt=NOTHING):
    script = SCHEMA + "".join(f"insert into worth values ('V7', {row});" for row in rows)
    return Value(make_source(folder, script), timedelta(seconds=5), question, learnt)


def test_a_relationship_is_told_with_all_that_is_known(tmp_path):
    department = value(tmp_path, "'2019-01-31', 'A', '184000.456', 90000, 'pln', 'Ewa Lis', 'Y'")

    answer = department.ask(CUSTOMER)

    assert answer == Relationship(
        since=date(2019, 1, 31),
        segment="A",
        turnover={"PLN": Decimal("184000.46")},
        previous_turnover={"PLN": Decimal("90000.00")},
        manager="Ewa Lis",
        important=True,
    )
    assert str(answer.previous_turnover["PLN"]) == "90000.00"


def test_several_rows_are_several_currencies(tmp_path):
    department = value(tmp_path, "null, 'A', 5, 4, 'PLN', 'Ewa', 0", "null, 'A', 7, null, 'EUR', 'Ewa', 0")

    answer = department.ask(CUSTOMER)

    assert answer.turnover == {"EUR": 7, "PLN": 5}
    assert answer.previous_turnover == {"PLN": 4}


def test_the_same_row_twice_is_one(tmp_path):
    row = "null, 'A', 5, 4, 'PLN', 'Ewa', 0"

    assert value(tmp_path, row, row).ask(CUSTOMER).turnover == {"PLN": 5}


def test_what_the_source_does_not_tell_the_directory_may(tmp_path):
    assert value(tmp_path, "null, 'B', null, null, null, null, null").ask(CUSTOMER) == Relationship(
        since=date(2018, 5, 1), segment="B"
    )


def test_of_a_customer_whom_nobody_counts_the_directory_tells_since_when(tmp_path):
    department = value(tmp_path)

    assert department.ask(CUSTOMER) == Relationship(since=date(2018, 5, 1))
    assert department.ask(Customer("C2", "Anna")) is None


def test_any_of_the_columns_will_do(tmp_path):
    assert value(tmp_path, question="select 'A' as SEGMENT").ask(Customer("C2", "Anna")) == Relationship(
        segment="A"
    )


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (("null, 'A', 5, 4, null, null, 0",), "“relationship”, row 1: the column “currency” is empty"),
        (("null, 'A', 'much', 4, 'PLN', null, 0",), "“turnover” must be an amount"),
        (("'long ago', 'A', 5, 4, 'PLN', null, 0",), "“since” must be a date"),
        (("null, 'A', 5, 4, 'PLN', null, 'maybe'",), "“important” must be yes or no"),
        (
            ("null, 'A', 5, 4, 'PLN', null, 0", "null, 'B', 7, 4, 'EUR', null, 0"),
            "rows of “relationship” must agree in “segment”",
        ),
        (
            ("null, 'A', 5, 4, 'PLN', 'Ewa', 0", "null, 'A', 7, 4, 'EUR', 'Jan', 0"),
            "must agree in “manager”",
        ),
        (
            ("null, 'A', 5, 4, 'PLN', null, 0", "null, 'A', 6, 4, 'PLN', null, 0"),
            "must give one row a currency; it gives 2 of PLN that differ",
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_not_guessed(tmp_path, rows, complaint):
    with pytest.raises(UnreadableAnswer, match=complaint):
        value(tmp_path, *rows).ask(CUSTOMER)


def test_a_question_that_gives_nothing_of_value_is_told_what_it_could_give(tmp_path):
    with pytest.raises(UnreadableAnswer, match="must give a column of these: since, segment, turnover"):
        value(tmp_path, question="select 1 as x").ask(CUSTOMER)


def test_what_the_company_does_not_tell_was_learnt(tmp_path):
    department = value(tmp_path, question="select 'Ewa Lis' as manager", learnt=Learnt())

    assert department.ask(CUSTOMER) == Relationship(
        since=date(2018, 5, 1),
        segment="At risk",
        manager="Ewa Lis",
        important=True,
        trend=Trend.FALLING,
        leaving=True,
        why=WHY,
        learnt=("segment", "important"),
    )


def test_what_the_company_tells_itself_wins(tmp_path):
    department = value(tmp_path, "'2019-01-31', 'A', 5, 4, 'PLN', 'Ewa', null", learnt=Learnt())
    answer = department.ask(CUSTOMER)

    assert (answer.since, answer.segment, answer.important) == (date(2019, 1, 31), "A", False)
    assert (answer.trend, answer.leaving, answer.why) == (Trend.FALLING, True, WHY)
    assert answer.learnt == ()


def test_where_nobody_is_asked_what_was_learnt_stands_alone():
    department = Value(NoSource(), timedelta(seconds=5), None, Learnt())
    learnt = department.ask(Customer("C1", "Hurt-Bud", {"sales": "S9"}))

    assert learnt.since == FALLING.since
    assert learnt.learnt == ("since", "segment", "important")
    assert learnt.without_learnt() == Relationship()
    assert department.ask(Customer("C2", "Anna")) is None


def test_no_number_by_which_customers_are_judged_is_in_the_answer():
    told, judged = ({field.name for field in fields(each)} for each in (Relationship, Score))

    assert told & judged == {"segment"}


def test_what_was_learnt_is_missed_only_where_there_is_nothing_else(tmp_path):
    broken = Learnt(failure=SourceUnavailable(say("gone")))

    assert value(tmp_path, "null, 'A', 5, 4, 'PLN', 'Ewa', 0", learnt=broken).ask(CUSTOMER).manager == "Ewa"
    with pytest.raises(SourceUnavailable):
        Value(NoSource(), timedelta(seconds=5), None, broken).ask(CUSTOMER)


def test_every_segment_has_words_and_one_of_a_newer_version_its_name(tmp_path):
    for segment in (*SEGMENTS, "brand_new_kind"):
        worth = Worth(segment, date(2016, 2, 1), None, leaving=False, important=False, why=WHY)
        words = Value(NoSource(), timedelta(seconds=5), None, Learnt(worth)).ask(CUSTOMER).segment
        assert words == (str(SEGMENTS[segment]) if segment in SEGMENTS else segment)


@pytest.mark.parametrize("keys", [{"source": "crm"}, {"relationship": "select 1 as segment"}])
def test_the_source_and_its_question_go_together(keys):
    with pytest.raises(ValueError, match="go together"):
        KIND.settings(**keys)
    assert KIND.settings().relationship is None
