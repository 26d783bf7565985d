"""Takes each message of the manager interface to what it is about: channels, dialling, queues, transfers."""

from collections.abc import Callable, Iterable

from screenpop.events.calls import Ending
from screenpop.ports.line import Report
from telephony.ami.call_reports import CallReports
from telephony.ami.calls_in import CallsIn
from telephony.ami.calls_out import CallsOut
from telephony.ami.channel_events import ChannelEvents
from telephony.ami.conversations import Conversations
from telephony.ami.extension import Extension
from telephony.ami.framing import Message
from telephony.ami.leg_table import LegTable
from telephony.ami.queue_events import QueueEvents
from telephony.ami.transfer_events import TransferEvents
from telephony.ami.variables import Variables
from telephony.facts import FactRules


class Tracker:
    """Finds one extension's calls in what a server tells.

    Args:
        line: Under which name to report.
        extension: Whose calls.
        technologies: What its channels' names begin with: "PJSIP", "SIP".
        rules: By which names and variables the site tells facts.
        report: Whom to report to.
        uptime: A clock in seconds.
    """

    def __init__(
        self,
        *,
        line: str,
        extension: str,
        technologies: Iterable[str],
        rules: FactRules,
        report: Report,
        uptime: Callable[[], float],
    ) -> None:
        self._uptime = uptime
        self._conversations = Conversations()
        reports = CallReports(line, rules, report)
        self._incoming = CallsIn(extension, self._conversations, rules, reports)
        outgoing = CallsOut(extension, self._conversations, rules, reports)
        legs = LegTable(extension, technologies)
        self._extension = Extension(legs, self._conversations, self._incoming, outgoing)
        self._variables = Variables(self._extension, self._conversations, rules.variables)
        channels = ChannelEvents(extension, self._extension, self._conversations, self._sees_colleagues)
        self._takers = {
            **channels.takers,
            **QueueEvents(extension, self._extension, self._conversations).takers,
            **TransferEvents(extension, self._extension, self._conversations).takers,
            **self._variables.takers,
        }

    def __len__(self) -> int:
        return len(self._extension.legs) + len(self._conversations)

    @property
    def events(self) -> frozenset[str]:
        """The names of the events that say something of calls."""
        return frozenset(self._takers)

    def hear(self, message: Message) -> None:
        """Take one event."""
        self._extension.order += 1
        self._extension.now = self._uptime()
        if message.variables:
            self._variables.came_with(message)
        taker = self._takers.get(message.event)
        if taker is not None:
            taker(message)

    def lost(self) -> None:
        """The connection is gone: what rings is over, what talks is kept, everything else is forgotten."""
        self._extension.lost()
        self._conversations.forget_all()
        self._incoming.sees_colleagues = False

    def clear(self) -> None:
        """The line will never work again: nothing will be heard of any call."""
        self.lost()
        self._extension.end_doubtful(Ending.UNKNOWN)

    def sweep(self) -> None:
        """Let go of what would have ended long ago."""
        now = self._uptime()
        self._extension.sweep(now)
        self._conversations.sweep(now)

    def _sees_colleagues(self) -> None:
        self._incoming.sees_colleagues = True
