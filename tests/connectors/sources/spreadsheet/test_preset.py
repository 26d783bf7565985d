"""The preset's questions over the templates, as they ship and as small companies fill them in."""

import shutil
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.directory.rows import read_contacts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.customers import Customer
from screenpop.errors import UnreadableAnswer
from screenpop.ports.kinds import DepartmentSurroundings, SourceSurroundings
from screenpop.settings.reading import read_settings
from screenpop.shipped import RESOURCES
from tests.connectors.sources.spreadsheet.conftest import SOON
from tests.connectors.sources.spreadsheet.sheets import make_csv, make_workbook

TEMPLATES = RESOURCES / "presets" / "spreadsheets"
SHEETS = ("customers", "invoices", "messages", "sales", "terms")
HURT_BUD, KOVACS = Customer(id="1001", name="Hurt-Bud"), Customer(id="1002", name="Kovács Kert")
HEADERS = {
    name: (TEMPLATES / "csv" / f"{name}.csv").read_text("utf-8-sig").splitlines()[0] for name in SHEETS
}


class Shop:
    """What the preset makes of a folder of sheets, or of one workbook."""

    def __init__(self, folder: Path, path: str) -> None:
        file = folder / "settings.toml"
        file.write_text(
            f'region = "PL"\nagent = "anna"\npreset = "spreadsheets"\n[sources.spreadsheets]\npath = "{path}"\n'
        )
        kinds = all_kinds()
        self.settings = read_settings(file, kinds)
        source = next(kind for kind in kinds.sources if kind.name == "spreadsheet")
        self.source = source.build(
            self.settings.sources["spreadsheets"], SourceSurroundings("spreadsheets", lambda: None, folder)
        )
        self._kinds = {kind.name: kind for kind in kinds.departments}
        self._folder = folder

    def ask(self, department, customer):
        surroundings = DepartmentSurroundings(
            name=department,
            source=self.source,
            sources={"spreadsheets": self.source},
            data=self._folder,
            today=lambda: date(2026, 11, 22),
            agent="anna",
        )
        self.source.rows("select 1", {}, within=SOON)  # read, whatever else the machine does
        return (
            self._kinds[department].build(self.settings.departments[department], surroundings).ask(customer)
        )

    def contacts(self):
        return list(read_contacts(self.source.stream(self.settings.directory.contacts, {})))


@pytest.fixture
def shop(tmp_path):
    with ExitStack() as stack:

        def make(path="sheets"):
            made = Shop(tmp_path, path)
            stack.callback(made.source.close)
            return made

        yield make


@pytest.fixture(params=["xlsx", "csv"])
def templates(request, tmp_path, shop):
    shutil.copytree(TEMPLATES / request.param, tmp_path / "sheets")
    return shop()


def test_both_kinds_of_templates_hold_the_same(tmp_path, shop):
    told = []
    for kind in ("xlsx", "csv"):
        shutil.copytree(TEMPLATES / kind, tmp_path / kind)
        made = shop(kind)
        told.append({name: made.source.rows(f"select * from {name}", {}, within=SOON) for name in SHEETS})

    assert told[0] == told[1]
    assert all(told[0].values())


def test_every_caller_of_the_templates_is_in_the_directory(templates):
    found = [(row.number, row.customer_id, row.contact, row.active) for row in templates.contacts()]

    assert found == [
        ("+48 22 555 01 23", "1001", "Anna Wąs-Świątkowska", True),
        ("+48 22 555 01 00", "1001", None, True),
        ("+36 1 555 0142", "1002", "Kovács Béla", True),
        ("+48 600 555 123", "1001", "Anna Wąs-Świątkowska", True),
    ]


