"""`screenpop support`: a bundle for those who look after the program, with nothing of the site's in it."""

import argparse
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from screenpop.commands.settings_of import file_of, settings_of
from screenpop.diagnostics import crashes, log_files
from screenpop.diagnostics.support.bundle import Part, parts_of, write_bundle
from screenpop.diagnostics.support.own_words import OwnWords
from screenpop.diagnostics.support.shapes import Plain, Shapes
from screenpop.diagnostics.support.told_crashes import told_crashes
from screenpop.diagnostics.support.told_files import told_databases, told_folder
from screenpop.diagnostics.support.told_logs import told_logs
from screenpop.diagnostics.support.told_program import told_program
from screenpop.diagnostics.support.told_settings import settings_tables, told_settings, words_of_settings
from screenpop.errors import ConfigurationError, ScreenPopError
from screenpop.ports.checks import Check
from screenpop.sentences import Sentence, say
from screenpop.settings.places import data_folder, policy_file

_PATIENCE = 60.0


def command(arguments: argparse.Namespace) -> int:
    """Make the bundle, or list what would be in it."""
    parts = list(collected(arguments))
    if arguments.list:
        for part in parts:
            told = {"name": part.name, "bytes": len(part.text.encode())}
            print(json.dumps(told) if arguments.json else f"{told['bytes']:>10}  {part.name}")
        return 0
    name = f"screenpop-support-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.zip"
    file = Path(arguments.output or name).absolute()
    try:
        write_bundle(file, parts)
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be written: {why}.", file=file, why=error.strerror)
        ) from None
    shape = {"file": str(file), "parts": [part.name for part in parts]}
    print(json.dumps(shape) if arguments.json else file)
    return 0


def collected(arguments: argparse.Namespace) -> Iterator[Part]:
    """The files of the bundle; whatever is broken is told as broken."""
    words = OwnWords()
    shapes = Shapes(_known_words().__contains__)
    tables, origins, trouble = settings_tables(file_of(arguments), policy_file())
    data = _data_folder(arguments, tables.get("data"))
    made: Mapping[str, Callable[[], object]] = {
        "program.json": told_program,
        "settings.json": lambda: {
            "trouble": _texts_of(trouble.sentence, words) if trouble else None,
            "settings": told_settings(tables, origins, shapes),
        },
        "checks.json": lambda: _checked(arguments, shapes, words),
        "lines.json": lambda: _lines(data, words),
        "files.json": lambda: told_folder(data, _file_system(data)),
        "databases.json": lambda: told_databases(data, words),
    }
    texts = {
        "logs": partial(told_logs, data / log_files.FOLDER, words),
        "crashes": partial(told_crashes, data / crashes.FOLDER, words),
    }
    yield from parts_of(made, texts, words)


def _known_words() -> frozenset[str]:
    from screenpop.bootstrap.kinds import all_kinds  # noqa: PLC0415 # what cannot be loaded is told as such
    from screenpop.settings.file_table import FileTable  # noqa: F401, PLC0415 # its keys are words, too

    kinds = all_kinds()
    names = {kind.name for kind in kinds.lines} | {kind.name for kind in kinds.sources}
    names |= {kind.name for kind in kinds.departments}
    return words_of_settings(
        names | {"lines", "source", "delivered", "answers", "waiting", "refused", "damaged"}
    )


def _data_folder(arguments: argparse.Namespace, said: object) -> Path:
    """Where the settings put it, even if they cannot work."""
    try:
        return settings_of(arguments).data
    except Exception:  # noqa: BLE001 # whatever keeps the program from starting is told elsewhere
        return file_of(arguments).parent / said if isinstance(said, str) and said else data_folder()


def _file_system(data: Path) -> str:
    from screenpop.storage.disk import disk_of  # noqa: PLC0415 # as above

    disk = disk_of(data)
    system = disk.system.partition(".")[0]  # what stands behind "fuse." may be anybody's name
    return f"{system if system.isalnum() else '?'}, {disk.lasts.value}"


def _texts_of(sentence: Sentence, words: OwnWords) -> list[str]:
    """The program's own texts of a sentence, without what was put into them."""
    inner = (each.sentence if isinstance(each, ScreenPopError) else each for each in sentence.values.values())
    told = [sentence.template] if words.is_known(sentence.template) else []
    return told + [text for each in inner if isinstance(each, Sentence) for text in _texts_of(each, words)]


def _checked(arguments: argparse.Namespace, shapes: Shapes, words: OwnWords) -> Plain:
    """What `screenpop check` finds in a minute; a keyring or a server may keep it waiting for longer."""
    from screenpop.commands.check import checks_of  # noqa: PLC0415 # as above

    found: list[Check] = []
    troubles: list[str] = []

    def check() -> None:
        try:
            found.extend(checks_of(settings_of(arguments)))
        except ScreenPopError as error:
            troubles.extend(_texts_of(error.sentence, words))
        except Exception as error:  # noqa: BLE001 # what is broken is what others are to look at
            troubles.append(words.kind(type(error).__name__))

    checking = threading.Thread(target=check, name="checking", daemon=True)
    checking.start()
    checking.join(_PATIENCE)
    told: list[Plain] = [
        {
            "subject": shapes.subject(each.subject),
            "passed": each.passed,
            "told": [*_texts_of(each.told, words)],
        }
        for each in tuple(found)
    ]
    return {"ended": not checking.is_alive(), "trouble": list(troubles), "checks": told}


def _lines(data: Path, words: OwnWords) -> Plain:
    from screenpop.bootstrap import bell  # noqa: PLC0415 # as above

    report = bell.ask(data, "lines", None)
    if report is None or "error" in report:
        return {"runs": report is not None}
    counted = Shapes(words.is_known)
    return {"runs": True, "lines": [counted.of(each) for each in report.values()]}
