"""learn and offers, as their users run them, on a small demo company."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from connectors.demo_company.company import build
from connectors.demo_company.settings import settings_text
from connectors.learnt import LEARNT_FILE, LearntFile
from screenpop.storage.spool.file_lock import FileLock
from tests.program import screenpop

TODAY = date(2026, 3, 2)
EARLIER = "2025-12-01"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The folder of a desk at the demo company, its directory imported, its sales learnt from."""
    folder = tmp_path_factory.mktemp("desk")
    build(folder, customers=120, today=TODAY)
    (folder / "settings.toml").write_text(settings_text(folder, folder / "data"), encoding="utf-8")
    run(folder, "directory", "import")
    run(folder, "learn", "--at", TODAY.isoformat())
    return folder


def run(folder, *arguments, code=0):
    done = screenpop(*arguments, "--config", folder / "settings.toml")
    assert done.returncode == code, done.stderr
    return done


def objects(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def sales_number(folder, customer):
    with closing(sqlite3.connect(folder / "crm.db")) as crm:
        (number,) = crm.execute("select shop_id from companies where customer_no = ?", (customer,)).fetchone()
    return str(number)


def test_learn_ends_with_its_report_and_tells_progress_elsewhere(desk):
    done = run(desk, "learn", "--at", TODAY.isoformat(), "--json")
    report = json.loads(done.stdout.splitlines()[-1])

    assert report["at"] == TODAY.isoformat()
    for each in ("again", "fits"):
        chosen = report["lists"][each]["chosen"]
        assert report["lists"][each]["methods"][chosen]["hit@5"] > 0
    assert "sales lines read" in done.stderr


def test_learn_marks_the_chosen_methods_for_people(desk):
    done = run(desk, "learn", "--at", TODAY.isoformat())

    assert sum(line.startswith("* ") for line in done.stdout.splitlines()) == 2


def test_learn_reports_what_customers_are_worth(desk):
    value = json.loads(run(desk, "learn", "--report", "--json").stdout)["value"]

    assert {"r", "alpha", "a", "b", "weeks"} == value["bg_nbd"].keys()
    assert {"p", "q", "v"} == value["gamma_gamma"].keys()
    assert sum(value["segments"].values()) == value["customers"]
    with closing(sqlite3.connect(desk / "data" / LEARNT_FILE)) as file:
        assert file.execute("select count(*) from worth").fetchone() == (value["customers"],)


def test_the_last_report_is_told_again_without_learning(desk, tmp_path):
    before = (desk / "data" / LEARNT_FILE).read_bytes()
    done = run(desk, "learn", "--report")

    assert "bg_nbd" in done.stdout
    assert "champions" in done.stdout
    assert (desk / "data" / LEARNT_FILE).read_bytes() == before
    empty = settings_text(desk, tmp_path / "data")
    (tmp_path / "settings.toml").write_text(empty, encoding="utf-8")
    assert "Nothing was learnt yet" in run(tmp_path, "learn", "--report", code=1).stderr


def test_offers_are_told_under_the_directorys_number_however_they_are_asked_for(desk):
    number = sales_number(desk, "C-10002")
    by_id = objects(run(desk, "offers", "C-10002", "--json"))
    by_sales_number = objects(run(desk, "offers", number, "--json"))

    assert by_id == by_sales_number
    assert {each["customer"] for each in by_id} == {"C-10002"}
    assert {each["list"] for each in by_id} == {"again", "fits"}
    assert set(by_id[0]) == {"customer", "list", "product", "score", "reason"}
    assert len([each for each in by_id if each["list"] == "fits"]) == 10
    assert [each["product"] for each in by_id] == [
        offer.product for offer in LearntFile(desk / "data" / LEARNT_FILE).offers(number)
    ]


def test_offers_of_several_customers_come_in_the_order_asked_for(desk):
    told = objects(run(desk, "offers", "C-10003", "C-10001", "nobody", "--json"))

    assert list(dict.fromkeys(each["customer"] for each in told)) == ["C-10003", "C-10001"]


def test_all_offers_are_those_of_everybody_who_bought(desk):
    told = objects(run(desk, "offers", "--all", "--json"))
    with closing(sqlite3.connect(desk / "shop.db")) as shop:
        (buyers,) = shop.execute('select count(distinct "buyerId") from "orders"').fetchone()

    customers = {each["customer"] for each in told}
    assert all(customer.startswith("C-") for customer in customers)
    assert buyers - 3 <= len(customers) <= buyers
    assert [each for each in told if each["customer"] == "C-10002"] == objects(
        run(desk, "offers", "C-10002", "--json")
    )


def test_offers_as_of_a_day_are_computed_anew_and_leave_what_was_learnt_alone(desk):
    before = (desk / "data" / LEARNT_FILE).read_bytes()
    as_of = run(desk, "offers", "C-10002", "--at", EARLIER, "--json").stdout

    assert as_of != run(desk, "offers", "C-10002", "--json").stdout
    assert (desk / "data" / LEARNT_FILE).read_bytes() == before


def test_offers_as_of_a_day_are_those_that_learn_would_have_found(desk, tmp_path):
    shutil.copytree(desk, tmp_path / "copy")
    (tmp_path / "copy" / "settings.toml").write_text(
        settings_text(tmp_path / "copy", tmp_path / "copy" / "data"), encoding="utf-8"
    )
    run(tmp_path / "copy", "learn", "--at", EARLIER)

    learnt = run(tmp_path / "copy", "offers", "--all", "--json").stdout
    assert learnt == run(desk, "offers", "--all", "--at", EARLIER, "--json").stdout


def test_without_a_directory_customers_go_by_sales_numbers(desk, tmp_path):
    shutil.copytree(desk, tmp_path / "copy", ignore=shutil.ignore_patterns("directory*"))
    (tmp_path / "copy" / "settings.toml").write_text(
        settings_text(desk, tmp_path / "copy" / "data"), encoding="utf-8"
    )
    number = sales_number(desk, "C-10002")

    assert {each["customer"] for each in objects(run(tmp_path / "copy", "offers", number, "--json"))} == {
        number
    }


def test_before_anything_was_learnt_offers_say_so(desk, tmp_path):
    (tmp_path / "settings.toml").write_text(settings_text(desk, tmp_path / "data"), encoding="utf-8")
    done = run(tmp_path, "offers", "--all", "--json")

    assert done.stdout == ""
    assert "screenpop learn" in done.stderr


def test_a_row_that_cannot_be_read_is_named_and_what_was_learnt_stays(desk, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(desk, copy)
    (copy / "settings.toml").write_text(settings_text(copy, copy / "data"), encoding="utf-8")
    with closing(sqlite3.connect(copy / "shop.db")) as shop:
        shop.execute("""update "orders" set "placedAt" = 'yesterday' where "orderId" = 810005""")
        shop.commit()
    done = run(copy, "learn", code=1)

    assert "“lines”, row" in done.stderr
    assert "“at”" in done.stderr
    assert LearntFile(copy / "data" / LEARNT_FILE).as_of() == TODAY


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("learn", "--at", "yesterday"), "2024-12-31"),
        (("offers",), "--all"),
        (("offers", "C-10001", "--all"), "--all"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_in_one_line(desk, arguments, told):
    done = run(desk, *arguments, code=2)

    assert told in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_the_department_may_be_called_otherwise(desk, tmp_path):
    text = settings_text(desk, tmp_path / "data").replace(
        "[departments.cross_sell]", '[departments.suggestions]\nkind = "cross_sell"'
    )
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")

    assert json.loads(run(tmp_path, "learn", "--json").stdout.splitlines()[-1])


def test_settings_without_the_department_are_said_to_miss_it(desk, tmp_path):
    text = settings_text(desk, tmp_path / "data")
    (tmp_path / "settings.toml").write_text(text[: text.index("[departments.cross_sell]")], encoding="utf-8")

    assert "departments.cross_sell" in run(tmp_path, "learn", code=2).stderr


def test_learning_twice_at_once_is_refused_and_leaves_the_first_alone(desk):
    lock = FileLock(desk / "data" / "learn.lock")
    with lock:
        done = run(desk, "learn", code=2)

    assert "running already" in done.stderr
    assert len(done.stderr.splitlines()) == 1
