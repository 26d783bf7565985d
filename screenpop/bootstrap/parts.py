"""Builds each part of a desk from its settings: secrets, sources, directory, departments, lines, record."""

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from functools import partial

from connectors.directory.counts import Imported, Progress
from connectors.directory.feed import Feed, feed_of
from connectors.directory.importing import import_contacts
from connectors.directory.index import DirectoryIndex
from connectors.directory.shared.importing import import_shared
from connectors.directory.shared.server import Server
from connectors.learnt import LEARNT_FILE, LearntFile
from connectors.prospects.webhook import Webhook
from screenpop.bootstrap.kinds import all_kinds
from screenpop.bootstrap.prospect_courier import ProspectCourier
from screenpop.bootstrap.withheld import withheld
from screenpop.diagnostics.log_files import make_private
from screenpop.errors import ConfigurationError, MissingSecret
from screenpop.phone_numbers import NumberReader
from screenpop.ports.department import Department
from screenpop.ports.directory import Directory
from screenpop.ports.kinds import (
    DepartmentSurroundings,
    LineSettings,
    LineSurroundings,
    SourceSurroundings,
)
from screenpop.ports.learnt import Learnt
from screenpop.ports.line import Line, Report
from screenpop.ports.memory import Memory
from screenpop.ports.secrets import Secrets
from screenpop.ports.source import NoSource, Source
from screenpop.record.people_policy import PeoplePolicy
from screenpop.sentences import say
from screenpop.settings.layers import KeyPath, Layer
from screenpop.settings.model import Settings
from screenpop.settings.reading import missing
from screenpop.settings.wrong import wrong
from screenpop.storage import keychain, stamp

DIRECTORY_FILE = "directory.db"
RECORD_FILE = "record.db"
PROSPECTS_OFFERED = "prospects-offered.txt"


def secrets_of(settings: Settings) -> Secrets:
    """Where this site keeps its passwords."""
    return secrets_from(settings.secrets.origin)


def secrets_from(origin: str) -> Secrets:
    """The place that `[secrets] from` names."""
    match origin:
        case "environment":
            return withheld(keychain.EnvironmentSecrets())
        case "ask":
            return withheld(keychain.AskedSecrets())
        case _:
            return withheld(keychain.KeyringSecrets())


def sources_of(settings: Settings, secrets: Secrets) -> Mapping[str, Source]:
    """All sources by name; none is connected yet."""
    kinds = {kind.name: kind for kind in all_kinds().sources}
    folder = settings.file.parent
    return {
        name: kinds[table.kind].build(
            table, SourceSurroundings(name, partial(secrets.get, f"sources.{name}"), folder)
        )
        for name, table in settings.sources.items()
    }


def departments_of(
    settings: Settings,
    sources: Mapping[str, Source],
    memory: Memory | None = None,
    today: Callable[[], date] = date.today,
    *,
    learnt: Learnt | None = None,
) -> tuple[Department, ...]:
    """The departments, in the order of the settings.

    Args:
        settings: The desk's.
        sources: By name.
        memory: What agents noted of customers.
        today: What they reckon from.
        learnt: What `screenpop learn` found out; None where it lies in the data folder.
    """
    kinds = {kind.name: kind for kind in all_kinds().departments}
    return tuple(
        kinds[table.kind or name].build(
            table,
            DepartmentSurroundings(
                name=name,
                source=sources[table.source] if table.source else NoSource(),
                sources=sources,
                data=settings.data,
                today=today,
                agent=settings.agent,
                memory=memory,
                learnt=learnt or learnt_file(settings),
            ),
        )
        for name, table in settings.departments.items()
    )


def learnt_file(settings: Settings) -> LearntFile:
    """Where what was learnt lies, unless the record is on a server (see `learnt`)."""
    return LearntFile(settings.data / LEARNT_FILE)


def lines_of(settings: Settings, secrets: Secrets, report: Report) -> tuple[Line, ...]:
    """The lines, not started."""
    kinds = {kind.name: kind for kind in all_kinds().lines}
    return tuple(
        kinds[table.kind].build(
            table, LineSurroundings(report, password_of(table, settings, secrets), settings.file.parent)
        )
        for table in settings.lines
    )


def password_of(line: LineSettings, settings: Settings, secrets: Secrets) -> Callable[[], str | None]:
    """How a line gets its password: `line` for the only one, `line.NAME` for one of several.

    Where the seat tells the extension, each extension may have one of its own, `line@101`, which is looked for first.
    """

    def password() -> str | None:
        names = [f"line.{line.name}"] if line.name != "line" else []
        if len(settings.lines) == 1:
            names.append("line")
        if extension := seats_extension(line, settings):
            names = [*(f"{name}@{extension}" for name in names), *names]
        if settings.secrets.origin == "ask":
            names = names[:1]  # who types one is not asked again for another
        found = next((found for name in names if (found := secrets.get(name)) is not None), None)
        if found is None and settings.secrets.origin == "environment":
            variable = keychain.variable_of(names[-1])
            raise MissingSecret(
                say(
                    "The PBX asks for a password, and the environment holds no {variable}.", variable=variable
                )
            )
        return found

    return password


