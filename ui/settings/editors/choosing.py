"""Which editor a field gets: by what it holds, and by what its words say of it."""

from screenpop.sentences import say
from screenpop.settings.described import Field, Shape
from screenpop.settings.presets import shipped_presets
from ui.components.outside import harmless
from ui.settings.editors.editor import Editor
from ui.settings.editors.lists import ChoiceEditor, ListEditor, PairsEditor, SeveralEditor, SwitchEditor
from ui.settings.editors.texts import (
    ColourEditor,
    FileEditor,
    LinesEditor,
    NumberEditor,
    ShortEditor,
    TextEditor,
)
from ui.settings.form import Form


def editor_for(form: Form, field: Field) -> Editor:
    """The editor of a field that holds one value."""
    look, words = form.look, field.words
    name, nothing = look.text(words.label), field.default is None and not field.needed
    match field.shape:
        case Shape.SWITCH:
            return SwitchEditor(look, name)
        case Shape.CHOICE:
            shown = {
                each: look.text(words.choices[each]) if each in words.choices else each
                for each in field.choices
            }
            return ChoiceEditor(look, shown, look.text(say("Not set")) if nothing else None)
        case Shape.NUMBER:
            return NumberEditor(look, name, field.least, field.most, nothing=nothing)
        case Shape.TIMESPAN | Shape.DAY | Shape.DECIMAL:
            return ShortEditor(look, name, words.example, nothing=True)
        case Shape.PAIRS:
            return PairsEditor(look, name, words.example)
        case Shape.LIST:
            return _list_editor(form, field, name)
        case _:
            return _text_editor(form, field, name, nothing=nothing)


def _list_editor(form: Form, field: Field, name: str) -> Editor:
    look, words = form.look, field.words
    if field.choices:
        told = {each: look.text(words.choices[each]) for each in field.choices if each in words.choices}
        return SeveralEditor(look, lambda: field.choices, lambda word: told.get(word, word))
    if words.kept == "departments":
        return SeveralEditor(look, lambda: form.names("departments"), str)
    if words.kept == "presets":
        return SeveralEditor(look, shipped_presets, str)
    return ListEditor(look, name)


def _text_editor(form: Form, field: Field, name: str, *, nothing: bool) -> Editor:
    look, words = form.look, field.words
    match words.kept:
        case "question":
            return LinesEditor(look, name, fixed=True)
        case "file" | "folder" as kept:
            return FileEditor(look, name, kept, nothing=nothing)
        case "colour":
            return ColourEditor(look, name, words.example)
        case "source":
            return SourceEditor(form, name, needed=field.needed)
        case _:
            return TextEditor(look, name, words.example, nothing=nothing)


class SourceEditor(ChoiceEditor):
    """One of the sources that there are."""

    def __init__(self, form: Form, name: str, *, needed: bool) -> None:
        names = {each: harmless(each) for each in form.names("sources")}
        super().__init__(form.look, names, None if needed else form.look.text(say("None")))
        self.setAccessibleName(name)
