"""`screenpop database export-person`, `erase` and `retention`: one person's data, and what is old enough to go."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from screenpop.commands.database_server import database_for
from screenpop.commands.log import read_number
from screenpop.commands.settings_of import settings_of
from screenpop.errors import ConfigurationError
from screenpop.replacing import replacing
from screenpop.sentences import say
from screenpop.storage.database import Database
from screenpop.storage.roles.erasing import Subject, erase_old, erase_person, export_person

_MOST_MONTHS = 1_200


def command(arguments: argparse.Namespace) -> int:
    """Do what the arguments say."""
    with database_for(arguments) as database:
        if arguments.action == "retention":
            return run_retention(database, notes_months=arguments.notes, views_months=arguments.views)
        who = _subject(arguments)
        if arguments.action == "export-person":
            return run_export(database, who, Path(arguments.output) if arguments.output else None)
        if not (arguments.yes or _is_meant(who)):
            print(say("Nothing was erased."), file=sys.stderr)
            return 1
        return run_erase(database, who, arguments.reason)


def run_export(database: Database, who: Subject, output: Path | None) -> int:
    """Write all that the record holds of one person as JSON."""
    with database.writing() as connection:
        exported = export_person(connection, who)
    told = json.dumps(exported, ensure_ascii=False, indent=1)
    if output is None:
        print(told)
        return 0
    try:
        with replacing(output) as file:
            file.write(told.encode() + b"\n")
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be written: {why}.", file=output, why=error.strerror or str(error))
        ) from None
    return 0


def run_erase(database: Database, who: Subject, reason: str) -> int:
    """Erase what the record holds of one person, and say what that was.

    Raises:
        ConfigurationError: No reason is given.
    """
    if not reason.strip():
        raise ConfigurationError(say("Say why: --reason. It is kept with the erasure, so name nobody in it."))
    with database.writing() as connection:
        erased = erase_person(connection, who, reason)
    _tell(erased)
    return 0


def run_retention(database: Database, *, notes_months: int, views_months: int) -> int:
    """Erase notes and views that are older than that.

    Raises:
        ConfigurationError: Less than a month, or more than a hundred years.
    """
    if not all(1 <= months <= _MOST_MONTHS for months in (notes_months, views_months)):
        raise ConfigurationError(say("--notes and --views must be from 1 to 1200 months."))
    all_of_it: Counter[str] = Counter()
    while True:
        with database.writing() as connection:
            erased = erase_old(connection, notes_months=notes_months, views_months=views_months)
        all_of_it.update(erased)
        if not erased:
            break
    _tell(all_of_it)
    return 0


def _subject(arguments: argparse.Namespace) -> Subject:
    if bool(arguments.customer) == bool(arguments.number):
        raise ConfigurationError(say("Name either a customer or, with --number, a telephone number."))
    if arguments.customer:
        return Subject(customer=arguments.customer)
    return Subject(number=read_number(arguments.number, settings_of(arguments)))


def _is_meant(who: Subject) -> bool:
    if not sys.stdin.isatty():
        raise ConfigurationError(say("What is erased cannot be brought back; say --yes."))
    print(say("All that the record holds of {who} will be erased for good.", who=who.customer or who.number))
    return input(str(say("Type the same again to go on: "))).strip() == (who.customer or who.number)


def _tell(erased: Mapping[str, int]) -> None:
    if not erased:
        print(say("There was nothing to erase."))
    for table, number in sorted(erased.items()):
        print(say("{table}: {number} erased", table=table, number=number))
