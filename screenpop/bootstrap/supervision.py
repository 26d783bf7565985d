"""The supervisors' window without a line: built from the desk's settings, beside the desktop or alone."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from screenpop.bootstrap import bell, parts
from screenpop.bootstrap.customer_names import DirectoryNames
from screenpop.bootstrap.heap import share_one_heap
from screenpop.bootstrap.held_signals import signals_held
from screenpop.bootstrap.learnt import learnt_of
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.bootstrap.supervising import role_of
from screenpop.errors import ConfigurationError, RecordUnavailable
from screenpop.phone_numbers import NumberReader
from screenpop.sentences import Sentence, say
from screenpop.settings.model import Settings
from screenpop.storage.call_log import DatabaseCallLog
from screenpop.storage.call_stories import RecordStories
from screenpop.storage.colleagues.board import DatabaseBoard
from screenpop.storage.colleagues.board_seen import BoardByPolicy
from screenpop.storage.colleagues.listener import Listener
from screenpop.storage.database import Database
from screenpop.storage.exports import LogExports
from screenpop.storage.figures.acceptance import RecordAcceptance
from screenpop.storage.figures.figures import RecordFigures
from screenpop.storage.log_choices import RecordChoices
from screenpop.storage.looks import RecordLooks
from screenpop.storage.my_role import Role
from ui.supervisor.application import SupervisorApplication
from ui.supervisor.views import Asked


class Supervision:
    """The window and the record behind it.

    Attributes:
        application: The window.
    """

    def __init__(self, settings: Settings) -> None:
        """Build it.

        Raises:
            ConfigurationError: The settings cannot work, or give this desk's person no such role.
        """
        share_one_heap()
        parts.make_data_folder(settings)
        secrets = parts.secrets_of(settings)
        self._record = SiteRecord(settings, secrets)
        role = _role(settings, self._record.database)
        if role == "agent":
            self._record.close()
            raise ConfigurationError(no_role(settings))
        database = self._record.database
        self._directory = parts.directory_of(settings, secrets)
        self._board = DatabaseBoard(database)
        self._listener: Listener | None = None
        if database.is_server:
            self._listener = Listener(
                database, settings.agent, report=lambda _: None, desks_changed=self._board.changed
            )
        policy = parts.people_policy(settings)
        board = BoardByPolicy(self._board, policy=policy, me=settings.agent)
        audits_a_server = database.is_server and role == "auditor"
        learnt = learnt_of(settings, database)
        log = DatabaseCallLog(database)
        reader = parts.reader_of(settings)
        with signals_held():
            self.application = SupervisorApplication(
                settings.window,
                Asked(
                    log=log,
                    stories=RecordStories(database),
                    choices=RecordChoices(database),
                    figures=RecordFigures(database, policy=policy, me=settings.agent),
                    acceptance=RecordAcceptance(
                        database, policy=policy, me=settings.agent, names=learnt.names
                    ),
                    learnt=None if audits_a_server else learnt,
                    names=DirectoryNames(self._directory),
                    board=None if audits_a_server else board,
                    looks=RecordLooks(database),
                    exports=LogExports(log),
                    record=self._record,
                    agent=settings.agent,
                    read_number=partial(_number, reader),
                    dial_by=settings.dial.by,
                    dial=partial(_dial, settings),
                    own_looks_only=database.is_server and role == "supervisor",
                ),
            )

    def run(self) -> int:
        """Work until the window is closed; returns the exit code."""
        self.start()
        try:
            return self.application.run()
        finally:
            self.stop()

    def pictures(self, folder: Path) -> Iterator[Path]:
        """Save what every view looks like, light and dark, as PNG; gives the files as they come, then ends."""
        self.start()
        try:
            yield from self.application.pictures(folder)
        finally:
            self.application.close()
            self.stop()

    def start(self) -> None:
        """Begin to deliver what is kept, and to hear what desks do."""
        self._record.start()
        if self._listener is not None:
            self._listener.start()

    def stop(self) -> None:
        """Let go of the record."""
        if self._listener is not None:
            self._listener.stop()
        self._record.close()
        if self._directory is not None:
            self._directory.close()


def _role(settings: Settings, database: Database) -> Role:
    try:
        return role_of(settings, database)
    except RecordUnavailable:
        return "supervisor"  # the views say why they have nothing to show


def no_role(settings: Settings) -> Sentence:
    """Why the window does not open."""
    if "://" in settings.record.database:
        return say(
            "This login is an agent's in the record. An administrator gives it a supervisor's role with "
            "screenpop database grant."
        )
    return say('The settings give this desk no supervisor\'s role; set role = "supervisor" in [supervision].')


def _number(reader: NumberReader, text: str) -> str:
    number = reader.read(text)
    return (number.e164 or number.short if number else None) or text


def _dial(settings: Settings, number: str) -> Sentence | None:
    """Have the program that runs for this desk dial; gives why it does not."""
    reply = bell.ask(settings.data, "dial", number)
    if reply is None:
        return say("Screenpop does not run for this desk, so that nobody can have the desk phone call.")
    problem = reply.get("error")
    return say("{problem}", problem=problem) if problem else None
