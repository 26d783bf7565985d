"""`screenpop directory import`: fills the caller directory, and tells how far it is."""

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from connectors.directory.counts import Imported
from connectors.directory.feed import Feed
from connectors.directory.files.book import AddressBook
from screenpop.bootstrap import parts
from screenpop.commands.json_lines import as_line
from screenpop.sentences import say, say_many
from screenpop.settings.model import Settings

_SELDOM = 5.0


def import_directory(settings: Settings, arguments: argparse.Namespace) -> int:
    """Fill the directory; progress and examples of what cannot be read go to stderr, the result to stdout."""
    secrets = parts.secrets_of(settings)
    sources = parts.sources_of(settings, secrets)
    try:
        named = arguments.file and Path(arguments.file).absolute()
        feed = Feed(AddressBook(named), "") if named else parts.feed_of_directory(settings, sources)
        progress = Progress(sys.stderr)
        reader = parts.reader_of(settings)
        imported = parts.import_directory(
            settings, secrets, feed, reader, full=arguments.full, progress=progress
        )
        progress.end(imported.read)
    finally:
        for source in sources.values():
            source.close()
    for example in imported.examples:
        print(
            say("customer {customer}: {why}", customer=example.customer or "—", why=example.why),
            file=sys.stderr,
        )
    if arguments.json:
        print(as_line(_as_json(imported)))
    else:
        for name in ("read", "kept", "unreadable", "changed", "deleted"):
            print(f"{name:<12}{getattr(imported, name):>12}")
    return 0


class Progress:
    """Tells how many rows have been read and how fast: at a terminal in one line, elsewhere every few seconds."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = self._told = time.monotonic()

    def __call__(self, count: int) -> None:
        """So many rows have been read."""
        now = time.monotonic()
        if self._stream.isatty() or now - self._told >= _SELDOM:
            self._told = now
            self._tell(count, "\r" if self._stream.isatty() else "\n")

    def end(self, count: int) -> None:
        """All have been read."""
        self._tell(count, "\n")

    def _tell(self, count: int, end: str) -> None:
        each_second = round(count / max(time.monotonic() - self._began, 0.001))
        told = say_many(
            "{count} row read, {speed} a second",
            "{count} rows read, {speed} a second",
            count,
            speed=each_second,
        )
        print(told, end=end, file=self._stream, flush=True)


def _as_json(imported: Imported) -> Mapping[str, Any]:
    return {
        "read": imported.read,
        "kept": imported.kept,
        "unreadable": imported.unreadable,
        "changed": imported.changed,
        "deleted": imported.deleted,
        "examples": [{"customer": each.customer, "why": str(each.why)} for each in imported.examples],
    }
