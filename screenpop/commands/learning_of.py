"""What learning needs of the settings: the department's question, its source, and where the result lies."""

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from connectors.cross_sell.kind import CrossSellSettings
from connectors.cross_sell.rows import LineRow
from connectors.learnt import LEARNT_FILE
from screenpop.bootstrap import parts
from screenpop.errors import ConfigurationError
from screenpop.ports.rows import read_each
from screenpop.ports.source import Source
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.settings.reading import missing


def learnt_path(settings: Settings) -> Path:
    """Where what was learnt lies."""
    return settings.data / LEARNT_FILE


@contextmanager
def lines_of(settings: Settings) -> Iterator[tuple[Source, str]]:
    """The source of everybody's lines, and the question that lists them.

    Raises:
        ConfigurationError: The settings have no such department.
    """
    tables = settings.departments.values()
    department = next((table for table in tables if isinstance(table, CrossSellSettings)), None)
    if department is None:
        raise missing(settings.file, "departments.cross_sell")
    sources = parts.sources_of(settings, parts.secrets_of(settings))
    with closing(sources[department.source]) as source:
        yield source, department.lines


def rows_of(source: Source, lines: str) -> Iterator[LineRow]:
    """Everybody's lines, one after the other.

    Raises:
        SourceError: The source could not answer, or a row is not what it must be; the error names it.
    """
    return read_each(source.stream(lines, {}), LineRow, "lines")


def day_of(arguments: argparse.Namespace) -> date | None:
    """The day of `--at`.

    Raises:
        ConfigurationError: It is no date.
    """
    if arguments.at is None:
        return None
    try:
        return date.fromisoformat(arguments.at)
    except ValueError:
        raise ConfigurationError(
            say(
                "--at takes a date, as in {example}; “{given}” is none.",
                example="2024-12-31",
                given=arguments.at,
            )
        ) from None
