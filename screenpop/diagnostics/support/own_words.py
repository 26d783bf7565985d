"""The program's own words: what stands in its code was there before any customer was.

A text may go into a bundle if it stands in the code of the installed program letter by letter, or has the shape of a
moment, a version or the like. So nothing has to be recognised as private: whatever is unknown stays out.
"""

import builtins
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.abc import Loader
from types import CodeType

from screenpop.diagnostics.log_lines import mark_of

PACKAGES = ("screenpop", "telephony", "connectors", "ui")
LIBRARIES = """
PySide6 shiboken6 alembic anyio babel calamine certifi charset_normalizer cryptography dateutil dbus duckdb h11 httpcore
httpx ibis idna jeepney jsonpath keyring lightgbm numpy oracledb phonenumbers platformdirs psycopg psycopg_binary
psycopg_pool py pyarrow pydantic pydantic_core pymssql pymysql pyqtgraph python_calamine pyVoIP scipy secretstorage
sipmessage sqlalchemy sqlparse tomlkit typing_extensions xlsxwriter"""
_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}(\.[A-Za-z_][A-Za-z0-9_]{0,60}){0,12}")


@dataclass(frozen=True)
class OwnWords:
    """What stands in the code of these packages."""

    packages: tuple[str, ...] = PACKAGES

    @cached_property
    def _code(self) -> dict[str, CodeType]:
        return dict(_modules(self.packages))

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text for code in self._code.values() for text in _texts_in(code))

    @cached_property
    def _marked(self) -> dict[str, str]:
        return {mark_of(text): text for text in self._texts}

    def is_known(self, text: str) -> bool:
        """Whether the text stands in the code."""
        return text in self._texts

    def marked(self, mark: str) -> str | None:
        """The text of which this is the mark in a log file."""
        return self._marked.get(mark)

    def module(self, name: str) -> str:
        """A module's name, if it is one of ours, of a library's or of Python's."""
        if name in self._code or name in ("__main__", "py.warnings"):
            return name
        top = name.partition(".")[0]
        known = top in sys.stdlib_module_names or top in LIBRARIES.split()
        return name if known and _DOTTED.fullmatch(name) else "(another module)"

    def function(self, module: str, name: str) -> str:
        """A function's or a class's name, if that module of ours has it; "" where it is another's."""
        code = self._code.get(module)
        return name if code is not None and name in _named_in(code) else ""

    def module_at(self, path: str) -> str:
        """The module whose code lies at this path."""
        parts = re.split(r"[/\\]", path.removesuffix(".py").removesuffix("/__init__"))
        for first in range(max(0, len(parts) - 8), len(parts)):
            name = ".".join(parts[first:])
            if name in self._code:
                return name
        for folder in ("site-packages", "dist-packages", "_internal", *_LIBRARY_FOLDERS):
            if folder in parts[:-1]:
                return self.module(".".join(parts[parts.index(folder) + 1 :]))
        if path.startswith("<frozen "):
            return self.module(path[len("<frozen ") : -1])
        lies_somewhere = (
            path.startswith(("/", "\\", "<")) or ":" in path
        )  # a packaged program names no folder
        return "(another module)" if lies_somewhere else self.module(".".join(parts))

    def kind(self, name: str) -> str:
        """The name of an error's kind, if it is Python's, ours or a library's."""
        builtin = getattr(builtins, name, None)
        if isinstance(builtin, type) and issubclass(builtin, BaseException):
            return name
        parts = name.split(".")
        for end in range(len(parts) - 1, 0, -1):
            module = ".".join(parts[:end])
            if module in self._code:
                return name if self.function(module, ".".join(parts[end:])) else _KIND
        return name if len(parts) > 1 and self.module(name) == name else _KIND


_KIND = "(another kind of error)"
_LIBRARY_FOLDERS = tuple(f"python3.{minor}" for minor in range(11, 20))


def _modules(packages: Iterable[str]) -> Iterator[tuple[str, CodeType]]:
    """The code of every module, which is read and not run."""
    for package in packages:
        top = sys.modules.get(package) or __import__(package)
        yield from _beneath(package, list(top.__path__))


def _beneath(package: str, path: list[str]) -> Iterator[tuple[str, CodeType]]:
    for found in pkgutil.iter_modules(path, f"{package}."):
        spec = found.module_finder.find_spec(found.name, None)
        code = _code_of(spec.loader, found.name) if spec else None
        if code is not None:
            yield found.name, code
        if spec and spec.submodule_search_locations:
            yield from _beneath(found.name, list(spec.submodule_search_locations))


def _code_of(loader: Loader | None, name: str) -> CodeType | None:
    try:
        code = getattr(loader, "get_code")(name)  # noqa: B009 # loaders of packaged programs have it, too
    except (AttributeError, ImportError, SyntaxError, OSError):
        return None
    return code if isinstance(code, CodeType) else None


def _texts_in(code: CodeType) -> Iterator[str]:
    for each in _with_inner(code):
        for constant in each.co_consts:
            if isinstance(constant, str):
                yield constant
            elif isinstance(constant, tuple | frozenset):
                yield from (part for part in constant if isinstance(part, str))


def _named_in(code: CodeType) -> set[str]:
    return {name for each in _with_inner(code) for name in (each.co_name, each.co_qualname)}


def _with_inner(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _with_inner(constant)
