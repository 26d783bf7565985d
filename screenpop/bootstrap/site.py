"""Everything of one desk but its window: built from settings, started, stopped."""

import threading
from collections.abc import Callable, Mapping

from screenpop.bootstrap import parts
from screenpop.bootstrap.bell import Bell, Fulfil
from screenpop.bootstrap.dialling import Dialling
from screenpop.bootstrap.training import Training
from screenpop.desk.call_desk import CallDesk
from screenpop.diagnostics.line_report import LineReport
from screenpop.errors import ScreenPopError, SourceError
from screenpop.events import news
from screenpop.sentences import Sentence
from screenpop.settings.model import Settings
from screenpop.storage.call_log import LocalCallLog
from screenpop.storage.record_keeper import LocalRecord
from telephony.simulator.pbx import LittlePbx


class Site:
    """One desk at work.

    Attributes:
        directory: The local index, or None if the settings name no directory.
        call_log: What was recorded.
        desk: Takes acts, announces news.
        dialling: Calls numbers for the agent.
    """

    def __init__(
        self,
        settings: Settings,
        announce: Callable[[news.News], None],
        tell_problem: Callable[[Sentence], None],
    ) -> None:
        self._settings = settings
        self._announce_to = announce
        self._tell_problem = tell_problem
        parts.make_data_folder(settings)
        secrets = self._secrets = parts.secrets_of(settings)
        self._sources = parts.sources_of(settings, secrets)
        self.reader = parts.reader_of(settings)
        self.directory = parts.directory_of(settings, secrets)
        self._record = LocalRecord(settings.data / parts.RECORD_FILE)
        self.call_log = LocalCallLog(settings.data / parts.RECORD_FILE)
        self.desk = CallDesk(
            directory=self.directory,
            departments=parts.departments_of(settings, self._sources),
            record=self._record,
            reader=self.reader,
            agent=settings.agent,
            announce=self._announce,
            know_privacy=frozenset(line.name for line in settings.lines if line.knows_privacy),
            shows_outgoing=settings.pop.outgoing,
        )
        self._prospects = parts.prospect_courier_of(settings, secrets, self.directory)
        self._lines = parts.lines_of(settings, secrets, self.desk.post)
        self._training = Training(self._lines, self.desk.post)
        self.dialling = Dialling(settings, self._lines, self.reader)
        wishes: Mapping[str, Fulfil] = {
            "ring": self._training.ring,
            "dial": self.dialling.dial_and_wait,
            "lines": self._lines_tell,
        }
        self._bell = Bell(settings.data, wishes)
        self._desk_thread = threading.Thread(target=self.desk.run, name="desk", daemon=True)
        self._changing = threading.Lock()
        self._stopped = threading.Event()
        self._importing = False

    def start(self) -> bool:
        """Begin to work; a directory that was never imported is imported first. False if stopped meanwhile.

        Raises:
            ConfigurationError: A program runs already for this data folder.
        """
        with self._changing:
            if self._stopped.is_set():
                return False
            self._bell.start()
            self._desk_thread.start()
            self._importing = True
        self._import_directory()
        with self._changing:
            self._importing = False
            if self._stopped.is_set():
                return False
            for line in self._lines:
                line.start()
        if self._prospects:
            self._prospects.start()
        threading.Thread(target=self._rehearse, name="rehearsal", daemon=True).start()
        return True

    def stop(self) -> None:
        """Sign off at the PBX and end all threads, within three seconds; an import under way is given up."""
        with self._changing:
            self._stopped.set()
            if self._importing:
                self._close_sources()
        self._bell.stop()
        stops = [*(line.stop for line in self._lines), self._training.stop]
        stops += [self._prospects.stop] if self._prospects else []
        leaving = [threading.Thread(target=stop, daemon=True) for stop in stops]
        for thread in leaving:
            thread.start()
        for thread in leaving:
            thread.join(2.2)
        self.desk.stop()
        if self._desk_thread.is_alive():
            self._desk_thread.join(2)
        self._close_sources()
        self._record.close()
        self.call_log.close()
        if self.directory:
            self.directory.close()

    def _announce(self, told: news.News) -> None:
        self._announce_to(told)
        if self._prospects and isinstance(told, news.ProspectKept):
            self._prospects.wake()

    def _close_sources(self) -> None:
        for source in self._sources.values():
            source.close()

    def little_pbx(self) -> LittlePbx:
        """The PBX that rings simulated calls, for a script that wants more than `ring`."""
        return self._training.pbx()

    def _lines_tell(self, _: object) -> Mapping[str, LineReport]:
        """What every line has delivered and met, for `screenpop check`."""
        return {
            line.name: {"delivered": self.desk.tally.of(line.name), "met": dict(line.counts())}
            for line in self._lines
        }

    def _import_directory(self) -> None:
        if self.directory is None or self.directory.is_imported:
            return
        try:
            feed = parts.feed_of_directory(self._settings, self._sources)
            parts.import_directory(self._settings, self._secrets, feed, self.reader)
        except SourceError as error:
            if not self._stopped.is_set():
                self._tell_problem(error.sentence)

    def _rehearse(self) -> None:
        """Ask everybody once about somebody, so that the first real call finds drivers loaded and files warm."""
        try:
            self._record.open()
            customers = self.directory.samples(at_most=1) if self.directory else ()
        except ScreenPopError as error:
            self._tell_problem(error.sentence)
            return
        for customer in customers:
            self.desk.rehearse(customer)
