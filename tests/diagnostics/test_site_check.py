import pytest

from connectors.registry import department_kinds, source_kinds
from screenpop.customers import Customer
from screenpop.diagnostics.site_check import BuiltDepartment, BuiltSource, check_site
from screenpop.ports.kinds import SourceSurroundings
from tests.connectors.databases import make_database
from tests.fakes import surroundings

LEDGER = """
create table invoices (account, due, residual, currency);
insert into invoices values ('4711', '2026-03-01', 100, 'PLN'), ('4711', '2026-04-01', 50, 'PLN');
"""
OPEN_ITEMS = "select due, residual as balance, currency from invoices where account = :ref"
KNOWN = Customer("C1", "Hurt-Bud", {"accounting": "4711"})
NEW = Customer("C2", "Anna Wąs")


@pytest.fixture
def site(tmp_path):
    """Checks a site whose ledger lies in a file, and tells each finding in one line."""
    made = []

    def check(questions, *, samples=(KNOWN,), url="sqlite:///ledger.db"):
        sql = next(kind for kind in source_kinds() if kind.name == "sql")
        accounting = next(kind for kind in department_kinds() if kind.name == "accounting")
        settings = sql.settings(kind="sql", url=url)
        source = sql.build(settings, SourceSurroundings("ledger", lambda: None, tmp_path))
        made.append(source)
        settings = accounting.settings(source="ledger", **questions)
        department = accounting.build(settings, surroundings(source, tmp_path))
        checks = check_site(
            [BuiltSource(sql, source)], [BuiltDepartment(accounting, settings, department)], samples
        )
        return [f"{'ok' if each.passed else 'WRONG'} {each.subject}: {each.told}" for each in checks]

    make_database(tmp_path / "ledger.db", LEDGER)
    yield check
    for source in made:
        source.close()


def test_a_site_that_works_passes_with_what_was_seen(site):
    source, question, department = site({"open_items": OPEN_ITEMS})

    assert source.startswith("ok source ledger: connected: sqlite 3.")
    assert question == "ok accounting: open_items: 2 rows for Hurt-Bud (C1)"
    assert department.startswith("ok accounting: answers for Hurt-Bud (C1) in ")


def test_a_source_that_cannot_be_reached_fails_with_what_stands_on_it(site):
    source, department = site({"open_items": OPEN_ITEMS}, url="sqlite:///gone.db")

    assert source.startswith("WRONG source ledger: “ledger” reads the file ")
    assert department == "WRONG accounting: not tried, because the source “ledger” does not work"


def test_a_department_whose_source_there_is_not_fails(tmp_path):
    accounting = next(kind for kind in department_kinds() if kind.name == "accounting")
    settings = accounting.settings(source="nowhere", open_items=OPEN_ITEMS)

    (check,) = check_site([], [BuiltDepartment(accounting, settings, department=None)], [KNOWN])

    assert not check.passed


def test_a_wrong_column_is_named_and_the_other_questions_are_tried(site):
    _, open_items, payments = site(
        {
            "open_items": "select due, residual, currency from invoices where account = :ref",
            "payments": "select due as at, residual as amount, currency from invoices where account = :ref",
        }
    )

    assert open_items == (
        "WRONG accounting: open_items: The question “open_items” must give a column “balance”; "
        "it gives due, residual, currency."
    )
    assert payments == "ok accounting: payments: 2 rows for Hurt-Bud (C1)"


def test_a_column_of_a_wrong_type_is_named(site):
    _, question = site({"open_items": OPEN_ITEMS.replace("due,", "residual as due,")})

    assert "WRONG accounting: open_items: “open_items”, row 1: the column “due” must be a date" in question


def test_a_question_that_the_database_does_not_understand_fails(site):
    _, question = site({"open_items": "select due from nowhere"})

    assert question.endswith("does not understand the question: no such table: nowhere")


def test_columns_that_nobody_reads_are_named_for_they_may_be_misspelt(site):
    _, question, _ = site({"open_items": OPEN_ITEMS.replace("currency", "currency, 1 as Disputd")})

    assert question.endswith("2 rows for Hurt-Bud (C1); not used: Disputd")


def test_customers_are_tried_until_one_has_rows(site):
    _, question, _ = site({"open_items": OPEN_ITEMS}, samples=(NEW, KNOWN))

    assert question == "ok accounting: open_items: 2 rows for Hurt-Bud (C1)"


def test_no_rows_pass_if_the_columns_are_there(site):
    _, question, department = site({"open_items": OPEN_ITEMS}, samples=(NEW,))

    assert question == "ok accounting: open_items: 0 rows for Anna Wąs (C2)"
    assert department.startswith("ok accounting: answers for Anna Wąs (C2)")


def test_a_wrong_column_is_named_though_there_are_no_rows(site):
    questions = {"open_items": OPEN_ITEMS.replace("balance", "blance")}
    expected = "must give a column “balance”; it gives due, blance, currency."

    assert [site(questions, samples=samples)[1].endswith(expected) for samples in ((NEW,), ())] == [
        True,
        True,
    ]


def test_a_site_that_knows_nobody_yet_still_has_its_questions_tried(site):
    _, fine = site({"open_items": OPEN_ITEMS}, samples=())
    _, wrong = site({"open_items": "selec"}, samples=())

    assert fine == "ok accounting: open_items: no rows"
    assert wrong.startswith("WRONG")
