"""`screenpop discover SOURCE`: what tables a source has, and settings that could be made of them."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import timedelta

from screenpop.bootstrap import parts
from screenpop.bootstrap.first_start_scouts import CONTACTS, can_be_found, matches_of
from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.settings_of import settings_of
from screenpop.diagnostics.discovery.matching import best_match
from screenpop.diagnostics.discovery.proposing import department_lines, directory_lines, table_lines
from screenpop.diagnostics.discovery.samples import samples_of
from screenpop.errors import ConfigurationError, SourceError
from screenpop.ports.kinds import DepartmentKind
from screenpop.ports.source import Describes, Source
from screenpop.sentences import say
from screenpop.settings.model import Settings

_WITHIN = timedelta(seconds=30)
_SAMPLES = 200


def command(arguments: argparse.Namespace) -> int:
    """List the tables, then propose settings as TOML on stdout."""
    settings = settings_of(arguments)
    wanted = _wanted(arguments.department)
    sources = parts.sources_of(settings, parts.secrets_of(settings))
    try:
        source = sources.get(arguments.source)
        if source is None:
            known = ", ".join(sources) or "–"
            raise ConfigurationError(
                say("There is no source “{source}”; there are {known}.", source=arguments.source, known=known)
            )
        for line in _report(settings, source, wanted):
            print(line)
    finally:
        for each in sources.values():
            each.close()
    return 0


def _wanted(department: str | None) -> Sequence[DepartmentKind]:
    kinds = [kind for kind in all_kinds().departments if any(can_be_found(q) for q in kind.questions)]
    if department in (None, "directory"):
        return kinds if department is None else ()
    if named := [kind for kind in kinds if kind.name == department]:
        return named
    known = ", ".join([*(kind.name for kind in kinds), "directory"])
    raise ConfigurationError(
        say("“{department}” cannot be proposed; there are {known}.", department=department, known=known)
    )


def _report(settings: Settings, source: Source, wanted: Sequence[DepartmentKind]) -> Iterator[str]:
    if not isinstance(source, Describes):
        raise ConfigurationError(
            say(
                "“{source}” does not tell what it holds; its questions are written by hand.",
                source=source.name,
            )
        )
    tables = source.tables(within=_WITHIN)
    if not tables:
        yield f"# {source.name} has no tables that this login may read"
        return
    yield from (f"# {line}" for line in table_lines(tables))
    samples = tuple(samples_of(source, tables))
    numbers = _numbers(settings)
    if len(wanted) != 1:  # all, or only the directory
        yield ""
        yield from directory_lines(source.name, CONTACTS, best_match(CONTACTS, samples, frozenset()))
    for kind in wanted:
        yield ""
        known = frozenset(numbers.get(kind.name, ()))
        yield from department_lines(kind.name, source.name, matches_of(kind, samples, known))


def _numbers(settings: Settings) -> Mapping[str, Sequence[str]]:
    """The numbers under which departments know some customers, if the directory has been imported."""
    directory = parts.directory_of(settings, parts.secrets_of(settings))
    if directory is None:
        return {}
    with closing(directory):
        try:
            customers = directory.samples(at_most=_SAMPLES) if directory.is_imported else ()
        except SourceError:
            return {}
        names = [kind.name for kind in all_kinds().departments]
        return {name: [customer.reference(name) for customer in customers] for name in names}
