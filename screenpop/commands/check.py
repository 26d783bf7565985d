"""`screenpop check`: tries the line, every source and every question, and says what is wrong and where."""

import argparse
from collections.abc import Iterator, Mapping, Sequence

from connectors.directory.checking import check_directory, first_customers
from connectors.directory.index import DirectoryIndex
from screenpop.bootstrap import bell, parts
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.learnt import learnt_of
from screenpop.bootstrap.record_check import check_record
from screenpop.bootstrap.shared_database import database_of
from screenpop.bootstrap.verification import policy_of, right_answers_of
from screenpop.commands.check_policy import check_policy
from screenpop.commands.json_lines import as_line
from screenpop.commands.settings_of import file_of, settings_of
from screenpop.customers import Customer
from screenpop.diagnostics.line_report import lines_told, nobody_tells
from screenpop.diagnostics.site_check import BuiltDepartment, BuiltSource, check_site
from screenpop.diagnostics.verification_check import check_answers
from screenpop.errors import ConfigurationError
from screenpop.ports.checks import Check
from screenpop.ports.kinds import LineSurroundings
from screenpop.ports.secrets import Secrets
from screenpop.ports.source import Source
from screenpop.sentences import say, say_many
from screenpop.settings.files import parsed
from screenpop.settings.hot_keys import read_hot_keys
from screenpop.settings.model import Settings
from screenpop.settings.places import policy_file
from screenpop.settings.playbook import playbook_of
from screenpop.settings.upgrades import told_of_old
from screenpop.settings.writing import read_bytes
from screenpop.storage.colleagues.memory import DatabaseMemory

_SAMPLES = 20


def command(arguments: argparse.Namespace) -> int:
    """Try everything; 1 if anything fails. With --policy nothing is tried: it tells where settings come from."""
    if arguments.policy:
        return check_policy(file_of(arguments), policy_file(), as_json=arguments.json)
    settings = settings_of(arguments)
    parts.make_data_folder(settings)
    passed = True
    for check in checks_of(settings):
        passed = passed and check.passed
        if arguments.json:
            shape = {"subject": check.subject, "passed": check.passed, "told": str(check.told)}
            print(as_line(shape), flush=True)
        else:
            print(f"{'ok' if check.passed else 'FAILED':<8}{check.subject:<32}{check.told}", flush=True)
    return 0 if passed else 1


def checks_of(settings: Settings) -> Iterator[Check]:
    """All findings, each as it comes."""
    kinds = all_kinds()
    secrets = parts.secrets_of(settings)
    yield from _check_age(settings)
    yield from _check_lines(settings, secrets)
    yield from _check_keys(settings)
    yield from check_record(settings, secrets)
    yield from _check_playbook(settings)
    source_kinds = {kind.name: kind for kind in kinds.sources}
    department_kinds = {kind.name: kind for kind in kinds.departments}
    sources = parts.sources_of(settings, secrets)
    database = database_of(settings, secrets)
    departments = parts.departments_of(
        settings,
        sources,
        DatabaseMemory(database, settings.agent),
        learnt=learnt_of(settings, database),
    )
    directory = parts.directory_of(settings, secrets)
    try:
        samples = _samples(settings, sources, directory)
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
            samples,
        )
        yield from check_answers(policy_of(settings), right_answers_of(settings, sources), samples)
        if settings.directory and directory:
            feed = parts.feed_of_directory(settings, sources)
            yield from check_directory(directory, feed.source, feed.contacts, parts.reader_of(settings))
    finally:
        if directory:
            directory.close()
        for source in sources.values():
            source.close()
        database.close()


def _check_age(settings: Settings) -> Iterator[Check]:
    """What the user's file says as an earlier version did; a newer program writes it anew when it starts to work."""
    for told in told_of_old(parsed(read_bytes(settings.file), settings.file), settings.file):
        yield Check("settings", passed=True, told=told)


def _check_playbook(settings: Settings) -> Iterator[Check]:
    """The site's own, if it has one."""
    if settings.playbook.file is None:
        return
    try:
        rules = len(playbook_of(settings).rules)
        told = say_many("{count} rule is in force", "{count} rules are in force", rules)
        yield Check("playbook", passed=True, told=told)
    except ConfigurationError as error:
        yield Check("playbook", passed=False, told=error.sentence)


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


def _check_keys(settings: Settings) -> Iterator[Check]:
    """The keys as the program that runs has got them; where none runs, as they stand in the settings."""
    report = bell.ask(settings.data, "keys", None) or {}
    read = read_hot_keys(settings.keys)
    troubles = [say("{reason}", reason=each) for each in report.get("troubles", ())] or read.troubles
    for trouble in troubles:
        yield Check("keys", passed=False, told=trouble)
    if not read.keys or troubles:
        return
    names = ", ".join(map(str, read.keys.values()))
    told = say("{keys}: whether they are free is known while Screenpop runs", keys=names)
    if "troubles" in report:
        told = say("{reason}", reason=report["hint"]) if report["hint"] else say("{keys}: taken", keys=names)
    yield Check("keys", passed=True, told=told)


def _nobody_listens(_: object) -> None:
    """A line that is only tried has nobody to report to."""
