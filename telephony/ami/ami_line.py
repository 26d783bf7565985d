"""The line: reports the calls of one extension as the manager interface tells them, and has its phone call."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from screenpop.events.calls import LineDown, LineEvent, LineUp
from screenpop.ports.kinds import LineSurroundings
from screenpop.sentences import Sentence, say
from telephony.ami import actions, refusals
from telephony.ami.account import Account
from telephony.ami.framing import Message
from telephony.ami.session import Session
from telephony.ami.tracker import Tracker
from telephony.facts import FactRules
from telephony.wire.io_thread import IoThread, Timer, uptime

SIGN_OFF_WITHIN = 1.8
SWEEP_EVERY = 600.0
DIALLED_WITHIN = 10.0
_DIALLABLE = re.compile(r"\+?[0-9*#]{1,40}")


class AmiLine:
    """Follows an extension by AMI.

    Args:
        name: What the settings call the line.
        account: As whom it signs on, where.
        extension: Whose calls.
        technologies: What its channels' names begin with; the first is rung for a call out.
        dial_context: In which context of the dialplan the agent's calls go out.
        rules: By which names and variables the site tells facts.
        surroundings: Whom it reports to, and its password.
    """

    def __init__(
        self,
        name: str,
        account: Account,
        *,
        extension: str,
        technologies: tuple[str, ...],
        dial_context: str,
        rules: FactRules,
        surroundings: LineSurroundings,
    ) -> None:
        self._name = name
        self._extension = extension
        self._device = f"{technologies[0]}/{extension}"
        self._dial_context = dial_context
        self._report_to = surroundings.report
        self._silent = False
        self._is_up = False
        self._down_for: Sentence | None = None
        self._sweeping: Timer | None = None
        self._thread = IoThread(f"line {name}")
        self._tracker = Tracker(
            line=name,
            extension=extension,
            technologies=technologies,
            rules=rules,
            report=self._report,
            uptime=uptime,
        )
        self._session = Session(
            self._thread,
            account,
            surroundings.password,
            wanted=self._tracker.events,
            classes=actions.SITE_CLASSES if rules.variables else actions.WANTED_CLASSES,
            listener=self,
        )

    @property
    def name(self) -> str:
        """What the settings call it."""
        return self._name

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()
        self._thread.call_soon(self._session.begin)

    def stop(self) -> None:
        """Sign off and end the thread; reports nothing more."""
        self._silent = True
        self._thread.call_soon(self._session.end)
        self._thread.stop(SIGN_OFF_WITHIN)

    def counts(self) -> Mapping[str, int]:
        """What it has met since its start; `kept` is how much is remembered of calls now."""
        return {**self._session.counts(), "kept": len(self._tracker)}

    def dial(self, number: str, told: Callable[[Sentence | None], None]) -> None:
        """Ring the agent's phone, and have it call the number once it is picked up."""
        self._thread.call_soon(lambda: self._dial(number, told))

    def let_in(self) -> None:
        """The session stands."""
        self._is_up, self._down_for = True, None
        self._report(LineUp(self._name, datetime.now(UTC)))

    def heard(self, event: Message) -> None:
        """Follow an event."""
        self._tracker.hear(event)
        if self._sweeping is None and len(self._tracker):
            self._sweeping = self._thread.call_later(SWEEP_EVERY, self._sweep)

    def lost(self, reason: Sentence, *, tries_again: bool) -> None:
        """Say once for each reason that the line does not work, and then clear what rings."""
        if self._is_up or reason != self._down_for or not tries_again:
            self._is_up, self._down_for = False, reason
            self._report(LineDown(self._name, datetime.now(UTC), reason, tries_again=tries_again))
        if tries_again:
            self._tracker.lost()
        else:
            self._tracker.clear()

    def _dial(self, number: str, told: Callable[[Sentence | None], None]) -> None:
        if not _DIALLABLE.fullmatch(number):
            told(say("“{number}” is nothing that a telephone can dial.", number=number[:60]))
            return
        if not self._session.is_let_in:
            told(say("The line to the PBX is down; the number cannot be called now."))
            return

        unanswered = say("The PBX did not say whether it calls {number}.", number=number)

        def give_up() -> None:
            too_late.cancel()
            told(unanswered)

        too_late = self._thread.call_later(DIALLED_WITHIN, give_up)

        def answered(answer: Message | None) -> None:
            if too_late.do is None:
                return  # told already
            too_late.cancel()
            if answer is None:
                told(unanswered)
            elif answer.fields.get("Response") == "Success":
                told(None)
            else:
                told(refusals.not_dialled(number, answer.fields.get("Message", "")))

        self._session.questions.ask(
            lambda action_id: actions.originate(
                channel=self._device,
                extension=self._extension,
                number=number,
                context=self._dial_context,
                action_id=action_id,
            ),
            answered,
        )

    def _sweep(self) -> None:
        self._tracker.sweep()
        self._sweeping = self._thread.call_later(SWEEP_EVERY, self._sweep) if len(self._tracker) else None

    def _report(self, event: LineEvent) -> None:
        if not self._silent:
            self._report_to(event)
