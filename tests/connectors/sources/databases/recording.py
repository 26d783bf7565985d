"""Stands in for a driver whose server does not run here: writes down what it is told, and answers by the book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Rows = Sequence[tuple[object, ...]]


@dataclass
class Driver:
    """What a driver was told.

    Attributes:
        answers: Part of a statement → the names and rows of its answer, or the error to be raised.
        statements: Every statement with its parameters.
        connected_with: What `connect` was given, each time.
        ended_by: "rollback" and "commit", as they came.
    """

    answers: Mapping[str, tuple[Sequence[str], Rows] | Exception]
    statements: list[tuple[str, object]] = field(default_factory=list)
    connected_with: list[dict[str, object]] = field(default_factory=list)
    ended_by: list[str] = field(default_factory=list)

    def connect(self, *_, **arguments):
        self.connected_with.append(arguments)
        if isinstance(refusal := self.answers.get("connect"), Exception):
            raise refusal
        return Connection(self)

    def told(self, part: str) -> list[tuple[str, object]]:
        return [one for one in self.statements if part in one[0]]


class Connection:
    version = "19.3.0.0.0"  # as Oracle's driver has it
    thin = True
    max_identifier_length = 128
    call_timeout = None
    outputtypehandler = None

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    def cursor(self, *_, **__):
        return Cursor(self._driver)

    def rollback(self):
        self._driver.ended_by.append("rollback")

    def commit(self):
        self._driver.ended_by.append("commit")

    def autocommit(self, _on):
        return

    def close(self):
        return


class Cursor:
    arraysize = 1
    rowcount = -1
    lastrowid = None
    outputtypehandler = None

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self.description = None
        self._rows = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def execute(self, statement, parameters=None, **named):
        self._driver.statements.append((statement, parameters or named))
        for part, answer in self._driver.answers.items():
            if part.lower() in statement.lower():
                if isinstance(answer, Exception):
                    raise answer
                names, rows = answer
                self.description = [(name, None, None, None, None, None, None) for name in names]
                self._rows = list(rows)
                return
        asks = statement.lstrip().lower().startswith("select")  # what the dialect wants to know of its server
        self.description = [("told", None, None, None, None, None, None)] if asks else None
        self._rows = [("x",)] if asks else []

    def fetchone(self):
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size=1):
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self):
        return self.fetchmany(len(self._rows))

    def close(self):
        return
