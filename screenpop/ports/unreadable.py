"""What is wrong with a question's rows, in an administrator's words."""

from collections.abc import Sequence

from screenpop.errors import UnreadableAnswer
from screenpop.sentences import Sentence, say


def missing_column(question: str, column: str, columns: Sequence[str]) -> UnreadableAnswer:
    """A question does not give a column that it must give."""
    return UnreadableAnswer(
        say(
            "The question “{question}” must give a column “{column}”; it gives {columns}.",
            question=question,
            column=column,
            columns=", ".join(columns),
        )
    )


def no_column_of(question: str, known: Sequence[str], columns: Sequence[str]) -> UnreadableAnswer:
    """A question gives none of the columns of which any would do."""
    return UnreadableAnswer(
        say(
            "The question “{question}” must give a column of these: {known}; it gives {columns}.",
            question=question,
            known=", ".join(known),
            columns=", ".join(columns),
        )
    )


def empty_column(question: str, row: int, column: str) -> UnreadableAnswer:
    """A column is empty in a row that needs it."""
    return UnreadableAnswer(
        say(
            "“{question}”, row {row}: the column “{column}” is empty.",
            question=question,
            row=row,
            column=column,
        )
    )


def wrong_column(question: str, row: int, column: str, expected: Sentence) -> UnreadableAnswer:
    """A column holds something else than it must."""
    return UnreadableAnswer(
        say(
            "“{question}”, row {row}: the column “{column}” must be {expected}.",
            question=question,
            row=row,
            column=column,
            expected=expected,
        )
    )
