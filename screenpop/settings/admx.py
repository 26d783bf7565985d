"""The settings as an administrative template of Windows (ADMX) and its texts (ADML), for the editor of group policies.

What it writes into the registry is what `registry_policy` reads. It has every single value and every list of the
settings' own tables and of the line, once to lock and once to preset. Rows, sources and departments, which have names
of a site's own, stand in a policy's file, or in the registry by hand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from screenpop.ports.kinds import Kinds
from screenpop.sentences import Sentence, say
from screenpop.settings.described import Field, Shape, fields_of_kind
from screenpop.settings.registry_policy import PLACE
from screenpop.settings.sections import SECTIONS, Section, file_fields
from screenpop.settings.words.words import Words

_SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_VERSION = {"xmlns": _SCHEMA, "revision": "1.0", "schemaVersion": "1.0"}
_NUMBER_AT_MOST = 9999
"""What the editor itself takes for the most where nothing is said."""
_TEXT_AT_MOST = 32767
PARTS: Mapping[str, Sentence] = {"Lock": say("Locked"), "Preset": say("Preset")}
_ELEMENTS = {
    Shape.NUMBER: ("decimal", "decimalTextBox"),
    Shape.CHOICE: ("enum", "dropdownList"),
    Shape.LIST: ("multiText", "multiTextBox"),
    Shape.PAIRS: ("list", "listBox"),
}
"""How a value is kept, and how it is edited; everything else is a text."""
_LEFT_OUT = (Shape.ROWS, Shape.GROUP)

Translate = Callable[[Sentence], str]


@dataclass(frozen=True, slots=True)
class _Setting:
    section: Section
    path: tuple[str, ...]
    field: Field

    @property
    def id(self) -> str:
        return "_".join(self.path)


def admx(kinds: Kinds) -> str:
    """The template, the same for every language."""
    settings = list(_settings(kinds))
    root = Element("policyDefinitions", _VERSION)
    names = SubElement(root, "policyNamespaces")
    SubElement(names, "target", prefix="screenpop", namespace="Screenpop.Policies")
    SubElement(root, "resources", minRequiredRevision="1.0", fallbackCulture="en-US")
    supported = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(supported, "definition", name="since", displayName="$(string.since)")
    categories = SubElement(root, "categories")
    _category(categories, "screenpop", "screenpop")
    for part in PARTS:
        _category(categories, part, part, "screenpop")
        for section in _sections(settings):
            _category(categories, f"{part}_{section.name}", f"section_{section.name}", part)
    policies = SubElement(root, "policies")
    for part in PARTS:
        for setting in settings:
            _policy(policies, part, setting)
    return _written(root)


def adml(kinds: Kinds, translate: Translate) -> str:
    """The template's texts in one language."""
    settings = list(_settings(kinds))
    root = Element("policyDefinitionResources", _VERSION)
    SubElement(root, "displayName").text = "Screenpop"
    SubElement(root, "description").text = translate(say("What an administrator locks and presets."))
    resources = SubElement(root, "resources")
    strings = SubElement(resources, "stringTable")
    for name, told in _strings(settings, translate):
        SubElement(strings, "string", id=name).text = told
    presentations = SubElement(resources, "presentationTable")
    for setting in settings:
        if setting.field.shape is not Shape.SWITCH:
            _presentation(presentations, setting, translate)
    return _written(root)


def _settings(kinds: Kinds) -> Iterator[_Setting]:
    """Those of the file, and of the line what any kind has."""
    fields = file_fields()
    for section in SECTIONS:
        for key in section.keys:
            if key == "line":
                yield from (_Setting(section, ("line", field.key), field) for field in _line_fields(kinds))
            elif key in fields:
                yield from _within(section, (key,), fields[key])


def _within(section: Section, path: tuple[str, ...], field: Field) -> Iterator[_Setting]:
    if field.shape is Shape.GROUP:
        for each in field.fields:
            yield from _within(section, (*path, each.key), each)
    elif field.shape not in _LEFT_OUT and path[0] not in ("sources", "departments"):
        yield _Setting(section, path, field)


def _line_fields(kinds: Kinds) -> Iterator[Field]:
    words = Words(say("Kind of line"), say("How calls are learnt of."))
    names = tuple(kind.name for kind in kinds.lines)
    yield Field("kind", Shape.CHOICE, words, needed=True, default=None, choices=names)
    known: dict[str, Field] = {}
    for kind in kinds.lines:
        for field in fields_of_kind("line", kind):
            if field.shape in _LEFT_OUT or field.key in known:
                continue
            others = [
                each.choices
                for other in kinds.lines
                for each in fields_of_kind("line", other)
                if each.key == field.key
            ]
            choices = dict.fromkeys(choice for each in others for choice in each)
            known[field.key] = replace(field, choices=tuple(choices))
    yield from known.values()


