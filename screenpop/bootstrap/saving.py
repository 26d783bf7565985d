"""Where this computer saves first: on its own disk, or in the shared database where the disk is none to trust."""

from screenpop.bootstrap.shared_database import record_file
from screenpop.errors import ConfigurationError
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings
from screenpop.settings.wrong import wrong
from screenpop.storage.disk import Disk, Lasts, disk_of


def saves_on_server(settings: Settings) -> bool:
    """Whether “saved” waits for the server's COMMIT; else it waits for this computer's disk.

    Raises:
        ConfigurationError: The disk is none to save on, and there is no server.
    """
    match settings.record.spool:
        case "disk":
            return False
        case "server":
            if record_file(settings) is not None:
                told = say("“server” needs a PostgreSQL, which “database” in [record] names")
                raise wrong(settings.file, ("record", "spool"), told)
            return True
    disk = disk_of(settings.data)
    if disk.is_durable:
        return False
    if record_file(settings) is not None:
        raise ConfigurationError(_no_place(settings, disk))
    return True


def keeps_drafts(settings: Settings) -> bool:
    """Whether what is typed is kept in the data folder; several computers cannot use one such file."""
    return settings.record.spool == "disk" or disk_of(settings.data).lasts is not Lasts.SHARED


def told_of_saving(settings: Settings) -> Sentence:
    """Where this computer saves, and why, for `screenpop check`.

    Raises:
        ConfigurationError: As `saves_on_server`.
    """
    if not saves_on_server(settings):
        return say("what is saved here is saved on this computer's disk first")
    if settings.record.spool == "server":
        return say("saves on the server, as the settings say: “saved” waits for it")
    return say(
        "saves on the server, because {what}: “saved” waits for it",
        what=_what_it_is(settings, disk_of(settings.data)),
    )


def _no_place(settings: Settings, disk: Disk) -> Sentence:
    return say(
        "{what}, so nothing can be saved there for sure. Either “data” in {file} names a folder on a disk of this"
        ' computer, or “database” in [record] names a PostgreSQL, where it is saved then. (“spool = "disk"” in [record]'
        " saves there all the same, if you know that it keeps what is written.)",
        what=_what_it_is(settings, disk),
        file=settings.file,
    )


def _what_it_is(settings: Settings, disk: Disk) -> Sentence:
    told = (
        say("the data folder {folder} lies on a disk that other computers share ({system})")
        if disk.lasts is Lasts.SHARED
        else say("the data folder {folder} lies where nothing outlives a restart ({system})")
    )
    return Sentence(told.template, {"folder": settings.data, "system": disk.system})
