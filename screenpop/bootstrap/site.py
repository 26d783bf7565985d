"""Everything of one desk but its window: built from settings, started, stopped."""

import threading
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from screenpop.bootstrap import parts
from screenpop.bootstrap.bell import Bell, Fulfil
from screenpop.bootstrap.dialling import Dialling
from screenpop.bootstrap.learnt import learnt_of
from screenpop.bootstrap.saving import keeps_drafts
from screenpop.bootstrap.site_colleagues import SiteColleagues, holding_notes
from screenpop.bootstrap.site_record import SiteRecord
from screenpop.bootstrap.training import Training
from screenpop.bootstrap.verification import policy_of, right_answers_of
from screenpop.called import Called
from screenpop.desk.call_desk import CallDesk
from screenpop.desk.neighbours import Neighbours
from screenpop.desk.showing import Showing
from screenpop.diagnostics.line_report import LineReport
from screenpop.errors import ScreenPopError, SourceError
from screenpop.events import news
from screenpop.events.calls import Direction, Facts
from screenpop.sentences import Sentence
from screenpop.settings.model import Settings
from screenpop.settings.playbook import playbook_of
from screenpop.storage.drafts import DRAFTS_FILE, DraftFile
from screenpop.storage.drafts_in_memory import DraftsInMemory
from screenpop.storage.failed_checks import RecordChecks
from telephony.simulator.pbx import LittlePbx

_LINE_SOON = 2.0


class Site:
    """One desk at work.

    Attributes:
        directory: The local index, or None if the settings name no directory.
        record: Keeps what happens, and reads it.
        colleagues: The other desks that share the record.
        drafts: Keeps what is typed until it is saved.
        desk: Takes acts, announces news.
        dialling: Calls numbers for the agent.
    """

    def __init__(
        self,
        settings: Settings,
        announce: Callable[[news.News], None],
        tell_problem: Callable[[Sentence], None],
        more_wishes: Mapping[str, Fulfil] | None = None,
        head_start: timedelta = timedelta(),
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        """Build all that works.

        Args:
            settings: The desk's.
            announce: Hears all news, on the desk's thread.
            tell_problem: Hears what the agent must read.
            more_wishes: What the bell does beside the site's own.
            head_start: How long departments wait at most until `announce`'s windows show who is calling.
            today: What departments reckon from.
        """
        self._settings = settings
        self._announce_to = announce
        self._tell_problem = tell_problem
        parts.make_data_folder(settings)
        secrets = self._secrets = parts.secrets_of(settings)
        self._sources = parts.sources_of(settings, secrets)
        self.reader = parts.reader_of(settings)
        self._showing = Showing(settings.called, self.reader, outgoing=True, internal=True)
        self.directory = parts.directory_of(settings, secrets)
        self.record = SiteRecord(settings, secrets, self._announce)
        seats = (parts.seats_extension(line, settings) for line in settings.lines)
        self.colleagues = SiteColleagues(
            self.record.database, settings.agent, self.record.spool, next(filter(None, seats), "")
        )
        self.drafts: DraftFile | DraftsInMemory = (
            DraftFile(settings.data / DRAFTS_FILE, tell_problem)
            if keeps_drafts(settings)
            else DraftsInMemory()
        )
        self.desk = CallDesk(
            Neighbours(
                directory=self.directory,
                departments=parts.departments_of(
                    settings,
                    self._sources,
                    self.colleagues.memory,
                    today,
                    learnt=learnt_of(settings, self.record.database),
                ),
                record=self.record,
                reader=self.reader,
                agent=settings.agent,
                announce=self._announce,
                memory=self.colleagues.memory,
                day=self.record.day,
                call_log=self.record.call_log,
                questions=tuple(fact.question for fact in settings.facts),
                presence=self.colleagues.presence,
                drafts=self.drafts,
                hold_notes=holding_notes(settings),
                know_privacy=frozenset(line.name for line in settings.lines if line.knows_privacy),
                shows_outgoing=settings.pop.outgoing,
                shows_internal=settings.pop.internal,
                called=settings.called,
                verification=policy_of(settings),
                failed_checks=RecordChecks(self.record.database),
                right_answers=right_answers_of(settings, self._sources),
                playbook=playbook_of(settings),
                offers=settings.offers.policy,
                head_start=head_start,
            ),
        )
        self._prospects = parts.prospect_courier_of(settings, secrets, self.directory)
        self._lines = parts.lines_of(settings, secrets, self.desk.post)
        self._training = Training(self._lines, self.desk.post)
        self.dialling = Dialling(settings, self._lines, self.reader)
        wishes: Mapping[str, Fulfil] = {
            "ring": self._training.ring,
            "dial": self.dialling.dial_and_wait,
            "lines": self._lines_tell,
            **(more_wishes or {}),
        }
        self._bell = Bell(settings.data, wishes)
        self._desk_thread = threading.Thread(target=self.desk.run, name="desk", daemon=True)
        self._changing = threading.Lock()
        self._stopped = threading.Event()
        self._line_told = threading.Event()
        self._joining = threading.Thread(target=self._join_colleagues, name="joining", daemon=True)
        self._importing = False

    def start(self) -> bool:
        """Begin to work; a directory that was never imported is imported first. False if stopped meanwhile.

        Raises:
            AlreadyRunning: A program runs already for this data folder.
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
            self._joining.start()
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
        self._line_told.set()
        if self._joining.is_alive():
            self._joining.join(1)
        self._bell.stop()
        stops = [*(line.stop for line in self._lines), self._training.stop, self.colleagues.stop]
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
        self.record.close()
        self.drafts.close()
        if self.directory:
            self.directory.close()

    def _announce(self, told: news.News) -> None:
        self._announce_to(told)
        if isinstance(told, news.LineUp | news.LineDown):
            self._line_told.set()
        if self._prospects and isinstance(told, news.ProspectKept | news.NumberProposed):
            self._prospects.wake()

    def _join_colleagues(self) -> None:
        """Deliver, tell and listen from when the line works: until then its signing on and the window go first."""
        self._line_told.wait(_LINE_SOON)
        with self._changing:
            if not self._stopped.is_set():
                self.record.start(self.desk.post)
                self.colleagues.start(self.desk.post)

    def _close_sources(self) -> None:
        for source in self._sources.values():
            source.close()

    def practise(self) -> None:
        """Have somebody of the directory call, to practise with: nothing of the call is kept. Returns at once."""
        threading.Thread(target=self._practise, name="practice", daemon=True).start()

    def _practise(self) -> None:
        try:
            number = self.directory.any_number() if self.directory else None
            self._training.practise(number)
        except ScreenPopError as error:
            if not self._stopped.is_set():
                self._tell_problem(error.sentence)

    def called_of(self, did: str | None, queue: str | None) -> Called | None:
        """What the settings say of one of our numbers, as a call of the log names it, or of a queue."""
        return self._showing.called(Direction.IN, did, Facts(queue=queue))

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
            self.record.spool.open()
            customers = self.directory.samples(at_most=1) if self.directory else ()
        except ScreenPopError as error:
            self._tell_problem(error.sentence)
            return
        for customer in customers:
            self.desk.rehearse(customer)