def _sections(settings: Sequence[_Setting]) -> Sequence[Section]:
    return [section for section in SECTIONS if any(each.section is section for each in settings)]


def _category(categories: Element, name: str, told: str, parent: str = "") -> None:
    category = SubElement(categories, "category", name=name, displayName=f"$(string.{told})")
    if parent:
        SubElement(category, "parentCategory", ref=parent)


def _policy(policies: Element, part: str, setting: _Setting) -> None:
    field, name = setting.field, setting.path[-1]
    policy = SubElement(
        policies,
        "policy",
        {
            "name": f"{part}_{setting.id}",
            "class": "Both",
            "displayName": f"$(string.{setting.id})",
            "explainText": f"$(string.{setting.id}_help)",
            "key": "\\".join((PLACE, part, *setting.path[:-1])),
        },
    )
    if field.shape is Shape.SWITCH:
        policy.set("valueName", name)
    else:
        policy.set("presentation", f"$(presentation.{setting.id})")
    SubElement(policy, "parentCategory", ref=f"{part}_{setting.section.name}")
    SubElement(policy, "supportedOn", ref="since")
    if field.shape is Shape.SWITCH:
        SubElement(SubElement(policy, "enabledValue"), "decimal", value="1")
        SubElement(SubElement(policy, "disabledValue"), "decimal", value="0")
    else:
        _element(SubElement(policy, "elements"), part, setting)


def _element(elements: Element, part: str, setting: _Setting) -> None:
    field, name = setting.field, setting.path[-1]
    kind, _ = _ELEMENTS.get(field.shape, ("text", ""))
    element = SubElement(elements, kind, id=setting.id)
    if field.shape is Shape.PAIRS:
        element.set("key", "\\".join((PLACE, part, *setting.path)))
        element.set("explicitValue", "true")
        return
    element.set("valueName", name)
    if field.shape is Shape.NUMBER:
        element.set("minValue", str(field.least or 0))
        element.set("maxValue", str(_NUMBER_AT_MOST if field.most is None else field.most))
    elif field.shape is Shape.CHOICE:
        element.set("required", "true")
        for choice in field.choices:
            item = SubElement(element, "item", displayName=f"$(string.{setting.id}__{_word(choice)})")
            SubElement(SubElement(item, "value"), "string").text = choice
    elif kind == "text":
        element.set("maxLength", str(_TEXT_AT_MOST))


def _strings(settings: Sequence[_Setting], translate: Translate) -> Iterator[tuple[str, str]]:
    yield "screenpop", "Screenpop"
    yield "since", "Screenpop 0.2"
    for part, told in PARTS.items():
        yield part, translate(told)
    for section in _sections(settings):
        yield f"section_{section.name}", translate(section.title)
    for setting in settings:
        words = setting.field.words
        yield setting.id, f"{translate(words.label)} ({'.'.join(setting.path)})"
        yield f"{setting.id}_help", translate(words.help)
        if setting.field.shape is Shape.CHOICE:
            for choice in setting.field.choices:
                known = words.choices.get(choice)
                yield f"{setting.id}__{_word(choice)}", translate(known) if known else choice


def _presentation(table: Element, setting: _Setting, translate: Translate) -> None:
    presentation = SubElement(table, "presentation", id=setting.id)
    _, box = _ELEMENTS.get(setting.field.shape, ("", "textBox"))
    element = SubElement(presentation, box, refId=setting.id)
    label = translate(setting.field.words.label)
    default = setting.field.default
    if box == "textBox":
        SubElement(element, "label").text = label
        if isinstance(default, str) and default:
            SubElement(element, "defaultValue").text = default
        return
    element.text = label
    if box == "decimalTextBox" and isinstance(default, int):
        element.set("defaultValue", str(default))
    elif box == "dropdownList" and default in setting.field.choices:
        element.set("noSort", "true")
        element.set("defaultItem", str(setting.field.choices.index(default)))


def _word(choice: str) -> str:
    """A choice as a part of a name, of which letters and digits are safe."""
    return "".join(char if char.isalnum() else "_" for char in choice)


def _written(root: Element) -> str:
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'
