"""The templates for Windows' group policies: those in packaging are of today's settings; nothing hangs loose."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.admx import CULTURES, write_templates
from screenpop.errors import ConfigurationError
from screenpop.settings.layers import Tables
from screenpop.settings.policy import Policy, read_policy
from screenpop.settings.reading import settings_of_tables
from screenpop.settings.registry_policy import PLACE
from screenpop.settings.sections import file_fields
from tests.settings.winreg_fake import FakeWinreg, Key

SHIPPED = Path(__file__).parents[2] / "packaging" / "windows" / "admx"
NS = {"p": "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"}
OWN = {"region": "PL", "agent": "anna", "line": {"kind": "sip", "server": "pbx", "extension": "101"}}


@pytest.fixture(scope="module")
def template() -> ElementTree.Element:
    return ElementTree.parse(SHIPPED / "screenpop.admx").getroot()


@pytest.fixture(scope="module", params=CULTURES.values())
def texts(request: pytest.FixtureRequest) -> ElementTree.Element:
    return ElementTree.parse(SHIPPED / request.param / "screenpop.adml").getroot()


def policies(template: ElementTree.Element) -> list[ElementTree.Element]:
    return template.findall("p:policies/p:policy", NS)


def referred(template: ElementTree.Element, to: str) -> Iterator[str]:
    for element in template.iter():
        for value in element.attrib.values():
            if found := re.fullmatch(rf"\$\({to}\.(.+)\)", value):
                yield found[1]


def test_those_that_ship_are_of_todays_settings_and_texts(tmp_path: Path) -> None:
    write_templates(tmp_path)

    for file in sorted(each for each in tmp_path.rglob("*") if each.is_file()):
        shipped = SHIPPED / file.relative_to(tmp_path)
        assert file.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8"), (
            f"{shipped} is not up to date: screenpop settings --admx packaging/windows/admx"
        )


def test_every_text_that_is_referred_to_is_there_and_no_other(
    template: ElementTree.Element, texts: ElementTree.Element
) -> None:
    strings = [each.attrib["id"] for each in texts.findall("p:resources/p:stringTable/p:string", NS)]

    assert Counter(strings).most_common(1)[0][1] == 1
    assert set(strings) == set(referred(template, "string"))
    assert all((each.text or "").strip() for each in texts.iter(f"{{{NS['p']}}}string"))


def test_every_presentation_edits_the_elements_of_its_policy(
    template: ElementTree.Element, texts: ElementTree.Element
) -> None:
    found = texts.findall("p:resources/p:presentationTable/p:presentation", NS)
    edited = {each.attrib["id"]: [box.attrib["refId"] for box in each] for each in found}

    assert len(edited) == len(found)
    assert set(edited) == set(referred(template, "presentation"))
    boxes = {
        "enum": "dropdownList",
        "decimal": "decimalTextBox",
        "multiText": "multiTextBox",
        "list": "listBox",
    }
    kinds = {box.attrib["refId"]: box.tag.partition("}")[2] for each in found for box in each}
    for policy in policies(template):
        elements = policy.findall("p:elements/*", NS)
        named = policy.attrib.get("presentation", "")[len("$(presentation.") : -1]
        assert edited.get(named, []) == [each.attrib["id"] for each in elements]
        for each in elements:
            assert kinds[each.attrib["id"]] == boxes.get(each.tag.partition("}")[2], "textBox")


def test_no_name_is_given_twice_and_every_category_is_there(template: ElementTree.Element) -> None:
    names = [policy.attrib["name"] for policy in policies(template)]
    categories = [each.attrib["name"] for each in template.findall("p:categories/p:category", NS)]
    parents = {each.attrib["ref"] for each in template.iter(f"{{{NS['p']}}}parentCategory")}

    assert len(set(names)) == len(names) > 100
    assert len(set(categories)) == len(categories)
    assert parents <= set(categories)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", name) for name in (*names, *categories))


def test_every_single_value_of_the_settings_file_can_be_locked_and_preset(
    template: ElementTree.Element,
) -> None:
    written = {policy.attrib["name"] for policy in policies(template)}
    missing = [
        name
        for key, field in file_fields().items()
        if key not in ("line", "sources", "departments")
        for name in (
            [f"{key}_{each.key}" for each in field.fields if each.fields == ()] if field.fields else [key]
        )
        if field.shape != "rows" and not {f"Lock_{name}", f"Preset_{name}"} <= written
    ]

    assert missing == []
    assert {"Lock_line_server", "Lock_line_extension", "Lock_line_kind"} <= written


def test_what_the_editor_writes_is_what_the_program_reads(
    template: ElementTree.Element, tmp_path: Path
) -> None:
    """Every lock that a policy's editor could set by a choice, a switch or a number, each for itself."""
    tried = 0
    for policy in policies(template):
        for name, value in _written_by_the_editor(policy):
            key = policy.attrib["key"].removeprefix(f"{PLACE}\\").split("\\")
            if key[1:2] == ["line"]:
                continue
            tables: Key = {name: value}
            for each in reversed(key):
                tables = {each: tables}
            read = read_policy(tmp_path / "none.toml", registry=FakeWinreg(tables))
            assert not refused(OWN, tmp_path / "s.toml", read), (key, name, value)
            tried += 1
    assert tried > 100


def refused(own: Tables, file: Path, policy: Policy | None) -> str:
    """Why a value that could stand there may not; what another one asks for beside it is not looked at."""
    try:
        settings_of_tables(own, file, all_kinds(), policy)
    except ConfigurationError as error:
        return str(error) if re.search("there is no such key|it must be", str(error)) else ""
    return ""


def _written_by_the_editor(policy: ElementTree.Element) -> Iterator[tuple[str, tuple[int, object]]]:
    if "valueName" in policy.attrib:
        yield policy.attrib["valueName"], (FakeWinreg.REG_DWORD, 1)
        yield policy.attrib["valueName"], (FakeWinreg.REG_DWORD, 0)
    for number in policy.findall("p:elements/p:decimal", NS):
        for bound in ("minValue", "maxValue"):
            yield number.attrib["valueName"], (FakeWinreg.REG_DWORD, int(number.attrib[bound]))
    for choice in policy.findall("p:elements/p:enum", NS):
        for word in choice.findall("p:item/p:value/p:string", NS):
            yield choice.attrib["valueName"], (FakeWinreg.REG_SZ, word.text)


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match="cannot be written into"):
        write_templates(tmp_path / "file")
