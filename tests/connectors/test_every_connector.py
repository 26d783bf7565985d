"""One contract that every department keeps, whatever its source does."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import chain
from time import monotonic
from types import NoneType
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.registry import department_kinds, source_kinds
from screenpop.answers.any import Answer
from screenpop.customers import Customer
from screenpop.errors import SourceDenied, SourceError, SourceUnavailable, UnreadableAnswer
from screenpop.ports.kinds import DepartmentKind, SourceSurroundings
from screenpop.ports.rows import columns_of
from screenpop.ports.source import Row
from screenpop.sentences import say
from tests.fakes import surroundings

CUSTOMER = Customer("C1", "Hurt-Bud", {"accounting": "4711", "sales": "S9", "credit": "L1"})
ANSWERS = (*get_args(Answer), NoneType)
MORE = {"table": {"money": ("amount",), "dates": ("until",), "warnings": ("late",)}}
"""What a kind's settings need so that it asks for more than any rows."""
ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as i from n"
each_kind = pytest.mark.parametrize("kind", department_kinds(), ids=lambda kind: kind.name)


class RowsSource:
    """Gives the same rows to every question, or fails."""

    name = "ledger"

    def __init__(self, rows: Sequence[Row] = (), failure: SourceError | None = None) -> None:
        self.given = rows
        self.failure = failure
        self.asked: list[Mapping[str, object]] = []

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        self.asked.append(parameters)
        if self.failure:
            raise self.failure
        return self.given

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        return iter(self.rows(question, parameters, within=timedelta(0)))

    def close(self) -> None:
        return


def built(kind: DepartmentKind, source, folder, *, question="select 1", deadline="2s", name=None):
    questions = {each.key: question for each in kind.questions}
    settings = kind.settings(source="ledger", deadline=deadline, **questions, **MORE.get(kind.name, {}))
    return kind.build(settings, surroundings(source, folder, name=name or kind.name))


def reads_its_source(kind: DepartmentKind) -> bool:
    """Departments whose questions are about everybody are read by learning, not during a call."""
    return not any(question.about_everybody for question in kind.questions)


def columns_asked(kind: DepartmentKind) -> list[str]:
    """Every column that the kind reads, of whatever question."""
    known = {column for question in kind.questions for column in columns_of(question.row)}
    named = chain.from_iterable(MORE.get(kind.name, {}).values())
    return sorted({*known, *named, *(["currency"] if kind.name in MORE else [])})


each_asking_kind = pytest.mark.parametrize(
    "kind", list(filter(reads_its_source, department_kinds())), ids=lambda kind: kind.name
)


@each_kind
def test_it_is_called_what_the_settings_call_it_and_has_their_deadline(kind, tmp_path):
    department = built(kind, RowsSource(), tmp_path, deadline="750ms", name="the_other_books")

    assert department.name == "the_other_books"
    assert department.deadline == timedelta(milliseconds=750)


@each_asking_kind
@pytest.mark.parametrize(
    ("references", "ref"), [({}, "C1"), ({"kind": "K7"}, "K7"), ({"kind": "K7", "name": "N9"}, "N9")]
)
def test_its_questions_bind_who_asks_and_its_own_number_for_the_customer(kind, tmp_path, references, ref):
    source = RowsSource()
    names = {"kind": kind.name, "name": "the_other_books"}
    customer = Customer("C1", "Hurt-Bud", {names[each]: number for each, number in references.items()})

    built(kind, source, tmp_path, name="the_other_books").ask(customer)

    assert source.asked
    assert all(
        parameters == {"customer_id": "C1", "ref": ref, "agent": "anna"} for parameters in source.asked
    )


@each_kind
def test_every_question_is_a_key_of_its_settings(kind):
    for question in kind.questions:
        field = kind.settings.model_fields[question.key]
        assert field.is_required() == question.required
        assert columns_of(question.row) or question.hold


@each_kind
def test_a_customer_whom_the_source_does_not_know_is_an_answer_or_none(kind, tmp_path):
    assert isinstance(built(kind, RowsSource(), tmp_path).ask(CUSTOMER), ANSWERS)


@each_asking_kind
@pytest.mark.parametrize("failure", [SourceUnavailable, SourceDenied, UnreadableAnswer])
def test_what_its_source_says_reaches_the_agent(kind, tmp_path, failure):
    told = failure(say("the books are closed"))

    with pytest.raises(failure, match="the books are closed"):
        built(kind, RowsSource(failure=told), tmp_path).ask(CUSTOMER)


@each_asking_kind
def test_a_row_of_nothing_but_null_is_an_answer_or_unreadable(kind, tmp_path):
    source = RowsSource([dict.fromkeys(columns_asked(kind))])

    with suppress(UnreadableAnswer):
        assert isinstance(built(kind, source, tmp_path).ask(CUSTOMER), ANSWERS)


@each_asking_kind
def test_a_row_without_its_columns_is_unreadable(kind, tmp_path):
    with pytest.raises(UnreadableAnswer, match="must give a column"):
        built(kind, RowsSource([{"x": 1}]), tmp_path).ask(CUSTOMER)


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.sampled_from("aZł<>&'\" 0\0\u202e"), max_size=9),
    st.decimals(),
    st.dates(),
    st.sampled_from(["2026-03-01", "PLN", "1", "N/A", "<b>x</b>", "1e17", "-0.0001", "0", "Y", ""]),
)


@each_asking_kind
@settings(deadline=None)  # the machine may be busy
@given(data=st.data())
def test_whatever_the_rows_hold_it_answers_or_says_what_is_wrong(kind, data, tmp_path_factory):
    columns = dict.fromkeys(columns_asked(kind), values)
    rows = data.draw(st.lists(st.fixed_dictionaries(columns), max_size=4))

    with suppress(SourceError):
        answer = built(kind, RowsSource(rows), tmp_path_factory.getbasetemp()).ask(CUSTOMER)
        assert isinstance(answer, ANSWERS)


@each_asking_kind
def test_a_source_that_hangs_is_given_up_at_the_deadline(kind, tmp_path):
    (tmp_path / "ledger.db").touch()
    sql = next(each for each in source_kinds() if each.name == "sql")
    surroundings = SourceSurroundings("ledger", lambda: None, tmp_path)
    source = sql.build(sql.settings(kind="sql", url="sqlite:///ledger.db"), surroundings)
    department = built(kind, source, tmp_path, question=ENDLESS, deadline="150ms")
    began = monotonic()

    with pytest.raises(SourceUnavailable, match="did not answer in time"):
        department.ask(CUSTOMER)

    assert monotonic() - began < 5
    source.close()
