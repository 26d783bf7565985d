"""`screenpop log report`: how the telephone went, as a file that a timer leaves every morning."""

import argparse
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from screenpop.bootstrap.parts import make_data_folder, people_policy, secrets_of
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.commands.delivering import deliver_first
from screenpop.commands.reporting.as_json import report_as_json
from screenpop.commands.reporting.report import Report, gather
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.record.span import Span
from screenpop.replacing import replacing
from screenpop.sentences import say
from screenpop.settings.model import Settings
from screenpop.storage.figures.figures import RecordFigures

_Format = Literal["html", "json"]


def command(arguments: argparse.Namespace) -> int:
    """Write what the arguments say."""
    settings = settings_of(arguments)
    make_data_folder(settings)
    now = datetime.now(UTC)
    span = span_of(arguments, now.astimezone().date())
    with closing(SiteRecord(settings, secrets_of(settings))) as record:
        deliver_first(record)
        figures = RecordFigures(record.database, policy=people_policy(settings), me=settings.agent)
        report = gather(figures, record.call_log, span, now)
    output = Path(arguments.output) if arguments.output else None
    written = _written(report, format_of(arguments.format, output), settings)
    if output is None:
        sys.stdout.write(written)
        return 0
    file = (
        output / f"screenpop-{_name(span)}.{format_of(arguments.format, None)}" if output.is_dir() else output
    )
    try:
        with replacing(file) as open_file:
            open_file.write(written.encode())
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be written: {why}.", file=file, why=error.strerror or str(error))
        ) from None
    print(file)
    return 0


def span_of(arguments: argparse.Namespace, today: date) -> Span:
    """The days that the arguments name; yesterday if they name none.

    Raises:
        ConfigurationError: That is no date, or the last is before the first.
    """
    yesterday = today - timedelta(days=1)
    if arguments.day:
        day = _day(arguments.day)
        return Span(day, day)
    last = _day(arguments.before) if arguments.before else yesterday
    first = _day(arguments.since) if arguments.since else last
    if first > last:
        raise ConfigurationError(say("{first} is after {last}.", first=first, last=last))
    return Span(first, last)


def format_of(wished: _Format | None, output: Path | None) -> _Format:
    """As wished, else as the file's name says."""
    return wished or ("json" if output and output.suffix.lower() == ".json" else "html")


def _written(report: Report, wanted: _Format, settings: Settings) -> str:
    if wanted == "json":
        return report_as_json(report)
    from screenpop.commands.reporting.page import report_as_page  # noqa: PLC0415 # knows Qt's language
    from ui.language import language_for  # noqa: PLC0415 # as above
    from ui.wording import Wording  # noqa: PLC0415 # as above

    return report_as_page(report, Wording(language_for(settings.window.language)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigurationError(say("“{text}” is no date (2026-03-31).", text=text)) from None


def _name(span: Span) -> str:
    return f"{span.first}" if span.first == span.last else f"{span.first}-{span.last}"
