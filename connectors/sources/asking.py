"""Puts one question to an open connection, with the parameters that it names."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import Connection, CursorResult, TextClause, text

from screenpop.errors import UnreadableAnswer
from screenpop.sentences import say


def put(
    connection: Connection, source: str, question: str, parameters: Mapping[str, object]
) -> CursorResult[tuple[object, ...]]:
    """Put a question whose parameters are bound, never pasted.

    Raises:
        UnreadableAnswer: It binds what there is not, or gives no rows.
    """
    clause, named = _read(question)
    result = connection.execute(clause, _bound(named, source, parameters))
    if not result.returns_rows:
        raise UnreadableAnswer(
            say("A question to “{source}” gives no rows; it must be a “select”.", source=source)
        )
    return result


@lru_cache(256)  # a site's questions are few and stay as they are
def _read(question: str) -> tuple[TextClause, tuple[str, ...]]:
    clause = text(question)
    return clause, tuple(clause.compile().params)


def _bound(named: tuple[str, ...], source: str, parameters: Mapping[str, object]) -> dict[str, object]:
    if unknown := [name for name in named if name not in parameters]:
        raise UnreadableAnswer(
            say(
                "A question to “{source}” binds :{name}, which there is not; there is {known}. A colon that "
                "is only a colon is written \\:.",
                source=source,
                name=unknown[0],
                known=", ".join(f":{name}" for name in parameters) or say("none"),
            )
        )
    return {name: parameters[name] for name in named}
