"""What the program keeps for one user of this computer: where it lies, how much it is, and how it is removed.

Only files that the program itself made are ever touched; a folder goes when nothing else is left in it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from screenpop.bootstrap import autostart
from screenpop.bootstrap.bell import address, is_answered
from screenpop.bootstrap.parts import RECORD_FILE
from screenpop.bootstrap.shared_database import record_file
from screenpop.bootstrap.site_record import SPOOL_FILE
from screenpop.diagnostics.crashes import FOLDER as CRASHES
from screenpop.diagnostics.log_files import FOLDER as LOGS
from screenpop.errors import ConfigurationError
from screenpop.ports.kinds import LineSettings
from screenpop.sentences import Sentence, say, say_many
from screenpop.settings.model import Settings
from screenpop.storage.spool.file_lock import FileLock
from screenpop.storage.spool.spool import Spool

_LOCK = "bell.lock"
_RECORD = f"{RECORD_FILE}*"
_IN_DATA: Sequence[tuple[Sentence, Sequence[str]]] = (
    (say("saved here, on its way into the record"), (f"{SPOOL_FILE}*",)),
    (say("the record: all calls, notes and facts"), (_RECORD,)),
    (say("what was being written and not saved"), ("drafts.db*",)),
    (
        say("the directory of callers"),
        ("directory.db*", "directory.import", "directory.*partial*", "directory-*.db*", "directory.broken*"),
    ),
    (say("what was learnt of customers and products"), ("learnt.db*", "learn.lock")),
    (say("logs and reports of crashes"), (f"{LOGS}/*.log*", f"{LOGS}/.turn", f"{CRASHES}/*Z-*.txt")),
    (
        say("small things: where cards stand, who sat here, which version wrote"),
        (
            *("card-place.*", "written-by.json*", "window-hidden", "prospects-offered.*"),
            *("seats.json*", "bell"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class KeptHere:
    """One sort of what is kept.

    Attributes:
        what: In words.
        paths: The files.
        is_record: Nobody else has it: it is the only record there is.
    """

    what: Sentence
    paths: tuple[Path, ...]
    is_record: bool = False

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(path.lstat().st_size for path in self.paths if path.exists())


def kept_here(settings: Settings) -> Sequence[KeptHere]:
    """All that there is, sort by sort."""
    folders = dict.fromkeys((settings.data, settings.account))
    found = []
    for what, patterns in _IN_DATA:
        paths = [path for folder in folders for pattern in patterns for path in sorted(folder.glob(pattern))]
        is_record = patterns == (_RECORD,) and record_file(settings) is not None
        found.append(KeptHere(what, tuple(dict.fromkeys(paths)), is_record=is_record))
    found.append(
        KeptHere(say("the settings, and what stood there before"), tuple(_settings_files(settings.file)))
    )
    return [each for each in found if each.paths]


def names_of_passwords(settings: Settings) -> Sequence[str]:
    """What the keyring may hold for these settings."""
    lines = [name for line in settings.lines for name in (f"line.{line.name}", *_of_seat(line))]
    return tuple(
        dict.fromkeys(
            (
                "record",
                "directory",
                "prospects",
                "line",
                *lines,
                *(f"sources.{name}" for name in settings.sources),
            )
        )
    )


def unsent(settings: Settings) -> int:
    """How many entries were saved here and have not reached the record.

    Raises:
        RecordUnavailable: Nobody can tell.
    """
    file = settings.data / SPOOL_FILE
    if not file.exists():
        return 0
    with closing(Spool(file)) as spool:
        state = spool.state()
        return state.waiting + state.set_aside + len(spool.damaged_files())


def remove(settings: Settings, forget: Callable[[str], bool], *, record: bool = False) -> int:
    """Remove all of it, the passwords and the start at sign-in.

    Args:
        settings: Whose.
        forget: Removes a password; False if there was none.
        record: Also a record that nobody else has.

    Returns:
        How many passwords were forgotten.

    Raises:
        ConfigurationError: The program runs; nothing is removed. Or something cannot be removed.
    """
    lock = FileLock(settings.data / _LOCK)
    if settings.data.is_dir() and (not lock.try_lock() or is_answered(address(settings.data))):
        lock.release()
        raise ConfigurationError(say("Screenpop is running for this data folder; quit it first."))
    try:
        forgotten = sum(forget(name) for name in names_of_passwords(settings))
        autostart.follow(wanted=False, settings=settings.file, command=())
        for each in kept_here(settings):
            if record or not each.is_record:
                for path in each.paths:
                    path.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(
            say("{file} cannot be removed: {why}.", file=error.filename, why=error.strerror)
        ) from None
    finally:
        lock.release()
    data = settings.data
    (data / _LOCK).unlink(missing_ok=True)
    for folder in (data / LOGS, data / CRASHES, data, settings.account, settings.file.parent):
        with suppress(OSError):  # something else lies there
            folder.rmdir()
    return forgotten


def told_unsent(number: int) -> Sentence:
    """So many entries would be lost."""
    return say_many(
        "{count} entry that is saved here has not reached the record, and would be lost.",
        "{count} entries that are saved here have not reached the record, and would be lost.",
        number,
    )


def _of_seat(line: LineSettings) -> Iterator[str]:
    """The names under which an extension of its own may have a password."""
    if extension := getattr(line, "extension", ""):
        yield f"line@{extension}"
        yield f"line.{line.name}@{extension}"


def _settings_files(file: Path) -> Iterator[Path]:
    if file.is_file():
        yield file
        yield from sorted(file.parent.glob(f"{file.name}.bak"))
        yield from sorted(file.parent.glob(f"{file.name}.before-*"))
    yield from sorted(file.parent.glob(f"{file.name}.begun"))
