"""Of a value only what cannot be private is told."""

from datetime import UTC, datetime, timedelta

import pytest

from screenpop.diagnostics.support.shapes import Shapes
from screenpop.diagnostics.support.told_settings import told_settings
from screenpop.settings.layers import Layer, Origin, Pile

KNOWN = frozenset(
    ("sources", "kind", "sql", "url", "deadline", "restart", "source", "line", "agents", "seat")
)


@pytest.fixture
def shapes() -> Shapes:
    return Shapes(KNOWN.__contains__)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (True, True),
        (42, 42),
        (2.5, 2.5),
        (48600777123, "a large number"),
        (-48600777123, "a large number"),
        ("2s", "2s"),
        ("sql", "sql"),
        ("Anna", "text of 4 letters"),
        ("", "text of 0 letters"),
        ("https://anna:secret@crm.example/?x=1", "an address, https"),
        ("postgresql+psycopg://anna@db/x", "an address, postgresql+psycopg"),
        ("anna://x", "an address"),
        (timedelta(seconds=90), "90s"),
        (datetime(1970, 5, 17, tzinfo=UTC), "a time"),
        (["Anna", 1], ["text of 4 letters", 1]),
        (b"Anna", "something else"),
    ],
)
def test_a_value(shapes: Shapes, value: object, told: object) -> None:
    assert shapes.of(value) == told


def test_names_of_the_sites_own_are_numbered_and_the_same_everywhere(shapes: Shapes) -> None:
    assert [shapes.name(each) for each in ("crm", "kind", "erp", "crm")] == [
        "<name 1>",
        "kind",
        "<name 2>",
        "<name 1>",
    ]
    assert shapes.subject("source erp: sql") == "source <name 2>: sql"
    assert shapes.of({"erp": "crm"}) == {"<name 2>": "text of 3 letters"}


def test_a_setting_is_told_with_who_said_it(shapes: Shapes) -> None:
    pile = Pile()
    pile.lay({"sources": {"crm": {"kind": "sql", "deadline": "2s"}}}, Origin(Layer.POLICY, "/etc/x"))
    pile.lay({"sources": {"crm": {"url": "sqlite:///anna.db"}}}, Origin(Layer.USER, "/home/anna/x"))

    assert told_settings(pile.tables, pile.origins, shapes) == [
        {"key": "sources.<name 1>.kind", "said_by": "policy", "value": "sql"},
        {"key": "sources.<name 1>.deadline", "said_by": "policy", "value": "2s"},
        {"key": "sources.<name 1>.url", "said_by": "user", "value": "an address, sqlite"},
    ]


def test_a_number_where_the_program_expects_none_is_not_told(shapes: Shapes) -> None:
    pile = Pile()
    pile.lay({"seat": {"agents": {"anna": 4711}}, "password": 123456}, Origin(Layer.USER, "x"))

    told = told_settings(pile.tables, pile.origins, shapes)

    assert [each["value"] for each in told if isinstance(each, dict)] == ["a number", "a number"]
