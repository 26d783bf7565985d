"""A web service as a source of rows: asked over HTTP, answers in JSON.

What HTTP needs loads at the first question, not when the program starts.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from threading import Event, Lock
from time import monotonic
from typing import TYPE_CHECKING

from connectors.sources.rest.settings import RestSettings
from screenpop.errors import SourceUnavailable, UnreadableAnswer
from screenpop.ports.kinds import SourceSurroundings
from screenpop.ports.source import Row
from screenpop.sentences import Sentence, say

if TYPE_CHECKING:
    from connectors.sources.rest.question import RestQuestion
    from connectors.sources.rest.service import Service


class RestSource:
    """Asks one web service. Connects at the first question; several threads may ask at once."""

    is_far = True

    def __init__(self, settings: RestSettings, surroundings: SourceSurroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings
        self._opening = Lock()
        self._service: Service | None = None
        self._closed = Event()

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._surroundings.name

    def rows(
        self, question: str, parameters: Mapping[str, object], *, within: timedelta, at_most: int = 10_000
    ) -> Sequence[Row]:
        """Ask a question; see `screenpop.ports.source`."""
        until = monotonic() + within.total_seconds()
        found: list[Row] = []
        for page in self._pages(question, parameters, until):
            found += page
            if len(found) > at_most:
                raise UnreadableAnswer(
                    say(
                        "“{source}” gave more than {at_most} rows; the question must ask for fewer.",
                        source=self.name,
                        at_most=at_most,
                    )
                )
        return found

    def columns(self, question: str, parameters: Mapping[str, object], *, within: timedelta) -> Sequence[str]:  # noqa: ARG002 # a question names its columns itself
        """What columns a question gives; see `screenpop.ports.source`."""
        return tuple(column.name for column in self._read(question).columns)

    def stream(self, question: str, parameters: Mapping[str, object]) -> Iterator[Row]:
        """Ask for many rows; see `screenpop.ports.source`."""
        for page in self._pages(question, parameters, None):
            yield from page

    def try_out(self, within: timedelta = timedelta(seconds=10)) -> Sentence:
        """Connect, ask for something, and tell what is there.

        Raises:
            SourceError: As `rows`.
        """
        return self._opened().try_out(within.total_seconds())

    def close(self) -> None:
        """Let go of all connections; questions that are under way end at once."""
        self._closed.set()
        service = self._service
        if service is not None:
            service.close()

    def _pages(
        self, question: str, parameters: Mapping[str, object], until: float | None
    ) -> Iterator[Sequence[Row]]:
        read = self._read(question)
        values = self._bound(read, parameters)
        if not all(values.values()):
            return iter(())  # what has no number there has no rows; "?customer=" might mean everybody
        return self._opened().pages(read, values, until)

    def _read(self, question: str) -> "RestQuestion":
        from connectors.sources.rest.question import read_question  # noqa: PLC0415 # JSON paths: 100 ms

        return read_question(question, self.name)

    def _bound(self, question: "RestQuestion", parameters: Mapping[str, object]) -> Mapping[str, str]:
        names = question.target.names
        if unknown := [name for name in names if name not in parameters]:
            raise UnreadableAnswer(
                say(
                    "A question to “{source}” names {name}, which there is not; there is {known}.",
                    source=self.name,
                    name=f"{{{unknown[0]}}}",
                    known=", ".join(f"{{{name}}}" for name in parameters) or say("none"),
                )
            )
        return {name: "" if parameters[name] is None else str(parameters[name]) for name in names}

    def _opened(self) -> "Service":
        from connectors.sources.rest.service import Service  # noqa: PLC0415 # HTTP: 200 ms

        with self._opening:
            if self._closed.is_set():
                raise SourceUnavailable(say("“{source}” is closed.", source=self.name))
            if self._service is None:
                around = self._surroundings
                self._service = Service(around.name, self._settings, around.password, around.folder)
            if self._closed.is_set():
                self._service.close()
            return self._service
