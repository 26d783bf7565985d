"""Every complaint on docs/complaints.md is answered by tests that there are."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "complaints.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
NAMED = re.findall(r"`(tests/\S+?\.py)::(test_\w+)`", PAGE)


def test_all_twenty_four_are_answered_by_at_least_one_test() -> None:
    assert [int(number) for number, *_ in ROWS] == list(range(1, 25))
    assert all(complaint and why and "::test_" in shown for _, complaint, why, shown in ROWS)


@pytest.mark.parametrize("path", sorted({path for path, _ in NAMED}))
def test_every_test_that_is_named_is_there(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}

    assert {name for named, name in NAMED if named == path} <= there


def test_nothing_that_looks_like_a_test_is_passed_over() -> None:
    assert len(NAMED) == PAGE.count("::test_")
