"""Finds text that stands in few calls, by an index of three letters each.

What stands in many is found soon by looking through the newest ones: no index could say which of them come first.
"""

import re

from sqlalchemy import Connection, text

from screenpop.folding import folded

_FEW = 3_000
_LETTERS = 3
_SEPARATORS = re.compile(r"[\s()./-]+")
_IN_FILE = """
select rowid from call_words where call_words match :wanted limit :at_most
"""
_FILE_CAN = "select count(*) from sqlite_schema where name = 'call_words'"
_ON_SERVER = "select * from screenpop.rare_calls(:first, :second, :at_most)"
_SERVER_CAN = """
select to_regclass('screenpop.ix_call_log_trigrams') is not null
    and coalesce(has_function_privilege(to_regprocedure('screenpop.rare_calls(text, text, integer)'), 'execute'), false)
"""


def shapes_of(wanted: str) -> list[str]:
    """How a text is looked for: folded, and as a number without its separators if it is one."""
    digits = _SEPARATORS.sub("", wanted)
    return [folded(wanted), *([digits] if digits.removeprefix("+").isdecimal() else [])]


def rare_places(connection: Connection, wanted: str | None) -> list[int] | None:
    """The places in `call_log` of all calls that may hold the text; None if there are many, or nobody knows."""
    shapes = shapes_of(wanted.strip()) if wanted else []
    if not shapes or min(map(len, shapes)) < _LETTERS:
        return None
    on_server = connection.dialect.name == "postgresql"
    if not connection.execute(text(_SERVER_CAN if on_server else _FILE_CAN)).scalar():
        return None
    if on_server:
        first, *_, second = (_pattern(shape) for shape in (*shapes, *shapes))
        asked, said = _ON_SERVER, {"first": first, "second": second}
    else:
        asked, said = _IN_FILE, {"wanted": " OR ".join(f"({_trigrams(shape)})" for shape in shapes)}
    found = connection.execute(text(asked), {**said, "at_most": _FEW}).scalars().all()
    return list(found) if len(found) < _FEW else None


def _trigrams(shape: str) -> str:
    """What FTS5 asks for: every three letters that follow one another, somewhere."""
    parts = (shape[start : start + _LETTERS] for start in range(len(shape) - _LETTERS + 1))
    return " AND ".join('"' + part.replace('"', '""') + '"' for part in dict.fromkeys(parts))


def _pattern(shape: str) -> str:
    return "%" + re.sub(r"([\\%_])", r"\\\1", shape) + "%"