def seats_extension(line: LineSettings, settings: Settings) -> str:
    """The line's extension, if it is the seat's; "" where the line has one of its own."""
    place = settings.lines.index(line)
    paths: tuple[KeyPath, ...] = (("line", "extension"), ("line", place, "extension"))
    origins = [origin for path in paths if (origin := settings.origins.known.get(path)) is not None]
    told_by_seat = any(origin.layer is Layer.SEAT for origin in origins)
    return str(getattr(line, "extension", "")) if told_by_seat else ""


def reader_of(settings: Settings) -> NumberReader:
    """The reader of this site's numbers.

    Raises:
        ConfigurationError: There is no such region.
    """
    try:
        return NumberReader(settings.region, settings.outside_line)
    except ConfigurationError as error:
        raise wrong(settings.file, ("region",), error.sentence) from None


def directory_of(settings: Settings, secrets: Secrets) -> DirectoryIndex | None:
    """Everybody's numbers, or None if the settings name no directory."""
    table = settings.directory
    if table is None:
        return None
    store = shared_store_of(settings, secrets) if table.store else settings.data / DIRECTORY_FILE
    return DirectoryIndex(store, deadline=table.deadline)


def shared_store_of(settings: Settings, secrets: Secrets) -> Server:
    """The server on which a team keeps its directory.

    Raises:
        ConfigurationError: The settings name none that can be.
    """
    table = settings.directory
    if table is None:
        raise missing(settings.file, "directory")
    return Server(table.store, partial(secrets.get, "directory"), deadline=table.deadline)


def feed_of_directory(settings: Settings, sources: Mapping[str, Source]) -> Feed:
    """Where the directory's people come from.

    Raises:
        ConfigurationError: The settings name no directory, or a file that nobody can read.
    """
    table = settings.directory
    if table is None:
        raise missing(settings.file, "directory")
    file = settings.file.parent / table.file if table.file else None
    return feed_of(sources, source=table.source, contacts=table.contacts, changes=table.changes, file=file)


def import_directory(
    settings: Settings,
    secrets: Secrets,
    feed: Feed,
    reader: NumberReader,
    *,
    full: bool = False,
    progress: Progress | None = None,
) -> Imported:
    """Make the directory say what its source says.

    Args:
        settings: Of the desk.
        secrets: Hold the password of a team's server.
        feed: Whom to ask.
        reader: Reads numbers as this site writes them.
        full: Ask for everybody even where the source can tell what has changed.
        progress: Is told how many rows have been read.

    Raises:
        SourceError: The source cannot be asked; what was known goes on counting.
    """
    asked = (feed.source, feed.contacts, reader)
    if settings.directory and settings.directory.store:
        with closing(shared_store_of(settings, secrets)) as server:
            return import_shared(server, *asked, changes=feed.changes, full=full, progress=progress)
    file = settings.data / DIRECTORY_FILE
    return import_contacts(file, *asked, changes=feed.changes, full=full, progress=progress)


def prospect_courier_of(
    settings: Settings, secrets: Secrets, directory: Directory | None
) -> ProspectCourier | None:
    """Who offers the CRM whom agents note as new; None if the settings name no webhook, or no directory."""
    table = settings.prospects
    if table is None or directory is None:
        return None
    ca_file = settings.file.parent / table.ca_file if table.ca_file else None
    password = partial(secrets.get, "prospects")
    door = Webhook(table.webhook, password, ca_file=ca_file, proxy=table.proxy)
    offered = settings.data / PROSPECTS_OFFERED
    return ProspectCourier(directory, door, agent=settings.agent, offered=offered)


def needed_directory(settings: Settings) -> DirectoryIndex:
    """The directory, for a command that cannot do without.

    Raises:
        ConfigurationError: The settings name none.
    """
    directory = directory_of(settings, secrets_of(settings))
    if directory is None:
        raise missing(settings.file, "directory")
    return directory


def people_policy(settings: Settings) -> PeoplePolicy:
    """What the site shows of people at work."""
    table = settings.supervision
    return PeoplePolicy(
        per_agent=table.per_agent,
        live_names=table.live_names,
        acceptance=table.acceptance,
        smallest_group=table.smallest_group,
    )


def make_data_folder(settings: Settings) -> None:
    """Make sure of the data folder; what lies there is for this user alone.

    Raises:
        ConfigurationError: It cannot be made, or a newer program wrote there.
    """
    try:
        make_private(settings.data)
    except OSError as error:
        raise ConfigurationError(
            say("The data folder {folder} cannot be made: {why}.", folder=settings.data, why=error.strerror)
        ) from None
    stamp.claim(settings.data)
