"""Writes what was found as settings: ready to be pasted into the file, with what a person has to look at."""

from collections.abc import Iterator, Sequence

from screenpop.diagnostics.discovery.matching import Found, Match
from screenpop.ports.questions import Question
from screenpop.ports.source import TableSketch

Matches = Sequence[tuple[Question, Match | None]]


def table_lines(tables: Sequence[TableSketch]) -> Iterator[str]:
    """One line a table: its columns with their types, and what they refer to."""
    for table in tables:
        columns = (
            f"{column.name} {column.type.lower()}" + (f" → {column.references}" if column.references else "")
            for column in table.columns
        )
        yield f"{table.name} ({', '.join(columns)})"


def department_lines(name: str, source: str, matches: Matches) -> Iterator[str]:
    """The settings of one department, as TOML; questions that nothing answers are comments."""
    if not any(match for _, match in matches) or any(
        match is None and question.required for question, match in matches
    ):
        yield f"# [departments.{name}]: no table of “{source}” answers its questions"
        return
    yield f"[departments.{name}]"
    yield f'source = "{source}"'
    yield from _questions(matches)


def directory_lines(source: str, question: Question, match: Match | None) -> Iterator[str]:
    """The settings of the directory."""
    if match is None:
        yield f"# [directory]: no table of “{source}” holds telephone numbers"
        return
    yield "[directory]"
    yield f'source = "{source}"'
    yield from _questions([(question, match)])


def _questions(matches: Matches) -> Iterator[str]:
    for question, match in matches:
        if match is None:
            yield f"# {question.key}: no table answers it" + ("" if question.required else " (optional)")
            continue
        for name, found in match.columns.items():
            yield _seen(name, found)
        if match.key is not None and not match.certain:
            yield f"# whose a row is: {match.key.written} by its name only; see that it holds the customer's number"
        yield f'{question.key} = """'
        yield from _select(question, match)
        yield '"""'


def _seen(name: str, found: Found | None) -> str:
    if found is None:
        return f"# {name}: nothing fits; write what it is in the place of null"
    if not found.of:
        return f"# {name}: {found.place.written} by its name only, for it is empty in the rows that were looked at"
    return f"# {name}: {found.place.written}, {found.read} of {found.of} values read"


def _select(question: Question, match: Match) -> Iterator[str]:
    columns = ", ".join(_column(name, found) for name, found in match.columns.items())
    yield f"select {columns}"
    yield f"from {match.view.tables}"
    if match.key is not None:
        open_only = ""
        if question.key == "open_items" and (balance := match.columns.get("balance")):
            open_only = f" and {balance.place.written} <> 0"
        yield f"where {match.key.written} = :ref{open_only}"


def _column(name: str, found: Found | None) -> str:
    if found is None:
        return f"null as {name}"
    return found.place.written if found.place.written == name else f"{found.place.written} as {name}"
