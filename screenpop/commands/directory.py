"""`screenpop directory`: says who a number or a name would be; its other actions have modules of their own."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from screenpop.bootstrap import parts
from screenpop.commands.directory_import import import_directory
from screenpop.commands.json_lines import as_line, person_as_json
from screenpop.commands.prospects import export_prospects
from screenpop.commands.settings_of import settings_of
from screenpop.customers import Candidates, Identity, Match, Person
from screenpop.errors import ConfigurationError
from screenpop.phone_numbers import NumberReader, PhoneNumber, names_nobody
from screenpop.ports.directory import Directory
from screenpop.rules.resolution import resolve
from screenpop.sentences import say

_AT_MOST = 50


def command(arguments: argparse.Namespace) -> int:
    """Import, find or export, as the arguments say."""
    settings = settings_of(arguments)
    parts.make_data_folder(settings)
    if arguments.action == "import":
        return import_directory(settings, arguments)
    with closing(parts.needed_directory(settings)) as index:
        if arguments.action == "prospects":
            output = Path(arguments.output) if arguments.output else None
            return export_prospects(index.prospects(), arguments.format, output)
        if (arguments.wanted is None) == (arguments.batch is None):
            raise ConfigurationError(say("Name a number or a text to find, or a file with --batch."))
        reader = parts.reader_of(settings)
        if arguments.batch is None:
            return run_find(index, reader, arguments.wanted, as_json=arguments.json)
        return run_batch(index, reader, _lines_of(arguments.batch))


def run_find(index: Directory, reader: NumberReader, wanted: str, *, as_json: bool) -> int:
    """Say who a number would be, or whom a text with letters in it fits; "22 555 01 23 ext. 5" is a number."""
    if _is_text(wanted):
        people = index.search(wanted, at_most=_AT_MOST)
        answer = _answer(None, wanted, Identity(_match_of(people), people))
        if not people and (number := reader.read(wanted)) and number.e164:
            answer = _answer_to(index, reader, wanted)
    else:
        answer = _answer_to(index, reader, wanted)
    if as_json:
        print(as_line(answer))
    else:
        print("\n".join(_table(answer)))
    return 0


def run_batch(index: Directory, reader: NumberReader, lines: Iterable[str]) -> int:
    """Answer every presented number, a line each, in order."""
    for line in lines:
        sys.stdout.write(as_line(_answer_to(index, reader, line.strip("\r\n"))) + "\n")
    sys.stdout.flush()
    return 0


def _lines_of(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
            yield from file
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be read: {why}.", file=name, why=error.strerror)
        ) from None


def _answer_to(index: Directory, reader: NumberReader, presented: str) -> dict[str, Any]:
    """What the desk would make of a caller who presents this number."""
    if names_nobody(presented):
        return _answer(None, None, Identity(Match.WITHHELD))
    number = reader.read(presented)
    candidates = index.candidates(number) if number else Candidates()
    return _answer(number, presented, resolve(number, candidates, withheld=False))


def _answer(number: PhoneNumber | None, presented: str | None, identity: Identity) -> dict[str, Any]:
    return {
        "number": number.e164 if number else None,
        "presented": presented,
        "match": identity.match.value,
        "customers": [person_as_json(person) for person in identity.people],
    }


def _is_text(wanted: str) -> bool:
    scheme = wanted.strip().lower().startswith(("tel:", "sip:", "sips:"))
    return not scheme and any(sign.isalpha() for sign in wanted)


def _match_of(people: Sequence[Person]) -> Match:
    if not people:
        return Match.UNKNOWN
    return Match.EXACT if len(people) == 1 else Match.SHARED


def _table(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['match']:<10}{answer['number'] or answer['presented'] or ''}"
    rows = [
        (each["id"], each["name"], each["contact"] or "", "" if each["active"] else str(say("inactive")))
        for each in answer["customers"]
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
