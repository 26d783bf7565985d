"""`screenpop check`: tries the line, every source and every question, and says what is wrong and where."""

import argparse
from collections.abc import Iterator, Mapping, Sequence

from connectors.directory.checking import check_directory, first_customers
from connectors.directory.index import DirectoryIndex
from screenpop.bootstrap import bell, parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.commands.json_lines import as_line
from screenpop.commands.settings_of import settings_of
from screenpop.customers import Customer
from screenpop.diagnostics.line_report import lines_told, nobody_tells
from screenpop.diagnostics.site_check import BuiltDepartment, BuiltSource, check_site
from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.secrets import Secrets
from screenpop.ports.source import Source
from screenpop.sentences import say
from screenpop.settings.model import Settings

_SAMPLES = 20


def command(arguments: argparse.Namespace) -> int:
    """Try everything; 1 if anything fails."""
    settings = settings_of(arguments)
    parts.make_data_folder(settings)
    passed = True
    for check in _checks(settings):
        passed = passed and check.passed
        if arguments.json:
            shape = {"subject": check.subject, "passed": check.passed, "told": str(check.told)}
            print(as_line(shape), flush=True)
        else:
            print(f"{'ok' if check.passed else 'FAILED':<8}{check.subject:<32}{check.told}", flush=True)
    return 0 if passed else 1


def _checks(settings: Settings) -> Iterator[Check]:
    kinds = all_kinds()
    secrets = parts.secrets_of(settings)
    yield from _check_lines(settings, secrets)
    source_kinds = {kind.name: kind for kind in kinds.sources}
    department_kinds = {kind.name: kind for kind in kinds.departments}
    sources = parts.sources_of(settings, secrets)
    departments = parts.departments_of(settings, sources)
    directory = parts.directory_of(settings, secrets)
    try:
        yield from check_site(
            [
                BuiltSource(source_kinds[settings.sources[name].kind], source)
                for name, source in sources.items()
            ],
            [
                BuiltDepartment(
                    each.name, department_kinds[table.kind or each.name], table, each, settings.agent
                )
                for each in departments
                if (table := settings.departments[each.name])
            ],
            _samples(settings, sources, directory),
        )
        if settings.directory and directory:
            feed = parts.feed_of_directory(settings, sources)
            yield from check_directory(directory, feed.source, feed.contacts, parts.reader_of(settings))
    finally:
        if directory:
            directory.close()
        for source in sources.values():
            source.close()


def _samples(
    settings: Settings, sources: Mapping[str, Source], directory: DirectoryIndex | None
) -> Sequence[Customer]:
    if directory is None or settings.directory is None:
        return ()
    if directory.is_imported:
        return directory.samples(at_most=_SAMPLES)
    feed = parts.feed_of_directory(settings, sources)
    return first_customers(feed.source, feed.contacts, at_most=_SAMPLES)


def _check_lines(settings: Settings, secrets: Secrets) -> Iterator[Check]:
    kinds = {kind.name: kind for kind in all_kinds().lines}
    for line in settings.lines:
        surroundings = LineSurroundings(
            _nobody_listens, parts.password_of(line, settings, secrets), settings.file.parent
        )
        yield from kinds[line.kind].examine(line, surroundings)
    report = bell.ask(settings.data, "lines", None) if settings.lines else None
    if report is None:
        yield nobody_tells()
    elif "error" in report:
        yield Check("lines: delivered", passed=False, told=say("{reason}", reason=report["error"]))
    else:
        yield from lines_told(report)


def _nobody_listens(_: object) -> None:
    """A line that is only tried has nobody to report to."""
