import re

import pytest

from connectors.registry import department_kinds, source_kinds
from screenpop.customers import Customer
from screenpop.diagnostics.site_check import BuiltDepartment, BuiltSource, check_site
from screenpop.ports.kinds import SourceSurroundings
from tests.connectors.databases import make_database
from tests.fakes import FakeDepartment, surroundings

LEDGER = """
create table invoices (account, due, residual, currency);
insert into invoices values ('4711', '2026-03-01', 100, 'PLN'), ('4711', '2026-04-01', 50, 'PLN');
"""
OPEN_ITEMS = "select due, residual as balance, currency from invoices where account = :ref"
KNOWN = Customer("C1", "Hurt-Bud", {"accounting": "4711"})
NEW = Customer("C2", "Anna Wąs")


def untimed(check) -> str:
    return re.sub(r"; \d+ ms of 2000$", "", str(check.told))


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
            [BuiltSource(sql, source)],
            [BuiltDepartment("accounting", accounting, settings, department, "anna")],
            samples,
        )
        return [f"{'ok' if each.passed else 'WRONG'} {each.subject}: {untimed(each)}" for each in checks]

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

    (check,) = check_site(
        [],
        [BuiltDepartment("accounting", accounting, settings, FakeDepartment("accounting"), "anna")],
        [KNOWN],
    )

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
        "it gives due, residual, currency.; what would fit: residual"
    )
    assert payments == "ok accounting: payments: 2 rows for Hurt-Bud (C1)"


def test_a_column_of_a_wrong_type_is_named(site):
    _, question = site({"open_items": OPEN_ITEMS.replace("due,", "residual as due,")})

    assert question == (
        "WRONG accounting: open_items: column “due” is the number “100” in 2 of 2 rows, "
        "and must be a date, as in 2024-12-31"
    )


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

    assert question == "ok accounting: open_items: no rows for Anna Wąs (C2)"
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


def test_a_broken_file_among_good_ones_is_told_and_keeps_no_question_from_being_tried(tmp_path):
    sheets = next(kind for kind in source_kinds() if kind.name == "spreadsheet")
    accounting = next(kind for kind in department_kinds() if kind.name == "accounting")
    (tmp_path / "invoices.csv").write_text("account;due;balance;currency\n4711;2026-01-31;100;PLN\n")
    (tmp_path / "stray.xlsx").write_text("<html>no workbook</html>")
    around = SourceSurroundings("sheets", lambda: None, tmp_path)
    source = sheets.build(sheets.settings(kind="spreadsheet", path="."), around)
    question = "select due, balance, currency from invoices where account = :ref"
    settings = accounting.settings(source="sheets", open_items=question)
    department = accounting.build(settings, surroundings(source, tmp_path))

    checks = list(
        check_site(
            [BuiltSource(sheets, source)],
            [BuiltDepartment("accounting", accounting, settings, department, "anna")],
            [KNOWN],
        )
    )
    source.close()

    told = {check.subject: check for check in checks}
    assert any("stray" in str(check.told) and not check.passed for check in checks)
    assert told["accounting: open_items"].passed


def department_of(kind_name, folder, source, **table):
    """A department as a site has it, under the name `rentals`."""
    kind = next(kind for kind in department_kinds() if kind.name == kind_name)
    settings = kind.settings(source=source.name, **table)
    around = surroundings(source, folder, name="rentals")
    return BuiltDepartment("rentals", kind, settings, kind.build(settings, around), "anna")


@pytest.fixture
def ledger(tmp_path):
    sql = next(kind for kind in source_kinds() if kind.name == "sql")
    make_database(tmp_path / "ledger.db", LEDGER)
    around = SourceSurroundings("ledger", lambda: None, tmp_path)
    source = sql.build(sql.settings(kind="sql", url="sqlite:///ledger.db"), around)
    yield BuiltSource(sql, source)
    source.close()


def findings(built, department, samples=(KNOWN,)):
    return [
        f"{'ok' if each.passed else 'WRONG'} {each.subject}: {untimed(each)}"
        for each in check_site([built], [department], samples)
    ][1:]


def test_a_panel_of_the_companys_own_is_held_against_its_settings_with_and_without_rows(tmp_path, ledger):
    rows = "select due, residual from invoices where account = '{account}' or :agent = 'nobody'"
    wrong = "“rows” must give a column “deposit”; it gives due, residual"

    for account in ("4711", "none"):
        department = department_of(
            *("table", tmp_path, ledger.source), rows=rows.format(account=account), money=["deposit"]
        )
        (found,) = findings(ledger, department)
        assert found.startswith("WRONG rentals: rows: ")
        assert wrong in found
    department = department_of("table", tmp_path, ledger.source, rows=rows.format(account="4711"))
    assert findings(ledger, department)[0] == "ok rentals: rows: 2 rows for Hurt-Bud (C1)"


def test_questions_to_other_sources_are_tried_too(tmp_path, ledger):
    said = "select due as at, 'letter' as channel, 'reminded' as text from invoices where account = :ref"
    department = department_of(
        *("conversation", tmp_path, ledger.source),
        said=said,
        also=[
            {"source": "ledger", "said": said, "ref": "accounting"},
            {"source": "ledger", "said": "select 1 as at"},
        ],
    )

    own, also, wrong = findings(ledger, department)

    assert own == "ok rentals: said: no rows for Hurt-Bud (C1)"
    assert also == "ok rentals: also.0.said: 2 rows for Hurt-Bud (C1)"
    assert wrong.startswith("WRONG rentals: also.1.said: ")
