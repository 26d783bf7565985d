"""Looks before anything is settled at a first start: who answers at a line's address, what a source could be asked."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from connectors.directory.rows import ContactRow
from screenpop.bootstrap import parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.diagnostics.discovery.matching import Match, best_match
from screenpop.diagnostics.discovery.proposing import Matches, department_lines, directory_lines
from screenpop.diagnostics.discovery.samples import Sample, samples_of
from screenpop.errors import ConfigurationError, SourceError
from screenpop.ports.checks import Check
from screenpop.ports.kinds import DepartmentKind, LineKind
from screenpop.ports.questions import Question
from screenpop.ports.source import Describes, Source
from screenpop.sentences import Sentence, say
from screenpop.settings.beginning import DIRECTORY, Proposal
from screenpop.settings.model import Settings

CONTACTS = Question("contacts", ContactRow, about_everybody=True)
_WITHIN = timedelta(seconds=20)
_NOT_TYPED_YET = "0"
_SAMPLES = 200
_ROWS_LOOKED_AT = 2_000


class SiteScouts:
    """Builds what is to be looked at, looks and lets go of it; see `screenpop.settings.beginning.Scouts`.

    Args:
        folder: That of the settings file; relative files start from it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def greet(self, line: Mapping[str, Any], /) -> Check | None:
        """Knock, whatever else is not typed yet."""
        kind = next((kind for kind in all_kinds().lines if kind.name == line.get("kind")), None)
        if kind is None or kind.greet is None or not str(line.get("server", "")).strip():
            return None
        try:
            settings = kind.settings.model_validate({**_unknown_yet(kind), **_typed(line)})
        except (ValidationError, ConfigurationError):
            return None
        return kind.greet(settings, self._folder)

    def propose(self, settings: Settings, source: str, wanted: str, /) -> Proposal:
        """Look at the source's tables and the first rows of each."""
        secrets = parts.secrets_of(settings)
        named = {name: settings.sources[name] for name in _needed(settings, source)}
        sources = parts.sources_of(replace(settings, sources=named), secrets)
        try:
            samples = _samples(sources[source])
            if wanted == DIRECTORY:
                return _proposed_directory(source, samples)
            kind = next(kind for kind in all_kinds().departments if kind.name == wanted)
            return _proposed_department(kind, source, samples, _numbers(settings, sources, wanted))
        finally:
            for each in sources.values():
                each.close()


def _typed(line: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in line.items() if value not in ("", None)}


def _unknown_yet(kind: LineKind) -> Mapping[str, Any]:
    """Something for what must be there; a knock does not tell it."""
    return {
        key: _NOT_TYPED_YET
        for key, info in kind.settings.model_fields.items()
        if info.is_required() and key not in ("kind", "server")
    }


def _needed(settings: Settings, source: str) -> set[str]:
    known = settings.directory.source if settings.directory else ""
    return {source, *filter(None, (known,))}


def _samples(source: Source) -> Sequence[Sample]:
    if not isinstance(source, Describes):
        raise ConfigurationError(
            say(
                "“{source}” does not tell what it holds; its questions are written by hand.",
                source=source.name,
            )
        )
    tables = source.tables(within=_WITHIN)
    if not tables:
        raise ConfigurationError(say("There is no table in it that may be read."))
    return tuple(samples_of(source, tables))


def matches_of(kind: DepartmentKind, samples: Sequence[Sample], known: frozenset[str]) -> Matches:
    """What could answer the questions of a department; `known` are its numbers of some customers."""
    return [
        (question, best_match(question, samples, known))
        for question in kind.questions
        if can_be_found(question)
    ]


def can_be_found(question: Question) -> bool:
    """It says itself which columns it needs."""
    return question.hold is None


def _proposed_directory(source: str, samples: Sequence[Sample]) -> Proposal:
    match = best_match(CONTACTS, samples, frozenset())
    if match is None:
        return Proposal()
    table = tomllib.loads("\n".join(directory_lines(source, CONTACTS, match)))[DIRECTORY]
    return Proposal(table, (_stands_in(CONTACTS, match),), tuple(_doubts([(CONTACTS, match)])))


def _proposed_department(
    kind: DepartmentKind, source: str, samples: Sequence[Sample], numbers: frozenset[str]
) -> Proposal:
    matches = matches_of(kind, samples, numbers)
    read = tomllib.loads("\n".join(department_lines(kind.name, source, matches)))
    table = read.get("departments", {}).get(kind.name, {})
    if not table:
        return Proposal()
    found = tuple(_stands_in(question, match) for question, match in matches if match is not None)
    return Proposal(table, found, tuple(_doubts(matches)))


def _stands_in(question: Question, match: Match) -> Sentence:
    return say("{question}: in {table}", question=question.key, table=match.view.main.table.name)


def _doubts(matches: Matches) -> Iterator[Sentence]:
    for question, match in matches:
        if match is None:
            continue
        if match.lacking:
            yield say(
                "{question}: nothing found for {columns}",
                question=question.key,
                columns=", ".join(match.lacking),
            )
        if match.key is not None and not match.certain:
            yield say(
                "{question}: whose a row is was guessed by the name {column}",
                question=question.key,
                column=match.key.written,
            )


def _numbers(settings: Settings, sources: Mapping[str, Source], department: str) -> frozenset[str]:
    """The numbers under which the department may know the directory's first customers."""
    if settings.directory is None:
        return frozenset()
    known: set[str] = set()
    try:
        feed = parts.feed_of_directory(settings, sources)
        rows = feed.source.stream(feed.contacts, {})
        with closing(rows):  # type: ignore[type-var] # every source's rows come from a generator
            for place, row in enumerate(rows):
                told = {key: value for key, value in row.items() if value not in (None, "")}
                number = told.get(f"ref_{department}", told.get("customer_id"))
                if number is not None:
                    known.add(str(number))
                if len(known) >= _SAMPLES or place >= _ROWS_LOOKED_AT:
                    break
    except (SourceError, ConfigurationError):
        return frozenset()
    return frozenset(known)
