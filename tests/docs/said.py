"""What the program can say when something goes wrong: the templates of its errors and checks, read from the code."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import screenpop.errors
from tests.docs.typed import ROOT

_PACKAGES = ("screenpop", "telephony", "connectors")
_ERRORS = frozenset(
    name
    for name, each in vars(screenpop.errors).items()
    if isinstance(each, type) and each.__module__ == "screenpop.errors"
)
_ALL_TROUBLE = (
    *("refusals", "tls", "failures", "trust", "faults", "_troubles", "wrong", "playbook_laying", "reading"),
    *(
        "dialling",
        "opened_links",
        "supervision",
        "site_check",
        "record_check",
        "loading",
        "writers",
        "tables",
    ),
)
"""Modules that do little but say what is wrong; whatever a line says of itself belongs on the page as well."""
_PARTS = frozenset({"none", "status {status}", "internal error", "call", "“{name}”", "{file}, sheet {sheet}"})
"""They stand within other sentences, and say nothing by themselves."""


def said_in(file: Path) -> Iterator[str]:
    """The templates of errors and checks in a module, those of several numbers each."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    yield from _said(tree, wrong=file.stem.endswith(_ALL_TROUBLE) or "telephony" in file.parts)


def _said(node: ast.AST, *, wrong: bool) -> Iterator[str]:
    name = _name(node.func) if isinstance(node, ast.Call) else ""
    wrong = wrong or isinstance(node, ast.Raise) or name in _ERRORS or name == "Check"
    if wrong and name in ("say", "say_many") and isinstance(node, ast.Call):
        for argument in node.args[: 2 if name == "say_many" else 1]:
            if isinstance(argument, ast.Constant) and _says(argument.value):
                yield argument.value
    for child in ast.iter_child_nodes(node):
        yield from _said(child, wrong=wrong)


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _says(template: str) -> bool:
    bare = re.sub(r"\{\w*\}", "", template)
    return template not in _PARTS and re.search(r"\w", bare) is not None


@cache
def all_said() -> dict[str, str]:
    """Every template, and a module that says it."""
    files = [file for package in _PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
    found: dict[str, str] = {}
    for file in files:
        if not file.is_relative_to(ROOT / "screenpop" / "bench"):
            for template in said_in(file):
                found.setdefault(template, file.relative_to(ROOT).as_posix())
    return found


@cache
def every_template() -> frozenset[str]:
    """Whatever the program can say at all, troubles or not."""
    found = set()
    for package in (*_PACKAGES, "ui"):
        for file in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _name(node.func) in ("say", "say_many"):
                    found |= {
                        each.value
                        for each in node.args
                        if isinstance(each, ast.Constant) and isinstance(each.value, str)
                    }
    return frozenset(found)
