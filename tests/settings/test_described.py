"""Every key of every table is a field with words of its own, and what a field says is what the model does."""

from collections.abc import Iterator
from typing import Any

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.ports.kinds import DepartmentSettings, Table
from screenpop.settings.described import CATALOGUE, Field, Shape, fields_of, fields_of_kind
from screenpop.settings.sections import OF_KINDS, SECTIONS, file_fields

KINDS = all_kinds()
ALL_KINDS = [
    *(("line", kind) for kind in KINDS.lines),
    *(("sources", kind) for kind in KINDS.sources),
    *(("departments", kind) for kind in KINDS.departments),
]


def every(fields: tuple[Field, ...], at: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        yield f"{at}.{field.key}".strip("."), field
        yield from every(field.fields, f"{at}.{field.key}".strip("."))


def all_fields() -> list[tuple[str, Field]]:
    told = list(every(tuple(file_fields().values())))
    for group, kind in ALL_KINDS:
        told += every(fields_of_kind(group, kind), f"{group}.{kind.name}")
    return told


@pytest.mark.parametrize(
    ("key", "field"), all_fields(), ids=lambda each: each if isinstance(each, str) else ""
)
def test_every_key_has_a_label_and_says_what_it_does(key: str, field: Field) -> None:
    assert field.words in CATALOGUE.values() or field.words.kept == "question", (
        f"words for “{key}” are missing"
    )
    assert str(field.words.label)
    assert str(field.words.help)


@pytest.mark.parametrize(
    ("key", "field"), all_fields(), ids=lambda each: each if isinstance(each, str) else ""
)
def test_no_words_are_left_for_choices_that_there_are_not(key: str, field: Field) -> None:
    assert not field.words.choices or set(field.words.choices) == set(field.choices)


def test_no_words_are_left_for_keys_that_there_are_not() -> None:
    used = [field.words for _, field in all_fields()]

    assert not [
        key for key, words in CATALOGUE.items() if words not in used and not _is_replaced(words, used)
    ]


def _is_replaced(words: Any, used: list[Any]) -> bool:
    """A question's words are used with another mark."""
    return any(words.label == each.label and words.help == each.help for each in used)


def test_every_key_of_the_file_stands_in_one_section() -> None:
    shown = [key for section in SECTIONS for key in section.keys]

    assert sorted(shown) == sorted(file_fields())
    assert set(OF_KINDS) <= set(shown)


@pytest.mark.parametrize(("group", "kind"), ALL_KINDS, ids=lambda each: getattr(each, "name", each))
def test_every_key_of_every_kind_is_a_field(group: str, kind: Any) -> None:
    keys = {info.alias or name for name, info in kind.settings.model_fields.items()}

    assert {field.key for field in fields_of_kind(group, kind)} == keys - {"kind"}


def test_what_a_field_says_is_what_the_model_does() -> None:
    fields = dict(all_fields())

    assert fields["window.cards"].shape is Shape.NUMBER
    assert (fields["window.cards"].least, fields["window.cards"].most) == (1, 10)
    assert fields["window.cards"].default == 4
    assert fields["secrets.from"].choices == ("keyring", "ask", "environment")
    assert (fields["directory.deadline"].shape, fields["directory.deadline"].default) == (
        Shape.TIMESPAN,
        "1s",
    )
    assert fields["region"].needed
    assert fields["departments.accounting.open_items"].words.kept == "question"
    assert fields["departments.credit.offers.standing"].choices[0] == "good"
    assert fields["called.numbers"].shape is Shape.LIST
    assert fields["line.sip.facts.headers"].shape is Shape.PAIRS


def test_a_kind_of_another_package_is_told_by_its_own_words() -> None:
    class Theirs(DepartmentSettings):
        """A department of another package.

        `warehouse`: whose stock is shown; all where it is left out.
        """

        warehouse: str = ""
        nothing_said: int = 3

    fields = {field.key: field for field in fields_of(Theirs, "departments.stock", "departments")}

    assert str(fields["warehouse"].words.label) == "Warehouse"
    assert str(fields["warehouse"].words.help) == "whose stock is shown; all where it is left out."
    assert str(fields["nothing_said"].words.label) == "Nothing said"
    assert str(fields["deadline"].words.label) == "Waits at most"


def test_a_shape_that_nobody_can_edit_is_noticed() -> None:
    class Odd(Table):
        """A table."""

        odd: bytes = b""

    with pytest.raises(TypeError):
        fields_of(Odd, "odd")