def test_every_department_answers_from_the_templates(templates):
    accounting = templates.ask("accounting", HURT_BUD)
    assert [(item.document, item.amount) for item in accounting.open_items] == [
        ("FV/812/2026", Decimal("3100.00")),
        ("FV/901/2026", Decimal("8300.50")),
    ]
    assert accounting.last_payment.amount == Decimal("1000.00")
    assert templates.ask("accounting", KOVACS).open_items[0].disputed

    sales = templates.ask("sales", HURT_BUD)
    assert [purchase.product for purchase in sales.purchases] == ["TL-6", "GL-10"]
    assert [(order.number, order.promised) for order in sales.orders] == [("8812", date(2026, 11, 20))]

    credit = templates.ask("credit", HURT_BUD)
    assert (credit.limit, credit.exposure, credit.hold, credit.net_days) == (
        20000,
        Decimal("11400.50"),
        False,
        30,
    )
    held = templates.ask("credit", KOVACS)
    assert (held.hold, str(held.hold_reason)) == (True, "disputed invoice")

    value = templates.ask("value", HURT_BUD)
    assert (value.since, value.segment, value.manager, value.important) == (
        date(2019, 3, 1),
        "wholesale",
        "M. Nowak",
        True,
    )
    assert [said.channel for said in templates.ask("conversation", HURT_BUD).said] == ["phone", "e-mail"]


def test_sheets_that_are_empty_below_their_headers_answer_too(tmp_path, shop):
    for name, headers in HEADERS.items():
        make_csv(tmp_path / "sheets" / f"{name}.csv", f"{headers}\n")
    made = shop()

    for department in ("accounting", "sales", "credit", "value", "conversation"):
        made.ask(department, HURT_BUD)
    assert made.contacts() == []


def test_one_workbook_with_a_sheet_for_each_does_as_well(tmp_path, shop):
    sheets = {name: [headers.split(";")] for name, headers in HEADERS.items()}
    sheets["customers"].append(["1001", "Hurt-Bud", "", "", "225550123"])
    sheets["invoices"].append(["F1", "1001", date(2026, 1, 1), date(2026, 2, 1), 12.5, "", "", "PLN"])
    make_workbook(tmp_path / "Shop 2026.xlsx", **sheets)
    made = shop("Shop 2026.xlsx")

    assert made.ask("accounting", HURT_BUD).balances[0].overdue == Decimal("12.50")
    assert [row.number for row in made.contacts()] == ["225550123"]


@pytest.mark.parametrize(
    ("rows", "encoding"),
    [
        (
            "FV/1;1001;1.10.2026;31.10.2026;1 234,50 zł;;;PLN;tak\nFV/2;1001;;1.12.2026;100,00 zł;40,00;;PLN;nie\n",
            "cp1250",
        ),
        (
            "FV/1;1001;2026. 10. 01.;2026. 10. 31.;1 234,50;;;PLN;igen\nFV/2;1001;;2026. 12. 01.;100;40;;PLN;nem\n",
            "cp1250",
        ),
        (
            "FV/1;1001;1.10.2026;31.10.2026;1.234,50;;;PLN;x\nFV/2;1001;;01.12.2026;100,00;40,00;;PLN;\n",
            "utf-8-sig",
        ),
        ("FV/1;1001;;2026-10-31;1234.50;;;PLN;yes\nFV/2;1001;;2026-12-01;100;40;;PLN;no\n", "utf-16"),
    ],
    ids=["Polish", "Hungarian", "German", "plain"],
)
def test_a_country_s_own_writing_is_read(tmp_path, shop, rows, encoding):
    for name, headers in HEADERS.items():
        make_csv(tmp_path / "sheets" / f"{name}.csv", f"{headers}\n")
    make_csv(tmp_path / "sheets" / "invoices.csv", f"{HEADERS['invoices']}\n{rows}", encoding)

    items = shop().ask("accounting", HURT_BUD).open_items

    assert [(item.due, item.amount, item.disputed) for item in items] == [
        (date(2026, 10, 31), Decimal("1234.50"), True),
        (date(2026, 12, 1), Decimal("60.00"), False),
    ]


@pytest.mark.parametrize(("department", "column"), [("accounting", "balance"), ("credit", "exposure")])
def test_an_amount_that_is_no_number_is_complained_of_and_not_left_out(tmp_path, shop, department, column):
    shutil.copytree(TEMPLATES / "csv", tmp_path / "sheets")
    make_csv(
        tmp_path / "sheets" / "invoices.csv", f"{HEADERS['invoices']}\nF1;1001;;2026-10-31;12,5o;;;PLN;\n"
    )

    with pytest.raises(UnreadableAnswer, match=rf"column “{column}” must be an amount"):
        shop().ask(department, HURT_BUD)
