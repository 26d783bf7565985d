"""Changes of single keys, as they are wanted: pure, over the tables that a file says."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from screenpop.settings.layers import KeyPath, Tables

Changes = Mapping[KeyPath, Any]
"""Where → what shall stand there as TOML has it; None where nothing shall. Never one within another."""
OF_NAMES = ("sources", "departments")
"""Hold tables under names of their own; with none left there is no such table, since no file could say so."""


def applied(tables: Tables, changes: Changes) -> Tables:
    """The tables with the changes made."""
    changed = deepcopy(tables)
    for path, value in changes.items():
        if value is None:
            _removed(changed, path)
        else:
            _put(changed, path, deepcopy(value))
    return changed


def value_at(tables: Any, path: KeyPath) -> Any:
    """What stands there; None where nothing does."""
    for key in path:
        if isinstance(tables, dict):
            tables = tables.get(key)
        elif isinstance(tables, list) and isinstance(key, int) and key < len(tables):
            tables = tables[key]
        else:
            return None
    return tables


def _put(tables: Any, path: KeyPath, value: Any) -> None:
    for key in path[:-1]:
        if isinstance(tables, list):
            tables = tables[int(key)]
        else:
            if not isinstance(tables.get(key), dict | list):
                tables[key] = {}
            tables = tables[key]
    tables[path[-1]] = value


def _removed(tables: Any, path: KeyPath) -> None:
    parent = value_at(tables, path[:-1])
    if isinstance(parent, dict):
        parent.pop(path[-1], None)
        if not parent and path[0] in OF_NAMES and len(path) == 2:
            del tables[path[0]]
