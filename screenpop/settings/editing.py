"""Changes keys in the text of a settings file and leaves all else as somebody wrote it: comments, order, spelling."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from screenpop.settings.changes import OF_NAMES, Changes, value_at
from screenpop.settings.layers import KeyPath

_LONG_LIST = 80
_TAKEN, _BREAK = "\ue000", "\ue001"
_HEADING = re.compile(r"((?:^[ \t]*#[^\n]*\n)+)(^[ \t]*\[[^\n]*$)", re.MULTILINE)
_TOOK = re.compile(rf"^([^\n]*?) #{_TAKEN}([^\n]*)$", re.MULTILINE)


def edited(text: str, changes: Changes) -> str:
    """The text with the changes made.

    Raises:
        ValueError: It cannot be changed without touching something else.
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    if _TAKEN in text or _BREAK in text:
        raise ValueError("it holds a character that we need for ourselves")
    try:
        document = tomlkit.parse(_HEADING.sub(_take_comment, text.replace("\r\n", "\n")))
        for path, value in changes.items():
            if value is None:
                _remove(document, path)
            else:
                _put(document, path, value)
        return _TOOK.sub(_give_comment, document.as_string()).replace("\n", ends)
    except (TOMLKitError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _take_comment(found: re.Match[str]) -> str:
    """What is written above a table belongs to it, while the library takes it for the end of the one before."""
    return f"{found[2]} #{_TAKEN}{found[1].replace(chr(10), _BREAK)}"


def _give_comment(found: re.Match[str]) -> str:
    return f"{found[2].replace(_BREAK, chr(10))}{found[1]}"


def _put(document: Any, path: KeyPath, value: Any) -> None:
    parent = document
    for key in path[:-1]:
        if isinstance(key, str) and not isinstance(parent.get(key), dict | list):
            parent[key] = tomlkit.table(is_super_table=key in OF_NAMES)
        parent = parent[key]
    key = path[-1]
    known = parent.get(key) if isinstance(key, str) else parent[key]
    if _is_rows(value) and isinstance(known, AoT):
        _change_rows(known, value)
    elif _is_rows(value) and isinstance(known, Table):
        rows = tomlkit.aot()
        _change_table(known, value[0])
        for row in (known, *map(_item, value[1:])):
            rows.append(row)
        del parent[key]
        parent[key] = rows
    elif isinstance(value, Mapping) and isinstance(known, Table):
        _change_table(known, value)
    else:
        parent[key] = _item(value)


def _remove(document: Any, path: KeyPath) -> None:
    parent = value_at(document, path[:-1])
    if not isinstance(parent, dict) or path[-1] not in parent:
        return
    del parent[path[-1]]
    if not parent and path[0] in OF_NAMES and len(path) == 2 and path[0] in document:
        del document[path[0]]


def _change_rows(rows: AoT, wanted: Sequence[Mapping[str, Any]]) -> None:
    """Rows that stay are not touched, so that what is written about them stays with them."""
    before, after = [repr(_plain(row)) for row in rows], [repr(dict(row)) for row in wanted]
    for tag, first, last, of, to in reversed(
        SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    ):
        if tag == "equal":
            continue
        alike = min(last - first, to - of)
        for place in range(last - 1, first + alike - 1, -1):
            del rows[place]
        for place in range(alike):
            _change_table(rows[first + place], wanted[of + place])
        for place in range(alike, to - of):
            rows.insert(first + place, _item(wanted[of + place]))


def _change_table(table: Any, wanted: Mapping[str, Any]) -> None:
    for key in [key for key in table if key not in wanted]:
        del table[key]
    for key, value in wanted.items():
        if key not in table or _plain(table[key]) != value:
            _put(table, (key,), value)


def _plain(item: Any) -> Any:
    return item.unwrap() if hasattr(item, "unwrap") else item


def _is_rows(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _item(value: Any) -> Any:
    if isinstance(value, str) and "\n" in value:
        return _several_lines(value)
    if _is_rows(value):
        rows = tomlkit.aot()
        for row in value:
            rows.append(_item(row))
        return rows
    if isinstance(value, Mapping):
        table = tomlkit.table()
        for key, each in sorted(
            value.items(), key=lambda said: isinstance(said[1], Mapping) or _is_rows(said[1])
        ):
            table.append(key, _item(each))
        return table
    if isinstance(value, list | tuple):
        return _list(value)
    return tomlkit.item(value)


def _list(values: Sequence[Any]) -> Array:
    made = tomlkit.array()
    for value in values:
        made.append(value)
    return made.multiline(multiline=sum(len(str(value)) + 4 for value in values) > _LONG_LIST)


def _several_lines(text: str) -> Any:
    """As people write a question: its first line stands below the quotes."""
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    if escaped.endswith('"'):
        escaped = f'{escaped[:-1]}\\"'
    return tomlkit.parse(f'it = """\n{escaped}"""\n')["it"]
