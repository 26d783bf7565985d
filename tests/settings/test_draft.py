"""A draft knows what would count, says nothing twice, and leaves what is locked as it is."""

import tomllib
from pathlib import Path

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.parts import reader_of
from screenpop.errors import ConfigurationError
from screenpop.settings.draft import Draft
from screenpop.settings.layers import Layer

FILE = """\
region = "PL"
agent = "anna"
preset = "erp.toml"
[line]
kind = "simulator"
[window]
theme = "dark"
[[called]]
numbers = ["1"]
label = "A"
"""
PRESET = """\
[sources.erp]
kind = "sql"
url = "sqlite:///erp.db"
[departments.accounting]
source = "erp"
open_items = "select 1"
"""
POLICY = '[preset.window]\ncorner = "top-left"\n[lock.verification]\npolicy = "amounts"\n'


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    (tmp_path / "settings.toml").write_text(FILE)
    (tmp_path / "erp.toml").write_text(PRESET)
    (tmp_path / "policy.toml").write_text(POLICY)
    return Draft(tmp_path / "settings.toml", all_kinds(), policy=tmp_path / "policy.toml", check=reader_of)


def test_what_is_chosen_counts_and_is_saved(draft: Draft) -> None:
    draft.choose(("window", "cards"), 2, 4)

    assert draft.changes == {("window", "cards"): 2}
    assert draft.save().window.cards == 2
    assert not draft.changes
    assert tomllib.loads(draft.file.read_text())["window"] == {"theme": "dark", "cards": 2}


def test_what_would_count_anyhow_is_not_said(draft: Draft) -> None:
    draft.choose(("window", "cards"), 4, 4)
    draft.choose(("window", "corner"), "top-left", "bottom-right")
    assert not draft.changes

    draft.choose(("window", "theme"), "system", "system")
    assert draft.changes == {("window", "theme"): None}


def test_what_is_taken_back_is_no_change(draft: Draft) -> None:
    draft.choose(("window", "theme"), "light", "system")
    draft.choose(("window", "theme"), "dark", "system")

    assert not draft.changes


def test_the_default_is_said_where_a_preset_says_something_else(draft: Draft) -> None:
    draft.choose(("window", "corner"), "bottom-right", "bottom-right")

    assert draft.changes == {("window", "corner"): "bottom-right"}


@pytest.mark.parametrize("value", ["show", "verify", None])
def test_a_locked_value_cannot_be_changed(draft: Draft, value: str | None) -> None:
    draft.choose(("verification", "policy"), value, "show")

    assert not draft.changes
    assert draft.counts(("verification", "policy")) == "amounts"
    lock = draft.lock(("verification", "policy"))
    assert lock is not None
    assert lock.layer is Layer.LOCK


def test_a_key_of_a_row_is_changed_within_its_list(draft: Draft) -> None:
    draft.choose(("called", 0, "label"), "B", "")
    draft.choose(("called", 0, "greeting"), "Hello", "")
    draft.add(("called",), {})
    draft.choose(("called", 1, "queues"), ["sales"], [])

    wanted = [{"numbers": ["1"], "label": "B", "greeting": "Hello"}, {"queues": ["sales"]}]
    assert draft.changes == {("called",): wanted}
    draft.remove(("called", 0))
    draft.remove(("called", 0))
    assert draft.changes == {("called",): None}


def test_a_department_of_the_preset_is_changed_key_by_key_and_dropped_by_saying_so(draft: Draft) -> None:
    draft.choose(("departments", "accounting", "deadline"), "1s", "2s")
    assert draft.changes == {("departments", "accounting", "deadline"): "1s"}
    origin = draft.origin(("departments", "accounting", "open_items"))
    assert origin is not None
    assert origin.layer is Layer.PRESET

    draft.remove(("departments", "accounting"))
    assert draft.changes == {("departments", "accounting"): False}
    assert draft.save().departments == {}


def test_what_is_added_is_changed_within_what_was_added(draft: Draft) -> None:
    draft.add(("sources", "shop"), {"kind": "sql"})
    draft.choose(("sources", "shop", "url"), "sqlite:///shop.db")

    assert draft.changes == {("sources", "shop"): {"kind": "sql", "url": "sqlite:///shop.db"}}
    draft.remove(("sources", "shop"))
    assert not draft.changes


def test_one_line_becomes_two_and_each_keeps_what_it_says(draft: Draft) -> None:
    draft.add(("line",), {"kind": "sip", "name": "second"})
    draft.choose(("line", 1, "server"), "pbx.example")
    draft.choose(("line", 1, "extension"), "101")

    assert [line.name for line in draft.save().lines] == ["line", "second"]


def test_a_table_that_may_be_left_out_goes_with_its_last_key(draft: Draft) -> None:
    draft.choose(("prospects", "webhook"), "https://crm.example/x")
    assert draft.save().prospects is not None

    draft.choose(("prospects", "webhook"), None)
    assert draft.save().prospects is None


def test_what_cannot_work_is_told_by_its_key_and_is_not_saved(draft: Draft) -> None:
    before = draft.file.read_text()
    draft.choose(("window", "cards"), 77, 4)
    draft.choose(("dial", "abroad"), "+", "")

    assert {problem.path for problem in draft.problems()} == {("window", "cards"), ("dial", "abroad")}
    with pytest.raises(ConfigurationError):
        draft.save()
    assert draft.file.read_text() == before


def test_what_only_the_site_can_judge_is_judged_too(draft: Draft) -> None:
    draft.choose(("region",), "XX")

    assert [problem.path for problem in draft.problems()] == [("region",)]


def test_a_part_can_be_tried_while_others_cannot_work(draft: Draft) -> None:
    draft.choose(("window", "cards"), 77, 4)

    assert draft.part("line").lines[0].kind == "simulator"


def test_a_preset_that_there_is_not_is_a_problem_and_no_end(draft: Draft) -> None:
    draft.choose(("preset",), ["sap"], [])

    assert [problem.path for problem in draft.problems()] == [("preset",)]
    assert draft.counts(("agent",)) == "anna"


def test_a_file_that_is_not_there_yet_is_begun(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "settings.toml", all_kinds())
    assert [problem.path for problem in draft.problems()] == [("region",)]

    draft.choose(("region",), "PL")
    draft.save()
    assert tomllib.loads(draft.file.read_text()) == {"region": "PL"}


def test_a_file_that_is_no_toml_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("region = ")

    with pytest.raises(ConfigurationError, match="is not valid TOML"):
        Draft(tmp_path / "settings.toml", all_kinds())


@pytest.mark.parametrize("head", ["", "[sources] # where we ask\n", "[departments]\n"])
def test_the_last_department_and_the_last_source_can_be_removed(tmp_path: Path, head: str) -> None:
    own = '[sources.crm]\nkind = "sql"\nurl = "sqlite:///crm.db"\n[departments.sales]\nsource = "crm"\n'
    file = tmp_path / "settings.toml"
    file.write_text('region = "PL"\n[line]\nkind = "simulator"\n' + head + own + 'purchases = "select 1"\n')
    draft = Draft(file, all_kinds(), check=reader_of)
    draft.remove(("departments", "sales"))
    draft.remove(("sources", "crm"))
    settings = draft.save()

    assert (settings.departments, settings.sources) == ({}, {})
    assert tomllib.loads(file.read_text()) == {"region": "PL", "line": {"kind": "simulator"}}
